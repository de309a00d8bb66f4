import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { createProject } from '@/lib/projects/commands';
import { verifyHistory } from '@/lib/provenance/verify';
import { importSource } from './commands';
import type { ImportOrder } from './crash-testing';
import { getImport, listImports } from './queries';
import { openSource } from './source';
import { LOST_AFTER_SECONDS } from './upload-schema';

/** Some batches' worth. */
const ARTICLES = 6000;

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-import-'));
afterAll(() => rm(folder, { recursive: true }));

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function counts(projectId: string): Promise<Record<string, number>> {
  const { rows } = await db.superPool.query(
    `SELECT (SELECT count(*)::int FROM articles WHERE project_id = $1) AS articles,
            (SELECT count(*)::int FROM article_versions WHERE project_id = $1) AS versions,
            (SELECT count(*)::int FROM captures WHERE project_id = $1) AS captures,
            (SELECT count(*)::int FROM codings WHERE project_id = $1) AS codings,
            (SELECT count(*)::int FROM annotations WHERE project_id = $1) AS annotations,
            (SELECT count(*)::int FROM annotation_revisions WHERE project_id = $1) AS revisions`,
    [projectId],
  );
  return rows[0];
}

it('killed in the middle, told as interrupted, run again: everything once', async () => {
  const { id: projectId } = unwrap(await createProject({ slug: 'crash', name: 'Crash' }));
  const actor: Actor = { kind: 'operator', projectId };
  const file = path.join(folder, 'articles.jsonl');
  const line = (n: number) =>
    JSON.stringify({ id: n, text: `Text number ${n} of the desk.`, label: [[0, 4, 'Thing']] });
  await writeFile(file, Array.from({ length: ARTICLES }, (_, n) => line(n)).join('\n'));

  const child = fork('lib/ingest/crash-testing.ts', { execArgv: ['--import', 'tsx'] });
  child.send({ appUrl: db.appUrl, projectId, path: file } satisfies ImportOrder);
  const gone = once(child, 'exit');
  while ((await counts(projectId)).articles === 0) {
    expect(child.exitCode).toBeNull();
    await sleep(10);
  }
  child.kill('SIGKILL');
  await gone;
  const cut = await counts(projectId);
  expect(cut.articles).toBeLessThan(ARTICLES);
  // A batch is stored whole or not at all.
  expect(new Set(Object.values(cut)).size).toBe(1);

  const [left] = unwrap(await listImports(actor));
  expect(left?.state).toBe('running');
  await db.superPool.query(
    `UPDATE imports SET updated_at = now() - make_interval(secs => $2) WHERE project_id = $1`,
    [projectId, LOST_AFTER_SECONDS + 1],
  );
  const told = unwrap(await getImport(actor, left?.id ?? ''));
  expect(told).toMatchObject({ state: 'failed', message: expect.stringContaining('again') });

  const options = { format: 'jsonl', sourceName: 'crash', createCodes: true } as const;
  const again = unwrap(await importSource(actor, unwrap(await openSource(file)), options));
  expect(again.articles).toEqual({
    created: ARTICLES - (cut.articles ?? 0),
    unchanged: cut.articles,
    rejected: 0,
  });
  expect(new Set(Object.values(await counts(projectId)))).toEqual(new Set([ARTICLES]));
  expect(unwrap(await verifyHistory(actor)).broken).toBeNull();
});
