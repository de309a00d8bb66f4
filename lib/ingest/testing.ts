import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IngestRow, SourceFile } from './schema';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const shared = process.env.SOURCEMARK_SHARED ?? path.join(ROOT, '../shared');

/** The folder of corpora that tests may use; null where it is absent. */
export const SHARED: string | null = existsSync(shared) ? shared : null;

/** A file in memory, streamed in chunks of `chunk` bytes, so that no reader relies on their borders. */
export function memoryFile(name: string, content: string | Uint8Array, chunk = 7): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path: name,
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
    async *slice(start, end) {
      yield bytes.subarray(start, end);
    },
  };
}

/** All rows of a reader, sorted out by kind. */
export async function collect(rows: AsyncIterable<IngestRow>) {
  const articles: Extract<IngestRow, { kind: 'article' }>[] = [];
  const rejections: Extract<IngestRow, { kind: 'rejection' }>['rejection'][] = [];
  const notices: Extract<IngestRow, { kind: 'notice' }>['notice'][] = [];
  for await (const row of rows) {
    if (row.kind === 'article') articles.push(row);
    else if (row.kind === 'rejection') rejections.push(row.rejection);
    else notices.push(row.notice);
  }
  return { articles, rejections, notices };
}
