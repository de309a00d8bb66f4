import { beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { makeWorld, marking, only, passage, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { type Fixture, makeFixture } from '@/lib/releases/testing';
import { ok } from '@/lib/result/result';
import type { Checkpoint } from './chain';
import { getCheckpoint, readHistory } from './queries';
import { EVERY_EVENT } from './schema';
import { verifyHistory } from './verify';

const db = await testDatabase();
const EVENTS = 20;
let fixture: Fixture;

beforeAll(async () => {
  fixture = await makeFixture(db.ownerPool, 'chained');
  for (let i = 0; i < EVENTS; i += 1) await fixture.event('project.changed');
});

async function verified(checkpoints: readonly Checkpoint[] = []) {
  const result = await verifyHistory(fixture.operator, checkpoints);
  if (!result.ok) throw new Error(result.error.userMessage);
  return result.value;
}

/** Runs SQL as a superuser past every trigger, looks, and puts things back. */
async function tampered(sql: string, checkpoints: readonly Checkpoint[] = []) {
  const client = await db.superPool.connect();
  try {
    await client.query('ALTER TABLE events DISABLE TRIGGER ALL');
    await client.query('CREATE TABLE IF NOT EXISTS kept_events AS SELECT * FROM events');
    await client.query(sql);
    return await verified(checkpoints);
  } finally {
    await client.query('DELETE FROM events');
    await client.query('INSERT INTO events SELECT * FROM kept_events');
    await client.query(
      'UPDATE chain_heads h SET hash = (SELECT e.hash FROM events e WHERE e.project_id = h.project_id AND e.seq = h.seq)',
    );
    await client.query('ALTER TABLE events ENABLE TRIGGER ALL');
    client.release();
  }
}

test('an untouched history is true', async () => {
  const result = await verified();
  expect(result).toMatchObject({ events: EVENTS, broken: null });
  expect(result.head.hash).toMatch(/^[0-9a-f]{64}$/);
});

test('the first event that a superuser altered is named', async () => {
  const body = await tampered(
    `UPDATE events SET body = replace(body, '"n":1', '"n":2') WHERE seq IN (7, 9)`,
  );
  expect(body).toMatchObject({ events: 6, broken: { seq: 7 } });
  expect(body.broken?.reason).toContain('content');
  const rehashed = await tampered(
    `UPDATE events SET body = replace(body, '"n":1', '"n":2'),
       hash = event_hash(project_id, seq, prev_hash, replace(body, '"n":1', '"n":2')) WHERE seq = 7`,
  );
  expect(rehashed.broken).toMatchObject({ seq: 8 });
  const column = await tampered(`UPDATE events SET at = at - interval '1 day' WHERE seq = 12`);
  expect(column.broken).toMatchObject({ seq: 12 });
});

test('an event taken out, in the middle or at the end, is named', async () => {
  expect((await tampered('DELETE FROM events WHERE seq = 3')).broken).toMatchObject({ seq: 3 });
  expect((await tampered('DELETE FROM events WHERE seq > 17')).broken).toMatchObject({ seq: 18 });
  expect((await verified()).broken).toBeNull();
});

/** Rewrites an event and then the whole chain behind it, head included: as a superuser with time can. */
const REWRITTEN = `
  UPDATE events SET body = replace(body, '"n":1', '"n":2') WHERE seq = 7;
  DO $$
  DECLARE r record; v_prev bytea; v_hash bytea;
  BEGIN
    FOR r IN SELECT * FROM events WHERE seq >= 7 ORDER BY seq LOOP
      SELECT hash INTO v_prev FROM events WHERE project_id = r.project_id AND seq = r.seq - 1;
      v_hash := event_hash(r.project_id, r.seq, v_prev, r.body);
      UPDATE events SET prev_hash = v_prev, hash = v_hash WHERE project_id = r.project_id AND seq = r.seq;
      UPDATE chain_heads SET hash = v_hash WHERE project_id = r.project_id AND seq = r.seq;
    END LOOP;
  END $$`;

test('a chain rewritten whole is caught by a checkpoint that somebody else keeps, and by nothing else', async () => {
  const kept = await getCheckpoint(fixture.operator);
  if (!kept.ok) throw new Error(kept.error.userMessage);
  expect(kept.value).toMatchObject({ event: EVENTS, project: { id: fixture.operator.projectId } });
  const checkpoint = { seq: BigInt(kept.value.event), hash: kept.value.hash };
  expect((await verified([checkpoint])).broken).toBeNull();
  expect((await tampered(REWRITTEN)).broken).toBeNull();
  const held = await tampered(REWRITTEN, [checkpoint]);
  expect(held.broken).toMatchObject({ seq: EVENTS });
  expect(held.broken?.reason).toContain('noted elsewhere');
  expect((await verified([checkpoint])).broken).toBeNull();
});

test('events are listed newest first, by page and filter', async () => {
  const page = async (before: number | null, filter = EVERY_EVENT) => {
    const result = await readHistory(fixture.operator, filter, before, 15);
    if (!result.ok) throw new Error(result.error.userMessage);
    return result.value;
  };
  const first = await page(null);
  expect(first.events.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 15 }, (_, i) => EVENTS - i),
  );
  const second = await page(first.next);
  expect(second).toMatchObject({ next: null });
  expect(second.events).toHaveLength(5);
  expect((await page(null, { ...EVERY_EVENT, kind: 'project' })).events).toHaveLength(15);
  expect((await page(null, { ...EVERY_EVENT, kind: 'review' })).events).toEqual([]);
  expect((await page(null, { ...EVERY_EVENT, person: 'operator' })).events).toHaveLength(15);
  const nobody = fixture.people.ann ?? '';
  expect((await page(null, { ...EVERY_EVENT, person: nobody })).events).toEqual([]);
  expect((await page(null, { ...EVERY_EVENT, until: new Date(0) })).events).toEqual([]);
});

