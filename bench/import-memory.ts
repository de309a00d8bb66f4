/** A child of the bench `import-articles`: imports one file ten times over and tells its own size. */
import { createReadStream } from 'node:fs';
import { importSource } from '@/lib/ingest/commands';
import type { SourceFile } from '@/lib/ingest/schema';
import { withBenchDatabase } from './database';
import { must } from './must';

export interface ImportMemoryTask {
  readonly file: string;
  readonly bytes: number;
  /** Articles in the file. */
  readonly count: number;
  /** How often the file is imported, under another name each time. */
  readonly times: number;
}

/** Greatest resident sizes so far, in MiB. */
export interface ImportMemory {
  readonly before: number;
  readonly atFirst: number;
  readonly atEnd: number;
}

/** `maxRSS` is in KiB. */
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function measure(task: ImportMemoryTask): Promise<ImportMemory> {
  return withBenchDatabase(async ({ projectId }) => {
    const files = Array.from(
      { length: task.times },
      (_, index): SourceFile => ({
        path: `articles-${index}.jsonl`,
        size: task.bytes,
        stream: () => createReadStream(task.file, { highWaterMark: 64 * 1024 }),
      }),
    );
    const before = peak();
    let atFirst = 0;
    const report = must(
      await importSource({ kind: 'operator', projectId }, files, {
        format: 'jsonl',
        sourceName: 'articles',
        onProgress: ({ counts }) => {
          if (atFirst === 0 && counts.articles.created >= task.count) atFirst = peak();
        },
      }),
    );
    if (report.articles.created !== task.count * task.times) {
      throw new Error(`Stored ${JSON.stringify(report)}.`);
    }
    return { before, atFirst, atEnd: peak() };
  });
}

process.once('message', (task) => {
  measure(task as ImportMemoryTask)
    .then((result) => process.send?.(result))
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .finally(() => process.disconnect());
});
