import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECK, FORBIDDEN, fillProject, RESTRICT, sqlstate } from './guards-rows';
import { inTx, run, type Seeded, seedProject, writeRevision } from './guards-testing';
import { type TestDatabase, testDatabase } from './testing';

/** Written once: no UPDATE, no DELETE, no TRUNCATE, whoever asks. */
const APPEND_ONLY = [
  'captures',
  'article_versions',
  'annotation_revisions',
  'fragments',
  'revision_members',
  'relation_revisions',
  'review_decisions',
  'comments',
  'events',
  'import_rejections',
  'receipts',
];
const CODEBOOK_PARTS = [
  'layers',
  'codes',
  'attribute_definitions',
  'relation_types',
  'relation_type_ends',
];

let db: TestDatabase;
let mine: Seeded;

beforeAll(async () => {
  db = await testDatabase();
  mine = await fillProject(db.pool, await seedProject(db.pool));
});

describe('what is written once', () => {
  it.each(APPEND_ONLY)('%s: the application has no right to change it', async (table) => {
    for (const sql of [
      `UPDATE ${table} SET project_id = project_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      expect(await sqlstate(run(db.pool, mine, sql)), sql).toBe(FORBIDDEN);
    }
  });

  it.each(APPEND_ONLY)('%s: its owner is stopped by triggers', async (table) => {
    for (const sql of [
      `UPDATE ${table} SET project_id = project_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      expect(await sqlstate(run(db.ownerPool, mine, sql)), sql).toBe(RESTRICT);
    }
  });

  it.each(APPEND_ONLY)('%s: a superuser posing as a replica is stopped too', async (table) => {
    for (const sql of [
      `UPDATE ${table} SET project_id = project_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      const posing = inTx(db.superPool, mine, async (client) => {
        await client.query('SET LOCAL session_replication_role = replica');
        await client.query(sql);
      });
      expect(await sqlstate(posing), sql).toBe(RESTRICT);
    }
  });

  it('the application cannot pose as a replica', async () => {
    const posing = run(db.pool, mine, 'SET LOCAL session_replication_role = replica');
    expect(await sqlstate(posing)).toBe(FORBIDDEN);
  });

  it('a replica’s insert is checked as well', async () => {
    const posing = inTx(db.superPool, mine, async (client) => {
      await client.query('SET LOCAL session_replication_role = replica');
      await writeRevision(client, mine, { fragments: [{ start: 0, end: 5, quote: 'Lyons' }] });
    });
    expect(await sqlstate(posing)).toBe(CHECK);
  });
});

describe('a published codebook version', () => {
  const partOf = (table: string, at: Seeded) =>
    table === 'relation_type_ends'
      ? `relation_type_id = '${at.relationType}'`
      : `codebook_version_id = '${at.published}'`;

  it.each(CODEBOOK_PARTS)('%s of it: neither changed nor deleted', async (table) => {
    for (const pool of [db.pool, db.ownerPool]) {
      for (const sql of [
        `UPDATE ${table} SET project_id = project_id WHERE ${partOf(table, mine)}`,
        `DELETE FROM ${table} WHERE ${partOf(table, mine)}`,
      ]) {
        expect(await sqlstate(run(pool, mine, sql)), sql).toBe(RESTRICT);
      }
    }
    expect(await sqlstate(run(db.pool, mine, `TRUNCATE ${table} CASCADE`))).toBe(FORBIDDEN);
    expect(await sqlstate(run(db.ownerPool, mine, `TRUNCATE ${table} CASCADE`))).toBe(RESTRICT);
  });

  it('takes no new code', async () => {
    const added = run(
      db.pool,
      mine,
      `INSERT INTO codes (project_id, id, codebook_version_id, layer_id, key, name, colour, position)
       VALUES ($1, $2, $3, $4, 'new', '{}', '{}', 9)`,
      [mine.projectId, uuidv7(), mine.published, mine.layer],
    );
    expect(await sqlstate(added)).toBe(RESTRICT);
  });

  it('does not take over a code of a draft', async () => {
    const moved = run(
      db.ownerPool,
      mine,
      `UPDATE codes SET codebook_version_id = $1 WHERE id = $2`,
      [mine.published, mine.draftCode],
    );
    expect(await sqlstate(moved)).toBe(RESTRICT);
  });

  it('stays published, and stays', async () => {
    const where = `WHERE id = '${mine.published}'`;
    for (const pool of [db.pool, db.ownerPool]) {
      for (const sql of [
        `UPDATE codebook_versions SET state = 'draft', published_at = NULL, sha256 = NULL ${where}`,
        `UPDATE codebook_versions SET notes = 'x' ${where}`,
        `DELETE FROM codebook_versions ${where}`,
      ]) {
        expect(await sqlstate(run(pool, mine, sql)), sql).toBe(RESTRICT);
      }
    }
  });

  it('begins as a draft, which can be changed', async () => {
    const born = run(
      db.pool,
      mine,
      `INSERT INTO codebook_versions (project_id, id, codebook_id, version_no, state, published_at, sha256)
       VALUES ($1, $2, $3, 9, 'published', now(), 'x')`,
      [mine.projectId, uuidv7(), mine.codebookId],
    );
    expect(await sqlstate(born)).toBe(RESTRICT);
    const changed = run(db.pool, mine, `UPDATE codes SET retired = true WHERE id = $1`, [
      mine.draftCode,
    ]);
    expect(await sqlstate(changed)).toBe('accepted');
  });

  it('is what a project codes with: a draft is refused', async () => {
    const chosen = run(db.pool, mine, `UPDATE projects SET codebook_version_id = $1`, [mine.draft]);
    expect(await sqlstate(chosen)).toBe(CHECK);
  });

  it('takes no part that was written while it was being published', async () => {
    const racing = await seedProject(db.pool);
    const publish = `UPDATE codebook_versions
      SET state = 'published', published_at = now(), sha256 = repeat('a', 64) WHERE id = $1`;
    const late = await inTx(db.pool, racing, async (publisher) => {
      await publisher.query(publish, [racing.draft]);
      const added = run(
        db.pool,
        racing,
        `INSERT INTO codes (project_id, id, codebook_version_id, layer_id, key, name, colour, position)
         VALUES ($1, $2, $3, $4, 'late', '{}', '{}', 9)`,
        [racing.projectId, uuidv7(), racing.draft, racing.draftLayer],
      );
      // It is under way, and waits, before the publication is committed.
      const answer = sqlstate(added);
      await waitingForALock(publisher);
      return { answer };
    });
    expect(await late.answer).toBe(RESTRICT);
  });

  it('holds together: no code or attribute hangs on a part of another version', async () => {
    const code = (layer: string, parent: string | null) =>
      run(
        db.pool,
        mine,
        `INSERT INTO codes (project_id, id, codebook_version_id, layer_id, parent_id, key, name, colour, position)
         VALUES ($1, $2, $3, $4, $5, 'astray', '{}', '{}', 9)`,
        [mine.projectId, uuidv7(), mine.draft, layer, parent],
      );
    expect(await sqlstate(code(mine.layer, null))).toBe(CHECK);
    expect(await sqlstate(code(mine.draftLayer, mine.codes.cue))).toBe(CHECK);
    const attribute = run(
      db.pool,
      mine,
      `INSERT INTO attribute_definitions (project_id, id, codebook_version_id, layer_id, code_id, key, kind, name, position)
       VALUES ($1, $2, $3, $4, $5, 'astray', 'text', '{}', 9)`,
      [mine.projectId, uuidv7(), mine.draft, mine.draftLayer, mine.codes.cue],
    );
    expect(await sqlstate(attribute)).toBe(CHECK);
  });
});

/** Waits until a session of this database waits for a lock; 5 s at the most. */
async function waitingForALock(client: pg.ClientBase): Promise<void> {
  const until = Date.now() + 5000;
  while (Date.now() < until) {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted',
    );
    if (rows[0].n > 0) return;
  }
}