test('work that came in past the history is found, and no row claims another’s event', async () => {
  const world = await makeWorld(db);
  const made = only(
    unwrap(await createAnnotation(world.ana, marking(world, 'source', passage('agence Vesta')))),
  );
  expect(unwrap(await verifyHistory(world.ana)).unrecorded).toEqual([]);
  const { rows } = await db.superPool.query<{ id: string }>(
    `WITH copied AS (
       INSERT INTO annotation_revisions (project_id, id, annotation_id, article_version_id, revision_no,
         codebook_version_id, code_id, attributes, fragment_count, author_id)
       SELECT project_id, gen_random_uuid(), annotation_id, article_version_id, 2, codebook_version_id,
              code_id, attributes, 1, author_id FROM annotation_revisions WHERE id = $1 RETURNING *)
     INSERT INTO fragments (project_id, revision_id, ordinal, article_version_id, start_offset, end_offset, quote)
     SELECT c.project_id, c.id, 0, f.article_version_id, f.start_offset, f.end_offset, f.quote
       FROM copied c, fragments f WHERE f.revision_id = $1 RETURNING revision_id AS id`,
    [made.revisionId],
  );
  expect(unwrap(await verifyHistory(world.ana))).toMatchObject({
    broken: null,
    unrecorded: [{ what: 'annotation revision', count: 1, firstId: rows[0]?.id }],
  });
  const claimed = await inProject(world.ana, 'project.read', async (tx) => {
    await tx.sql(
      `INSERT INTO review_decisions (project_id, id, annotation_id, revision_id, kind, decider_id, written_in)
       SELECT project_id, gen_random_uuid(), annotation_id, id, 'ask', author_id, written_in
         FROM annotation_revisions WHERE id = $1::uuid RETURNING 1 AS one`,
      made.revisionId,
    );
    return ok(true);
  }).catch(String);
  expect(claimed).toContain('permission denied');
});
