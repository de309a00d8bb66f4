import { type Continuum, codersOf, intersect, partition, type Segment } from './continuum';
import { sumOf } from './ratings';
import { belowChance, defined, type Score, type Scorer, undefinedBecause } from './score';

/**
 * `binary` (|uα): relevant against irrelevant text; `all` (uα): units, their codes and the gaps;
 * `coding` (cuα): the codes where both marked something; `value` ((k)uα): one code of those.
 */
export type UnitizingKind = 'binary' | 'all' | 'coding' | 'value';

/**
 * Krippendorff's family of α for unitized continua. Source: Krippendorff, Mathet, Bouvry &
 * Widlöcher (2016), *On the reliability of unitizing textual continua: Further developments*, Quality &
 * Quantity 50: observed coincidences `ℓ_ck`, the lengths that pairs of coders share, over `m − 1`
 * (eq. 1); expected ones `ε_ck = ℓ (ℓ_c ℓ_k − [c=k] Σ S²) / (ℓ² − ΣΣ S²)`, in which a unit of length S
 * cannot be paired with itself and a gap, which has no structure, counts as S single characters (eq. 4);
 * uα (eq. 5), |uα (eq. 6), cuα on the units' intersections alone, with the correction of eq. 10
 * (eq. 11), (k)uα (eq. 13). Also in Krippendorff (2019), *Content Analysis*, 4th ed., section 12.6.
 *
 * Several articles: the sums of all are taken, each with its own number of coders, as α does with
 * missing data. Where a coder's spans overlap, the combination of codes is the value (see
 * `partition`). `observed` and `expected` are disagreements as shares of the length compared.
 *
 * Undefined: one coder; nobody marked anything, or everything (|uα); one value only (uα, cuα); no
 * text marked by two coders (cuα, (k)uα).
 */
export function unitizingScorer(
  articles: readonly Continuum[],
  kind: UnitizingKind,
  options: { readonly nameOf: (code: number) => string; readonly value?: string },
): Scorer<Float64Array> {
  const partitions = articles.map(({ coders, length }) =>
    coders.map((spans) => spans && partition(spans, length, options.nameOf)),
  );
  const names = new Set<string>();
  for (const segments of partitions.flat()) {
    for (const { value } of segments ?? []) if (value !== null) names.add(value);
  }
  const values = [...names].sort();
  const indexOf = new Map(values.map((value, index) => [value, index + 1]));
  const several = articles.some((article) => codersOf(article).length > 1);
  return {
    parts: partitions.map((coders) => tally(coders, indexOf)),
    score: (parts) => {
      if (!several) return undefinedBecause('one_coder');
      const matrices = new Matrices(sumOf(parts), values.length + 1);
      if (kind === 'binary') return matrices.binary();
      if (kind === 'all') return matrices.all();
      if (kind === 'coding') return matrices.coding();
      if (options.value === undefined) return undefinedBecause('told_for_each_code');
      return matrices.value(indexOf.get(options.value));
    },
  };
}

/** ℓ row by row, then Σ S² by value, then that of the intersections; value 0 is the gap. */
function tally(
  coders: readonly (readonly Segment[] | null)[],
  indexOf: ReadonlyMap<string, number>,
): Float64Array {
  const v = indexOf.size + 1;
  const sums = new Float64Array(v * v + 2 * v);
  const add = (at: number, by: number) => {
    sums[at] = (sums[at] ?? 0) + by;
  };
  const indexOfValue = (segment: Segment | undefined) => {
    const value = segment?.value ?? null;
    return value === null ? 0 : (indexOf.get(value) ?? 0);
  };
  const present = coders.flatMap((segments) => (segments ? [segments] : []));
  const m = present.length;
  if (m < 2) return sums;
  for (const ones of present) {
    for (const segment of ones) {
      const length = segment.end - segment.start;
      const value = indexOfValue(segment);
      add(v * v + value, value === 0 ? length : length ** 2);
    }
    for (const others of present) {
      if (others === ones) continue;
      const shared = new Float64Array(ones.length);
      intersect(ones, others, (i, j, length) => {
        const one = indexOfValue(ones[i]);
        const other = indexOfValue(others[j]);
        add(one * v + other, length / (m - 1));
        if (one !== 0 && other !== 0) shared[i] = (shared[i] ?? 0) + length;
      });
      for (let i = 0; i < ones.length; i += 1) {
        const length = shared[i] ?? 0;
        if (length > 0) add(v * v + v + indexOfValue(ones[i]), length ** 2 / (m - 1));
      }
    }
  }
  return sums;
}

