import path from 'node:path';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { type ArticlesFile, writeArticles } from './articles-file';
import { copyBack } from './copy-baseline';
import { type BenchDatabase, settle, withBenchDatabase } from './database';
import type { ImportMemory, ImportMemoryTask } from './import-memory';
import { inChild } from './in-child';
import { must } from './must';
import { grouped, median, timed } from './statistics';
import type { Bench, BenchContext, Measurement } from './types';

const TABLES = ['captures', 'articles', 'article_versions'];
const MEMORY_GOAL_MIB = 100;

/** 20,000 articles of 3.6 kB as JSONL: everything the import does with them, against bare COPY. */
export const importArticles: Bench = {
  name: 'import-articles',
  about:
    'JSONL articles through the import, against COPY of the same rows; memory at 10 × the size',
  async run(context) {
    const count = context.quick ? 2000 : 20_000;
    const rounds = context.quick ? 1 : 3;
    const named = path.join(context.folder, 'articles.jsonl');
    const file = await writeArticles(named, count, { named: true });
    context.say(`${grouped(count)} articles, ${grouped(file.bytes / count)} bytes each`);
    const imports: number[] = [];
    const copies: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const { imported, copied } = await withBenchDatabase((database) =>
        once(database, context.folder, file, count),
      );
      imports.push(imported);
      copies.push(copied);
      context.say(`round ${round}: import ${imported.toFixed(2)} s, COPY ${copied.toFixed(2)} s`);
    }
    const ratio = median(imports.map((seconds, index) => (copies[index] ?? 0) / seconds));
    const rate = (seconds: number[]) => `${grouped(count / median(seconds))} rows/s`;
    return [
      {
        bench: this.name,
        what: `${grouped(count)} JSONL articles of 3.6 kB: canonicalise, hash, language, store, event`,
        measured: rate(imports),
        baseline: `${rate(copies)} by COPY into the same three tables`,
        figure: ratio,
        goal: { is: 'at least', value: 0.45 },
        details: { imports, copies, bytes: file.bytes },
      },
      await memory(context, count),
    ];
  },
};

async function once(
  database: BenchDatabase,
  folder: string,
  file: ArticlesFile,
  count: number,
): Promise<{ imported: number; copied: number }> {
  await settle(database);
  const actor = { kind: 'operator', projectId: database.projectId } as const;
  const { value, seconds } = await timed(async () =>
    must(
      await importSource(actor, must(await openSource(file.path)), {
        format: 'jsonl',
        sourceName: 'articles.jsonl',
      }),
    ),
  );
  if (value.articles.created !== count) throw new Error(`Stored ${JSON.stringify(value)}.`);
  const { seconds: copied, rows } = await copyBack(database, TABLES, folder);
  if (rows.article_versions !== count) throw new Error(`Copied ${JSON.stringify(rows)}.`);
  return { imported: seconds, copied };
}

/** In a process of its own, whose greatest size then is that of the import. */
async function memory(context: BenchContext, count: number): Promise<Measurement> {
  const unnamed = path.join(context.folder, 'unnamed.jsonl');
  const file = await writeArticles(unnamed, count, { named: false });
  const task: ImportMemoryTask = { file: file.path, bytes: file.bytes, count, times: 10 };
  const result = await inChild<ImportMemory>('import-memory.ts', task);
  const growth = result.atEnd - result.atFirst;
  context.say(`peak memory ${result.atFirst} MiB after 1 ×, ${result.atEnd} MiB after 10 ×`);
  return {
    bench: 'import-articles',
    what: `memory: greatest size of the process at ${grouped(count * 10)} articles over that at ${grouped(count)}`,
    measured: `${result.atEnd} MiB`,
    baseline: `${result.atFirst} MiB (${result.before} MiB before the import)`,
    figure: growth,
    unit: 'MiB more',
    goal: { is: 'at most', value: MEMORY_GOAL_MIB },
    details: { ...result },
  };
}
