import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateJaccard, keysOf, signatureOf } from './minhash';
import { countShared, mix, shinglesOf } from './shingles';

/** Sets of shingles with a known number in common. */
function sets(shared: number, own: number, other: number, seed: number) {
  let next = seed;
  const fresh = () => {
    next += 1;
    return (mix(next * 7) & 0x1f_ffff) * 0x1_0000_0000 + (mix(next) >>> 0);
  };
  const common = Array.from({ length: shared }, fresh);
  return [
    new Set([...common, ...Array.from({ length: own }, fresh)]),
    new Set([...common, ...Array.from({ length: other }, fresh)]),
  ] as const;
}

describe('shingles', () => {
  it('do not mind case, accents, quotes and blanks', () => {
    const one = shinglesOf('« L’été dernier, rien n’avait été dit. »');
    const two = shinglesOf('"l\'ete dernier rien  n\'avait ete DIT"');
    expect(one.size).toBe(4);
    expect(two).toEqual(one);
  });

  it('are none of a text of fewer than five words', () => {
    expect(shinglesOf('Four words are here').size).toBe(0);
    expect(keysOf(new Set())).toEqual([]);
  });

  it('are as many as the distinct runs of five words, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ab', 'ba', 'abc', 'cab'), { maxLength: 60 }),
        (words) => {
          const runs = new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
          expect(shinglesOf(words.join(' ')).size).toBe(runs.size);
        },
      ),
    );
  });
});

describe('a signature', () => {
  it('estimates the Jaccard similarity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 2 ** 24 }),
        (shared, seed) => {
          const [a, b] = sets(shared, 300 - shared, 300 - shared, seed);
          const exact = countShared(a, b) / (a.size + b.size - countShared(a, b));
          // Five standard deviations of the mean of 100 draws, at most 0.05 each.
          expect(Math.abs(estimateJaccard(signatureOf(a), signatureOf(b)) - exact)).toBeLessThan(
            0.25,
          );
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });

  it('is right on average', () => {
    let sum = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const [a, b] = sets(200, 50, 50, seed * 100_003);
      sum += estimateJaccard(signatureOf(a), signatureOf(b));
    }
    expect(sum / 200).toBeCloseTo(200 / 300, 1);
  });
});

describe('keys', () => {
  it('meet in 0.95 of pairs, and more, at a Jaccard similarity of 0.8', () => {
    let met = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const [a, b] = sets(80, 10, 10, seed * 100_003);
      const keys = new Set(keysOf(a));
      if (keysOf(b).some((key) => keys.has(key))) met += 1;
    }
    expect(met / 400).toBeGreaterThanOrEqual(0.99);
  });

  it('do not meet where nothing is shared', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const [a, b] = sets(0, 200, 200, seed * 100_003);
      const keys = new Set(keysOf(a));
      expect(keysOf(b).filter((key) => keys.has(key))).toEqual([]);
    }
  });
});
