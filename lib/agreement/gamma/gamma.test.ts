import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignCoderByCoder } from './align-coder-by-coder';
import { alignExactly } from './align-exact';
import { assign } from './assignment';
import { DEFAULT_GAMMA, dissimilarity, type GammaUnit, UnitCosts } from './costs';
import { bestAlignment, DEFAULT_SETTINGS, gammaPart, gammaScorer } from './gamma';

const unit = (category: number, start: number, end: number): GammaUnit => ({
  start,
  end,
  category,
});

function costsOf(coders: readonly (readonly GammaUnit[])[]): UnitCosts {
  const units = coders.flatMap((own, coder) => own.map((one) => ({ ...one, coder })));
  return new UnitCosts(units, coders.length, DEFAULT_GAMMA);
}

/** The least cost of all partitions, by trying every one. */
function byHand(costs: UnitCosts): number {
  let best = Number.POSITIVE_INFINITY;
  const groups: number[][] = [];
  const place = (at: number) => {
    if (at === costs.units.length) {
      best = Math.min(
        best,
        groups.reduce((sum, group) => sum + costs.of(group), 0),
      );
      return;
    }
    for (const group of groups) {
      if (group.some((member) => costs.units[member]?.coder === costs.units[at]?.coder)) continue;
      group.push(at);
      place(at + 1);
      group.pop();
    }
    groups.push([at]);
    place(at + 1);
    groups.pop();
  };
  place(0);
  return best;
}

const anyUnit = fc
  .tuple(fc.nat(2), fc.nat(40), fc.integer({ min: 1, max: 12 }))
  .map(([category, start, length]) => unit(category, start, start + length));
const anyCoders = (coders: number, units: number) =>
  fc.array(fc.array(anyUnit, { maxLength: units }), { minLength: coders, maxLength: coders });

describe('dissimilarity', () => {
  it('is α((|Δs|+|Δe|)/(l+l))²Δ∅ + β d_cat Δ∅', () => {
    // (5 + 5) / (10 + 10) squared is .25, and the categories differ.
    expect(dissimilarity(unit(0, 0, 10), unit(1, 5, 15), DEFAULT_GAMMA)).toBe(1.25);
    expect(dissimilarity(unit(0, 0, 10), unit(0, 0, 10), DEFAULT_GAMMA)).toBe(0);
    const weighted = { positional: 3, categorical: 2, empty: 1 };
    expect(dissimilarity(unit(0, 0, 10), unit(1, 5, 15), weighted)).toBe(2.75);
  });

  it('counts Δ∅ for each pair with an empty place, also between two', () => {
    const costs = costsOf([[unit(0, 0, 5)], [], []]);
    expect(costs.of([0])).toBe(1);
  });
});

describe('best alignment', () => {
  it.each([
    [2, 4],
    [3, 3],
    [4, 2],
  ])('is the least of all, %i coders', (coders, units) => {
    fc.assert(
      fc.property(anyCoders(coders, units), (all) => {
        const costs = costsOf(all);
        const exact = alignExactly(costs);
        expect(exact?.cost).toBeCloseTo(byHand(costs), 9);
        const members = exact?.groups.flat().sort((a, b) => a - b);
        expect(members).toEqual(costs.units.map((_, index) => index));
        const sum = exact?.groups.reduce((total, group) => total + costs.of(group), 0);
        expect(sum).toBeCloseTo(exact?.cost ?? -1, 9);
      }),
      { numRuns: 150 },
    );
  });

  it('coder by coder is exact for two, and never below the least for three', () => {
    fc.assert(
      fc.property(anyCoders(2, 4), (all) => {
        const made = alignCoderByCoder(costsOf(all));
        expect(made.exact).toBe(true);
        expect(made.cost).toBeCloseTo(byHand(costsOf(all)), 9);
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(anyCoders(3, 3), (all) => {
        expect(alignCoderByCoder(costsOf(all)).cost).toBeGreaterThan(byHand(costsOf(all)) - 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('assigns one to one with the greatest gain', () => {
    const gains = [
      { row: 0, column: 0, gain: 5 },
      { row: 0, column: 1, gain: 4 },
      { row: 1, column: 0, gain: 4 },
    ];
    expect(assign(gains).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(assign([])).toEqual([]);
  });
});

describe('γ', () => {
  /** The example “Alex, Paul, Suzan” of the authors’ software, as shipped with pygamma-agreement. */
  const ALEX = [
    unit(1, 2, 9),
    unit(2, 11, 17),
    unit(5, 24, 30),
    unit(6, 32, 36),
    unit(6, 36, 44),
    unit(7, 44, 60),
  ];
  const PAUL = [unit(1, 2, 9), unit(3, 11, 17), unit(5, 19, 25), unit(6, 32, 44)];
  const SUZAN = [
    unit(1, 2, 9),
    unit(4, 11, 17),
    unit(5, 21, 27),
    unit(6, 32, 36),
    unit(6, 36, 40),
    unit(6, 40, 44),
  ];
  const coders = [ALEX, PAUL, SUZAN];
  const options = { positional: 3, categorical: 1, empty: 1 };

  it('aligns it with a disorder of .96, as the tests of pygamma-agreement tell', () => {
    const { cost, exact } = bestAlignment(coders, options);
    expect(exact).toBe(true);
    expect(cost / (16 / 3)).toBeCloseTo(0.96, 2);
  });

  it('gives γ and γ-cat within the bounds of its tests (.44 to .47, .67 to .70)', () => {
    const settings = { ...DEFAULT_SETTINGS, options, maxSamples: 300 };
    const part = gammaPart({ length: 60, coders }, settings);
    const all = gammaScorer([part], 'all');
    const cat = gammaScorer([part], 'cat');
    expect(part.exact).toBe(true);
    expect(all.score(all.parts).value).toBeGreaterThan(0.44);
    expect(all.score(all.parts).value).toBeLessThan(0.47);
    expect(cat.score(cat.parts).value).toBeGreaterThan(0.67);
    expect(cat.score(cat.parts).value).toBeLessThan(0.7);
  });

  it('is 1 for the same units, and the same at every run', () => {
    const same = gammaPart({ length: 60, coders: [ALEX, ALEX, ALEX] });
    expect(gammaScorer([same], 'all').score([same]).value).toBe(1);
    expect(gammaPart({ length: 60, coders })).toEqual(gammaPart({ length: 60, coders }));
  });

  it('says why it has no value', () => {
    const score = (all: (GammaUnit[] | null)[], which: 'all' | 'cat') => {
      const part = gammaPart({ length: 60, coders: all });
      return gammaScorer([part], which).score([part]).reason;
    };
    for (const which of ['all', 'cat'] as const) {
      expect(score([], which)).toBe('one_coder');
      expect(score([ALEX, null], which)).toBe('one_coder');
      expect(score([[], []], which)).toBe('no_spans');
    }
    expect(score([[unit(0, 0, 2)], []], 'cat')).toBe('nothing_in_common');
    expect(score([[unit(0, 0, 9)], [unit(0, 1, 9)]], 'cat')).toBe('one_code');
  });
});