class Matrices {
  constructor(
    private readonly sums: Float64Array,
    private readonly v: number,
  ) {}

  private observed(c: number, k: number): number {
    return this.sums[c * this.v + k] ?? 0;
  }

  /** Totals, corrections and diagonal of the values from `first` on (1: without the gaps). */
  private over(first: 0 | 1) {
    const { v } = this;
    const totals = new Float64Array(v);
    let all = 0;
    let agreeing = 0;
    let correction = 0;
    for (let c = first; c < v; c += 1) {
      for (let k = first; k < v; k += 1) totals[c] = (totals[c] ?? 0) + this.observed(c, k);
      all += totals[c] ?? 0;
      agreeing += this.observed(c, c);
      correction += this.correction(c, first);
    }
    const denominator = all * all - correction;
    const expected = (c: number, k: number) =>
      denominator > 0
        ? (all *
            ((totals[c] ?? 0) * (totals[k] ?? 0) - (c === k ? this.correction(c, first) : 0))) /
          denominator
        : 0;
    return { totals, all, agreeing, expected };
  }

  private correction(c: number, first: 0 | 1): number {
    return this.sums[this.v * this.v + first * this.v + c] ?? 0;
  }

  all(): Score {
    const { all, agreeing, expected } = this.over(0);
    if (all === 0) return undefinedBecause('no_units');
    if (this.v === 1) return undefinedBecause('no_spans');
    let agreeingByChance = 0;
    for (let c = 0; c < this.v; c += 1) agreeingByChance += expected(c, c);
    return belowChance((all - agreeing) / all, (all - agreeingByChance) / all, 'one_category');
  }

  binary(): Score {
    const { all, totals, expected } = this.over(0);
    if (all === 0) return undefinedBecause('no_units');
    if (this.v === 1) return undefinedBecause('no_spans');
    const observed = (totals[0] ?? 0) - this.observed(0, 0);
    let expectedWithUnits = 0;
    for (let k = 1; k < this.v; k += 1) expectedWithUnits += expected(0, k);
    return belowChance(observed / all, expectedWithUnits / all, 'one_category');
  }

  coding(): Score {
    const { all, agreeing, expected, totals } = this.over(1);
    if (this.v === 1) return undefinedBecause('no_spans');
    if (all === 0) return undefinedBecause('nothing_in_common');
    if ([...totals].filter((total) => total > 0).length < 2) return undefinedBecause('one_code');
    let agreeingByChance = 0;
    for (let c = 1; c < this.v; c += 1) agreeingByChance += expected(c, c);
    return belowChance((all - agreeing) / all, (all - agreeingByChance) / all, 'one_code');
  }

  value(k: number | undefined): Score {
    if (k === undefined) return undefinedBecause('no_spans');
    const { totals, expected } = this.over(1);
    const length = totals[k] ?? 0;
    if (length === 0) return undefinedBecause('nothing_in_common');
    let chance = 0;
    for (let c = 1; c < this.v; c += 1) chance += expected(c, k);
    const observed = (length - this.observed(k, k)) / length;
    const expectedOthers = chance > 0 ? (chance - expected(k, k)) / chance : 0;
    if (!(expectedOthers > 1e-15)) return undefinedBecause('one_code', observed, expectedOthers);
    return defined(1 - observed / expectedOthers, observed, expectedOthers);
  }
}
