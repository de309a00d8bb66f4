import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { demoArticles } from './demo/articles/all';
import { readDemoState, writeDemoState } from './demo/state';
import { demoSignIns, seedDemo } from './seed';

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
