import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitSpecSchema } from './schema';
import { type Splittable, splitArticles } from './splits';

const spec = { train: 80, dev: 10, test: 10, seed: 'harbour' };
const article = (n: number, more: Partial<Splittable> = {}): Splittable => ({
  name: `article ${n}`,
  cluster: `c${n}`,
  publisher: 'The Harbour',
  month: '2026-01',
  ...more,
});
const countOf = (splits: readonly string[]) => ({
  train: splits.filter((one) => one === 'train').length,
  dev: splits.filter((one) => one === 'dev').length,
  test: splits.filter((one) => one === 'test').length,
});

it('shares articles out, of each publisher and month, and says the same each time', () => {
  const articles = Array.from({ length: 200 }, (_, n) =>
    article(n, { publisher: n % 2 === 0 ? 'A' : 'B' }),
  );
  const splits = splitArticles(articles, spec);
  expect(countOf(splits)).toEqual({ train: 160, dev: 20, test: 20 });
  expect(countOf(splits.filter((_, n) => n % 2 === 0))).toEqual({ train: 80, dev: 10, test: 10 });
  expect(splitArticles(articles, spec)).toEqual(splits);
  expect(splitArticles(articles, { ...spec, seed: 'quay' })).not.toEqual(splits);
});

it('depends on the articles, not on their order', () => {
  const articles = Array.from({ length: 60 }, (_, n) => article(n, { cluster: `c${n % 40}` }));
  const splits = splitArticles(articles, spec);
  const turned = splitArticles(articles.toReversed(), spec);
  expect(turned.toReversed()).toEqual(splits);
});

it('never parts copies of one another, and is near its shares', () => {
  const articles = fc.array(
    fc.record({
      cluster: fc.integer({ min: 0, max: 30 }).map(String),
      publisher: fc.constantFrom('A', 'B', null),
      month: fc.constantFrom('2026-01', '2026-02', null),
    }),
    { minLength: 1, maxLength: 120 },
  );
  fc.assert(
    fc.property(articles, fc.string({ minLength: 1 }), (given, seed) => {
      const all = given.map((one, n) => ({ ...one, name: `n${n}` }));
      const splits = splitArticles(all, { ...spec, seed });
      expect(splits).toHaveLength(all.length);
      const bySplit = new Map<string, Set<string | undefined>>();
      for (const [n, { cluster }] of all.entries()) {
        bySplit.set(cluster, (bySplit.get(cluster) ?? new Set()).add(splits[n]));
      }
      for (const met of bySplit.values()) expect(met.size).toBe(1);
      const largest = Math.max(
        ...[...bySplit.keys()].map((c) => all.filter((a) => a.cluster === c).length),
      );
      const { train } = countOf(splits);
      // Nine strata at most, each off by a cluster at most.
      expect(Math.abs(train - all.length * 0.8)).toBeLessThanOrEqual(9 * largest);
    }),
  );
});

it('asks for shares that make a whole, and gives none to a split without a share', () => {
  expect(splitSpecSchema.safeParse({ ...spec, test: 20 }).success).toBe(false);
  const splits = splitArticles(
    Array.from({ length: 30 }, (_, n) => article(n)),
    { train: 70, dev: 0, test: 30, seed: 'x' },
  );
  expect(countOf(splits)).toEqual({ train: 21, dev: 0, test: 9 });
});
