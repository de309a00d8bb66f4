import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { getQueue } from '@/lib/articles/queries';
import { queueFilterSchema } from '@/lib/articles/schema';
import { findUserId } from '@/lib/auth/queries';
import { testDatabase } from '@/lib/db/testing';
import { findProjectId } from '@/lib/projects/queries';
import { demoArticles } from './demo/articles/all';
import { demoSignIns, readDemoState, writeDemoState } from './demo/state';
import { seedDemo } from './seed';

const db = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'sourcemark-demo-'));
process.env.SOURCEMARK_DATA_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function one<T>(sql: string): Promise<T> {
  const { rows } = await db.superPool.query<{ value: T }>(sql);
  return rows[0]?.value as T;
}

/** Counts of everything that a second loading must not double. */
function counts(): Promise<Record<string, number>> {
  return one(
    `SELECT json_build_object(
       'users', (SELECT count(*) FROM users), 'articles', (SELECT count(*) FROM articles),
       'annotations', (SELECT count(*) FROM annotations),
       'revisions', (SELECT count(*) FROM annotation_revisions),
       'relations', (SELECT count(*) FROM relation_revisions),
       'decisions', (SELECT count(*) FROM review_decisions),
       'comments', (SELECT count(*) FROM comments)) AS value`,
  );
}

describe('seedDemo', () => {
  it('loads the demo project with disagreements and reviews', async () => {
    expect(demoSignIns()).toEqual([]);
    expect(await seedDemo()).toEqual({ created: true });
    const people = demoSignIns();
    expect(people.map((person) => person.role)).toEqual([
      'admin',
      'lead',
      'analyst',
      'analyst',
      'reader',
    ]);
    expect(new Set(people.map((person) => person.password)).size).toBe(1);
    expect((await counts()).articles).toBe(demoArticles.length);
    expect(
      await one(
        `SELECT array_agg(DISTINCT language ORDER BY language) AS value FROM article_versions`,
      ),
    ).toEqual(['ar', 'de', 'en', 'fr']);
    expect(
      await one(`SELECT direction::text AS value FROM article_versions WHERE language = 'ar'`),
    ).toBe('rtl');
    const states = await one(
      `SELECT array_agg(DISTINCT review_state::text ORDER BY review_state::text) AS value FROM annotations`,
    );
    expect(states).toEqual(['accepted', 'amended', 'disputed', 'rejected', 'unreviewed']);
    const seen = async (sql: string) => Number(await one(`SELECT count(*) AS value FROM ${sql}`));
    expect(await seen('annotation_revisions WHERE fragment_count > 1')).toBeGreaterThan(3);
    expect(
      await seen(`annotation_revisions WHERE attributes ->> 'source_presence' = 'absent'`),
    ).toBeGreaterThan(3);
    expect(await seen(`annotations WHERE kind = 'article'`)).toBeGreaterThan(5);
    expect(await seen('relations')).toBeGreaterThan(5);
    expect(await seen('threads WHERE resolved_at IS NULL')).toBeGreaterThan(1);
    expect(await seen(`codings WHERE state = 'in_progress'`)).toBeGreaterThan(1);
    // Some five hundred commands: a loaded machine takes its time.
  }, 240_000);

  it('shows in the queue what each analyst has done', async () => {
    const [projectId, userId] = [await findProjectId('demo'), await findUserId('ben@demo.example')];
    if (!projectId.ok || !userId.ok) throw new Error('the demo project lacks Ben');
    const ben = { kind: 'user', projectId: projectId.value, userId: userId.value } as const;
    const queue = await getQueue(ben, queueFilterSchema.parse({ sort: 'oldest' }));
    if (!queue.ok) throw new Error(queue.error.userMessage);
    const of = (table: string, condition: string) =>
      one<string>(
        `SELECT count(*) AS value FROM ${table} JOIN codings c ON c.id = coding_id
           JOIN users u ON u.id = c.coder_id JOIN article_versions v ON v.id = c.article_version_id
          WHERE NOT deleted AND v.title = 'Velmar shuts grain quay after dust blast injures four'
            AND ${condition}`,
      ).then(Number);
    expect(queue.value.rows[0]).toMatchObject({
      publisher: 'Meridian Press Agency',
      publishedAt: '2026-10-13T17:42:00.000Z',
      myState: 'submitted',
      codersStarted: 2,
      codersSubmitted: 2,
      annotations: await of('annotations', 'true'),
      myAnnotations: await of('annotations', `u.email = 'ben@demo.example'`),
      unreviewed: await of('annotations', `review_state = 'unreviewed'`),
    });
    const courier = queue.value.rows.find((row) => row.publisher === 'The Velmar Courier');
    expect(courier).toMatchObject({ myState: 'in_progress', codersSubmitted: 1 });
    expect(courier?.unreviewed).toBeLessThan(courier?.annotations ?? 0);
  });

  it('does nothing the second time', async () => {
    const before = await counts();
    expect(await seedDemo()).toEqual({ created: false });
    expect(await counts()).toEqual(before);
  });

  it('goes on after an interruption without doubling anything', async () => {
    const state = readDemoState();
    if (state === null) throw new Error('no state');
    const before = await counts();
    writeDemoState({ ...state, complete: false });
    expect(await seedDemo()).toEqual({ created: true });
    expect(await counts()).toEqual(before);
    expect(readDemoState()).toEqual({ ...state, complete: true });
  });

  it('leaves a project “demo” alone that is not its own', async () => {
    rmSync(path.join(folder, 'demo.json'));
    expect(await seedDemo()).toEqual({ created: false });
    expect(demoSignIns()).toEqual([]);
  });
});
