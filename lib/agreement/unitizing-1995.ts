import type { Fragment } from '@/lib/text/fragments';
import { type Continuum, codersOf } from './continuum';
import { belowChance, type Score, type Scorer, undefinedBecause } from './score';

/** What one article adds: for each code the disagreement, the units and the gaps. */
interface Part {
  /** The coders, so that only articles with the same ones are laid end to end. */
  readonly who: string;
  readonly coders: number;
  readonly length: number;
  readonly codes: readonly PartOfCode[];
}

interface PartOfCode {
  readonly units: readonly number[];
  readonly gaps: readonly number[];
  /** Σ δ² over the ordered pairs of coders. */
  readonly difference: number;
}

/**
 * Krippendorff's α for unitizing in its first form. Source: Krippendorff (1995), *On the reliability of
 * unitizing continuous data*, Sociological Methodology 25; Krippendorff (2004), *Content Analysis*, 2nd
 * ed., section 11.6, p. 251–256. For each code c, with m coders and length L:
 * `Do = Σ_i Σ_g Σ_{j≠i} Σ_h δ²(g, h) / (m(m−1)L²)`; δ² of two units that overlap is
 * `(Δbegin)² + (Δend)²`, of a unit that lies wholly in a gap its length squared, else 0.
 * `De = (2/L) Σ_units [ (N−1)/3 (2l³ − 3l² + l) + l² Σ_{gaps ≥ l} (gap − l + 1) ] / (mL(mL−1) − Σ_units l(l−1))`.
 * Over codes `α = 1 − Σ_c Do_c / Σ_c De_c`.
 *
 * The 2016 paper tells that it misbehaves with more than two coders: `unitizingScorer` mends that.
 *
 * Overlapping units of one coder and code are merged; a discontinuous span's fragments are units.
 * Several articles that the same people coded are laid end to end (gaps end with their article); those
 * of different people are summed, each group by its length.
 *
 * Undefined: one coder; nobody marked anything.
 */
export function unitizing1995Scorer(
  articles: readonly Continuum[],
  codes: readonly number[],
): Scorer<Part> {
  const several = articles.some((article) => codersOf(article).length > 1);
  return {
    parts: articles.map((article) => partOf(article, codes)),
    score: (parts) => (several ? scoreOf(parts) : undefinedBecause('one_coder')),
  };
}

function partOf(article: Continuum, codes: readonly number[]): Part {
  const who = codersOf(article);
  return {
    who: who.join(' '),
    coders: who.length,
    length: article.length,
    codes: codes.map((code) => {
      const byCoder = who.map((coder) =>
        merged(
          (article.coders[coder] ?? [])
            .filter((span) => span.code === code)
            .flatMap(({ fragments }) => fragments),
        ),
      );
      const gaps = byCoder.map((units) => gapsBetween(units, article.length));
      let difference = 0;
      for (let i = 0; i < who.length; i += 1) {
        for (let j = 0; j < who.length; j += 1) {
          if (i === j) continue;
          difference +=
            differenceOfUnits(byCoder[i] ?? [], byCoder[j] ?? []) +
            // As unit of i in a gap of j and, as gap of j around a unit of i, once more.
            2 * unitsInGaps(byCoder[i] ?? [], gaps[j] ?? []);
        }
      }
      const length = ({ start, end }: Fragment) => end - start;
      return { units: byCoder.flat().map(length), gaps: gaps.flat().map(length), difference };
    }),
  };
}

function merged(fragments: readonly Fragment[]): Fragment[] {
  const result: Fragment[] = [];
  for (const one of fragments.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && one.start < last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    } else {
      result.push(one);
    }
  }
  return result;
}

function gapsBetween(units: readonly Fragment[], length: number): Fragment[] {
  const gaps: Fragment[] = [];
  let from = 0;
  for (const { start, end } of units) {
    if (start > from) gaps.push({ start: from, end: start });
    from = end;
  }
  if (length > from) gaps.push({ start: from, end: length });
  return gaps;
}

function differenceOfUnits(ones: readonly Fragment[], others: readonly Fragment[]): number {
  let sum = 0;
  let first = 0;
  for (const one of ones) {
    while ((others[first]?.end ?? Number.POSITIVE_INFINITY) <= one.start) first += 1;
    for (let at = first; at < others.length; at += 1) {
      const other = others[at];
      if (!other || other.start >= one.end) break;
      sum += (one.start - other.start) ** 2 + (one.end - other.end) ** 2;
    }
  }
  return sum;
}

function unitsInGaps(units: readonly Fragment[], gaps: readonly Fragment[]): number {
  let sum = 0;
  let at = 0;
  for (const { start, end } of units) {
    while ((gaps[at]?.end ?? Number.POSITIVE_INFINITY) < end) at += 1;
    const gap = gaps[at];
    if (gap && gap.start <= start && end <= gap.end) sum += (end - start) ** 2;
  }
  return sum;
}

function scoreOf(parts: readonly Part[]): Score {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    if (part.coders < 2 || part.length === 0) continue;
    groups.set(part.who, [...(groups.get(part.who) ?? []), part]);
  }
  if (groups.size === 0) return undefinedBecause('no_units');
  let weighted = { observed: 0, expected: 0, length: 0 };
  for (const group of groups.values()) {
    const length = group.reduce((sum, part) => sum + part.length, 0);
    const m = group[0]?.coders ?? 0;
    let observed = 0;
    let expected = 0;
    for (let code = 0; code < (group[0]?.codes.length ?? 0); code += 1) {
      const ofCode = group.flatMap((part) => part.codes[code] ?? []);
      observed +=
        ofCode.reduce((sum, one) => sum + one.difference, 0) / (m * (m - 1) * length ** 2);
      expected += expectedOf(
        ofCode.flatMap(({ units }) => units),
        ofCode.flatMap(({ gaps }) => gaps),
        m,
        length,
      );
    }
    weighted = {
      observed: weighted.observed + length * observed,
      expected: weighted.expected + length * expected,
      length: weighted.length + length,
    };
  }
  return belowChance(
    weighted.observed / weighted.length,
    weighted.expected / weighted.length,
    'no_spans',
  );
}

/** De of one code. O(n log n) in units and gaps. */
function expectedOf(
  units: readonly number[],
  gaps: readonly number[],
  m: number,
  length: number,
): number {
  if (units.length === 0) return 0;
  const sorted = Float64Array.from(gaps).sort();
  // Σ of the gaps from here to the longest.
  const sums = new Float64Array(sorted.length + 1);
  for (let at = sorted.length - 1; at >= 0; at -= 1) {
    sums[at] = (sums[at + 1] ?? 0) + (sorted[at] ?? 0);
  }
  let numerator = 0;
  let own = 0;
  let at = 0;
  for (const l of Float64Array.from(units).sort()) {
    while (at < sorted.length && (sorted[at] ?? 0) < l) at += 1;
    const fitting = sorted.length - at;
    numerator +=
      ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) +
      l ** 2 * ((sums[at] ?? 0) - fitting * (l - 1));
    own += l * (l - 1);
  }
  const all = m * length;
  const denominator = all * (all - 1) - own;
  return denominator > 0 ? ((2 / length) * numerator) / denominator : 0;
}
