import fc from 'fast-check';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { GENESIS_HASH, hashEvent } from '@/lib/provenance/hash';
import { storableText } from '@/lib/text/testing';
import { inTx, run, type Seeded, seedProject } from './guards-testing';
import { type TestDatabase, testDatabase } from './testing';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

interface StoredEvent extends pg.QueryResultRow {
  readonly seq: string;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
}

const bodyOf = (note: string): string =>
  JSON.stringify({ at: '2026-01-02T03:04:05.006Z', id: uuidv7(), note, type: 'project.changed' });

const append = (at: Seeded, note: string): Promise<void> =>
  inTx(db.pool, at, async (client) => {
    await client.query('SELECT append_event($1, $2)', [at.projectId, bodyOf(note)]);
  });

const chainOf = (at: Seeded): Promise<StoredEvent[]> =>
  run<StoredEvent>(
    db.pool,
    at,
    `SELECT seq, body, encode(prev_hash, 'hex') AS prev, encode(hash, 'hex') AS hash
       FROM events ORDER BY seq`,
  );

/** Walks the chain as a verifier does; answers the hash of its end. */
function walk(at: Seeded, events: readonly StoredEvent[]): string {
  let head = GENESIS_HASH;
  for (const [index, event] of events.entries()) {
    expect(event.seq).toBe(String(index + 1));
    expect(event.prev).toBe(head);
    expect(event.hash).toBe(hashEvent(at.projectId, BigInt(event.seq), head, event.body));
    head = event.hash;
  }
  return head;
}

describe('the chain of events', () => {
  it('has no gap and no fork under 20 writers at once', async () => {
    const at = await seedProject(db.pool);
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      for (let turn = 0; turn < 5; turn += 1) await append(at, `${writer}/${turn}`);
    });
    await Promise.all(writers);
    const events = await chainOf(at);
    expect(events).toHaveLength(100);
    const head = walk(at, events);
    const [row] = await run(
      db.pool,
      at,
      `SELECT seq, encode(hash, 'hex') AS hash FROM chain_heads`,
    );
    expect(row).toEqual({ seq: '100', hash: head });
  });

  it('has no gap where writers roll back', async () => {
    const at = await seedProject(db.pool);
    const outcomes = Array.from({ length: 20 }, (_, writer) =>
      inTx(db.pool, at, async (client) => {
        await client.query('SELECT append_event($1, $2)', [at.projectId, bodyOf(`${writer}`)]);
        if (writer % 3 === 0) throw new Error('changed my mind');
      }).catch((cause: Error) => expect(cause.message).toBe('changed my mind')),
    );
    await Promise.all(outcomes);
    const events = await chainOf(at);
    expect(events).toHaveLength(13);
    walk(at, events);
  });

  it('of one project does not wait for another’s', async () => {
    const [one, other] = [await seedProject(db.pool), await seedProject(db.pool)];
    // Were there one lock for all, the second would wait for the first, and the first for it.
    await inTx(db.pool, one, async (client) => {
      await client.query('SELECT append_event($1, $2)', [one.projectId, bodyOf('open')]);
      await append(other, 'quick');
    });
    expect([await chainOf(one), await chainOf(other)].map((events) => events.length)).toEqual([
      1, 1,
    ]);
  });

  it('is hashed alike here and in the database, whatever the body', async () => {
    const id = fc.uuid();
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
    const seq = fc.bigInt(1n, 2n ** 62n);
    await fc.assert(
      fc.asyncProperty(id, seq, hex, storableText, async (project, no, previous, body) => {
        const { rows } = await db.ownerPool.query(
          `SELECT encode(event_hash($1, $2, decode($3, 'hex'), $4), 'hex') AS hash`,
          [project, no.toString(), previous, body],
        );
        expect(rows[0].hash).toBe(hashEvent(project, no, previous, body));
      }),
      { numRuns: 100 },
    );
  });

  it('is not written into from another project', async () => {
    const [one, other] = [await seedProject(db.pool), await seedProject(db.pool)];
    const foreign = run(db.pool, one, 'SELECT append_event($1, $2)', [
      other.projectId,
      bodyOf('mine?'),
    ]);
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
    expect(await chainOf(other)).toEqual([]);
  });
});
