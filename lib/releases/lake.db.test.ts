import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import {
  addArticle,
  makeWorld,
  marking,
  passage,
  TEXT,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { writeLake } from './lake';
import { manifestSchema } from './schema';

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-lake-'));
const duck = await (await DuckDBInstance.create()).connect();
afterAll(async () => {
  duck.closeSync();
  await rm(folder, { recursive: true });
});

async function query(sql: string) {
  return (await duck.runAndReadAll(sql)).getRowObjectsJson();
}

/** A project with an article of each month, each with one label. */
async function desk(months: readonly (string | null)[]): Promise<World> {
  const world = await makeWorld(db);
  for (const month of months) {
    const told = month === null ? {} : { publishedAt: `${month}-28T23:00:00Z` };
    const there = { ...world, ...(await addArticle(db, world.projectId, TEXT, 'en', told)) };
    unwrap(await createAnnotation(world.ana, marking(there, 'cue', passage('said'))));
  }
  return world;
}

it('is one tree for many projects, which DuckDB reads as one table, month by month', async () => {
  const one = await desk(['2026-01', '2026-02', '2026-02', null]);
  const two = await desk(['2026-02']);
  const write = ({ projectId }: World, name: string) =>
    writeLake({ kind: 'operator', projectId }, name, folder);
  unwrap(await write(one, 'one'));
  unwrap(await write(two, 'two=2'));
  const lake = (table: string) =>
    `read_parquet('${folder}/${table}/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
  expect(
    await query(
      `SELECT project, month, count(*)::INTEGER AS n, sum(len(fragments))::INTEGER AS fragments
         FROM ${lake('annotations')} GROUP BY ALL ORDER BY project, month NULLS FIRST`,
    ),
  ).toEqual([
    { project: 'one', month: null, n: 1, fragments: 1 },
    { project: 'one', month: '2026-01', n: 1, fragments: 1 },
    { project: 'one', month: '2026-02', n: 2, fragments: 2 },
    { project: 'two=2', month: '2026-02', n: 1, fragments: 1 },
  ]);
  // What stands together is found together, over the files.
  expect(
    await query(
      `SELECT a.code, t.title, f.quote FROM ${lake('annotations')} a
         JOIN ${lake('articles')} t ON t.id = a.article_version_id AND t.project = a.project
         JOIN ${lake('fragments')} f ON f.annotation_id = a.id AND f.revision = a.revision
        WHERE a.project = 'two=2'`,
    ),
  ).toEqual([{ code: 'cue', title: 'Border', quote: 'said' }]);
  const pruned = await query(
    `EXPLAIN SELECT id FROM ${lake('annotations')} WHERE month = '2026-01'`,
  );
  expect(JSON.stringify(pruned)).toContain('Scanning Files: 1/4');

  // Written again, a project is as it is now, and the other one as it was.
  const there = { ...one, ...(await addArticle(db, one.projectId, TEXT, 'en')) };
  unwrap(await createAnnotation(one.ana, marking(there, 'cue', passage('said'))));
  unwrap(await write(one, 'one'));
  expect(
    await query(
      `SELECT project, count(*)::INTEGER AS n FROM ${lake('annotations')} GROUP BY ALL ORDER BY 1`,
    ),
  ).toEqual([
    { project: 'one', n: 5 },
    { project: 'two=2', n: 1 },
  ]);
  const text = await readFile(path.join(folder, '_manifests', 'project=one.json'), 'utf8');
  const manifest = manifestSchema.parse(JSON.parse(text));
  expect(manifest.counts.annotations).toBe(5);
  expect(manifest.files.map(({ path: file }) => file)).toContain(
    'annotations/project=one/month=2026-01/part.parquet',
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
});
