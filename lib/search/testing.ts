import { Readable } from 'node:stream';
import type { Actor } from '@/lib/auth/actor';
import { importSource } from '@/lib/ingest/commands';
import { type SearchFilter, searchFilterSchema } from './schema';

/** An article as a feed has it. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly language?: string;
  readonly publisher?: string;
  readonly published_at?: string;
}

/** Loads articles into a project by the import, as an operator. */
export async function loadArticles(projectId: string, rows: readonly Row[]): Promise<void> {
  const bytes = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
  const file = { path: 'rows.jsonl', size: bytes.length, stream: () => Readable.from([bytes]) };
  const actor: Actor = { kind: 'operator', projectId };
  const report = await importSource(actor, [file], { format: 'jsonl', sourceName: 'rows.jsonl' });
  if (!report.ok) throw new Error(report.error.userMessage);
  if (report.value.articles.rejected > 0) throw new Error(JSON.stringify(report.value));
}

/** A filter with the given parts, as an address would give it. */
export function filterOf(given: Readonly<Record<string, unknown>>): SearchFilter {
  return searchFilterSchema.parse(given);
}
