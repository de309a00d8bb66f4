import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, isShared, type PlannedArticle, planRoundRobin, wantedOfNext } from './rules';

const articles = (n: number, groups = 1): PlannedArticle[] =>
  Array.from({ length: n }, (_, i) => ({ id: `a${i}`, group: `g${i % groups}`, taken: [] }));
const coders = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, load: 0 }));
const count = (ids: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};
const spread = (counts: Iterable<number>) => {
  const all = [...counts];
  return Math.max(...all) - Math.min(...all);
};

describe('a plan', () => {
  it('shares a fifth, loads evenly, and pairs everyone with everyone', () => {
    const plan = planRoundRobin(articles(100), coders(4), { overlap: 20, codersEach: 2, seed: 7 });
    expect(plan.filter(({ coderIds }) => coderIds.length === 2)).toHaveLength(20);
    expect(plan.filter(({ coderIds }) => coderIds.length === 1)).toHaveLength(80);
    expect([...count(plan.flatMap(({ coderIds }) => coderIds)).values()]).toEqual([30, 30, 30, 30]);
    const pairs = plan.flatMap(({ coderIds }) =>
      coderIds.length === 2 ? [coderIds.toSorted().join(' ')] : [],
    );
    expect(count(pairs).size).toBe(6);
  });

  it('gives who has less more, until all have as much', () => {
    const plan = planRoundRobin(
      articles(10),
      [
        { id: 'busy', load: 8 },
        { id: 'free', load: 0 },
      ],
      { overlap: 0, codersEach: 2, seed: 1 },
    );
    expect(count(plan.flatMap(({ coderIds }) => coderIds))).toEqual(
      new Map([
        ['free', 9],
        ['busy', 1],
      ]),
    );
  });

  it('gives nobody an article again, and says where coders lack', () => {
    const [plan] = planRoundRobin([{ id: 'a', group: '', taken: ['c0'] }], coders(2), {
      overlap: 100,
      codersEach: 2,
      seed: 1,
    });
    expect(plan).toEqual({ articleId: 'a', wanted: 2, coderIds: ['c1'] });
  });

  it('holds what it promises, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 2, max: 4 }),
        fc.nat(),
        (n, people, groups, overlap, codersEach, seed) => {
          const given = articles(n, groups);
          const plan = planRoundRobin(given, coders(people), { overlap, codersEach, seed });
          expect(plan).toHaveLength(n);
          expect(plan.filter(({ wanted }) => wanted > 1)).toHaveLength(
            Math.floor((n * overlap) / 100),
          );
          for (const { wanted, coderIds } of plan) {
            expect(new Set(coderIds).size).toBe(Math.min(wanted, people));
            expect(coderIds).toHaveLength(Math.min(wanted, people));
          }
          const loads = count(plan.flatMap(({ coderIds }) => coderIds));
          expect(spread(coders(people).map(({ id }) => loads.get(id) ?? 0))).toBeLessThanOrEqual(1);
          expect(
            planRoundRobin(given.toReversed(), coders(people).toReversed(), {
              overlap,
              codersEach,
              seed,
            }),
          ).toEqual(plan);
        },
      ),
    );
  });
});

describe('the next fresh article', () => {
  it('keeps the share at every moment, within one article', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 200 }),
        (overlap, n) => {
          let shared = 0;
          for (let given = 0; given < n; given += 1) {
            if (wantedOfNext(given, shared, { overlap, codersEach: 2 }) === 2) shared += 1;
            expect(Math.abs(shared - ((given + 1) * overlap) / 100)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('catches up when the share was raised', () => {
    expect(wantedOfNext(10, 0, { overlap: 50, codersEach: 3 })).toBe(3);
    expect(wantedOfNext(10, 10, { overlap: 50, codersEach: 3 })).toBe(1);
  });
});

it('shares none of none and all of all', () => {
  expect([0, 1, 2].map((at) => isShared(at, 0))).toEqual([false, false, false]);
  expect([0, 1, 2].map((at) => isShared(at, 100))).toEqual([true, true, true]);
});

it('counts days in UTC', () => {
  expect(dayAfter(new Date('2026-12-31T23:30:00Z'), 1)).toBe('2027-01-01');
});
