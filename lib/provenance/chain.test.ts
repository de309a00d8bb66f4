import { expect, test } from 'vitest';
import { type ChainRow, walkChain } from './chain';
import { GENESIS_HASH, hashEvent } from './hash';

const PROJECT = '0192f0c1-2345-7abc-8def-0123456789ab';

/** A true chain of `length` events. */
function chainOf(length: number): ChainRow[] {
  const rows: ChainRow[] = [];
  let prevHash = GENESIS_HASH;
  for (let i = 1; i <= length; i += 1) {
    const at = new Date(Date.UTC(2026, 0, i, 1, 2, 3, 456));
    const body = JSON.stringify({
      actorId: null,
      annotationId: null,
      articleId: null,
      at: at.toISOString(),
      id: `id-${i}`,
      payload: { n: i },
      type: 'project.changed',
    });
    const seq = BigInt(i);
    const hash = hashEvent(PROJECT, seq, prevHash, body);
    rows.push({
      seq,
      id: `id-${i}`,
      type: 'project.changed',
      actorId: null,
      articleId: null,
      annotationId: null,
      at: at.getTime(),
      body,
      prevHash,
      hash,
    });
    prevHash = hash;
  }
  return rows;
}

function walk(
  rows: readonly ChainRow[],
  head = chainOf(5).at(-1) ?? null,
  checkpoints: Parameters<typeof walkChain>[1] = [],
) {
  const chain = walkChain(PROJECT, checkpoints);
  for (const row of rows) {
    const broken = chain.next(row);
    if (broken) return broken;
  }
  return chain.end(head);
}

const changed = (at: number, change: (row: ChainRow) => Partial<ChainRow>) =>
  chainOf(5).map((row, i) => (i === at ? { ...row, ...change(row) } : row));

test('a true chain has no break, nor has an empty one', () => {
  expect(walk(chainOf(5))).toBeNull();
  expect(walk([], null)).toBeNull();
});

test('the first event that is not as it was written is named', () => {
  const body = (row: ChainRow) => ({ body: row.body.replace('"n":3', '"n":4') });
  expect(walk(changed(2, body))).toMatchObject({
    seq: 3n,
    reason: expect.stringContaining('content'),
  });
  const rehashed = changed(2, (row) => {
    const altered = body(row).body;
    return { body: altered, hash: hashEvent(PROJECT, row.seq, row.prevHash, altered) };
  });
  expect(walk(rehashed)).toMatchObject({ seq: 4n, reason: expect.stringContaining('follow') });
  expect(walk(changed(1, () => ({ actorId: 'other' })))).toMatchObject({
    seq: 2n,
    reason: expect.stringContaining('author'),
  });
  expect(walk(changed(1, ({ at }) => ({ at: at + 1 })))).toMatchObject({
    seq: 2n,
    reason: expect.stringContaining('time'),
  });
  expect(walk(changed(3, () => ({ type: 'member.added' })))).toMatchObject({ seq: 4n });
});

test('a missing, doubled or added event is named', () => {
  expect(walk(chainOf(5).toSpliced(1, 1))).toMatchObject({
    seq: 2n,
    reason: expect.stringContaining('missing'),
  });
  expect(walk(chainOf(5).toSpliced(0, 1))).toMatchObject({
    seq: 1n,
    reason: expect.stringContaining('missing'),
  });
  expect(walk(chainOf(4))).toMatchObject({ seq: 5n, reason: expect.stringContaining('missing') });
  expect(walk(chainOf(6))).toMatchObject({ seq: 6n, reason: expect.stringContaining('beyond') });
  const [first] = chainOf(1);
  if (!first) throw new Error('no event');
  expect(walk([first, first])).toMatchObject({ seq: 1n, reason: expect.stringContaining('order') });
  expect(walk(chainOf(5), null)).toMatchObject({
    seq: 1n,
    reason: expect.stringContaining('beyond'),
  });
});

test('a hash that was noted elsewhere shows a history that was rewritten whole', () => {
  const hash = chainOf(3).at(-1)?.hash ?? '';
  const head = chainOf(5).at(-1) ?? null;
  expect(walk(chainOf(5), head, [{ seq: 3n, hash: hash.toUpperCase() }])).toBeNull();
  expect(walk(chainOf(5), head, [{ seq: 3n, hash: GENESIS_HASH }])).toMatchObject({ seq: 3n });
  expect(walk(chainOf(5), head, [{ seq: 9n, hash }])).toMatchObject({
    seq: 9n,
    reason: expect.stringContaining('missing'),
  });
});
