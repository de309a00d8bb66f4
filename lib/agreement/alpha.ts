import { MISSING, type Ratings, rowCount, sumOf } from './ratings';
import { belowChance, type Score, type Scorer, undefinedBecause } from './score';

export type AlphaLevel = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's α for any number of coders, with missing data. Source: Krippendorff (2011),
 * *Computing Krippendorff's Alpha-Reliability*, section C and D; the same in *Content Analysis* (2004),
 * ch. 11: `α = 1 − Do/De`, `Do = (1/n) Σ_c Σ_k o_ck δ²_ck`, `De = 1/(n(n−1)) Σ_c Σ_k n_c n_k δ²_ck`, with the
 * coincidences `o_ck = Σ_u (pairs c–k in u)/(m_u − 1)`. Units that fewer than two coders coded tell
 * nothing and are left out, as there. Metrics: nominal `δ² = [c≠k]`; ordinal
 * `δ² = (Σ_{g=c..k} n_g − (n_c + n_k)/2)²`, categories in their order; interval
 * `δ² = (x_c − x_k)²`, with `scale` the number that each category stands for.
 *
 * Undefined: one coder; no unit coded twice; only one category in use (chance cannot disagree).
 */
export function alphaScorer(
  articles: readonly Ratings[],
  level: AlphaLevel,
  scale: readonly number[] | null = null,
): Scorer<Float64Array> {
  const categories = articles[0]?.categories ?? 0;
  const coders = Math.max(0, ...articles.map((article) => article.coders));
  return {
    parts: articles.map(coincidences),
    score: (parts) =>
      coders < 2 ? undefinedBecause('one_coder') : scoreOf(sumOf(parts), categories, level, scale),
  };
}

/** The coincidence matrix of one article, row by row. Linear in the number of values. */
export function coincidences(ratings: Ratings): Float64Array {
  const { coders, categories, values, weights } = ratings;
  const matrix = new Float64Array(categories * categories);
  const counts = new Int32Array(categories);
  const met: number[] = [];
  for (let row = 0; row < rowCount(ratings); row += 1) {
    met.length = 0;
    let said = 0;
    for (let at = row * coders; at < (row + 1) * coders; at += 1) {
      const value = values[at] ?? MISSING;
      if (value === MISSING) continue;
      if (counts[value] === 0) met.push(value);
      counts[value] = (counts[value] ?? 0) + 1;
      said += 1;
    }
    const share = said > 1 ? (weights ? (weights[row] ?? 0) : 1) / (said - 1) : 0;
    for (const one of met) {
      const ofOne = counts[one] ?? 0;
      for (const other of met) {
        const pairs = ofOne * ((counts[other] ?? 0) - (one === other ? 1 : 0));
        const cell = one * categories + other;
        matrix[cell] = (matrix[cell] ?? 0) + pairs * share;
      }
    }
    for (const value of met) counts[value] = 0;
  }
  return matrix;
}

function scoreOf(
  matrix: Float64Array,
  categories: number,
  level: AlphaLevel,
  scale: readonly number[] | null,
): Score {
  if (level === 'interval' && !scale) return undefinedBecause('codes_are_no_numbers');
  const totals = new Float64Array(categories);
  let n = 0;
  for (let c = 0; c < categories; c += 1) {
    for (let k = 0; k < categories; k += 1) {
      totals[c] = (totals[c] ?? 0) + (matrix[c * categories + k] ?? 0);
    }
    n += totals[c] ?? 0;
  }
  if (n === 0) return undefinedBecause('no_units');
  const distance = metric(level, totals, scale);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < categories; c += 1) {
    for (let k = 0; k < categories; k += 1) {
      if (c === k) continue;
      const squared = distance(c, k);
      observed += (matrix[c * categories + k] ?? 0) * squared;
      expected += (totals[c] ?? 0) * (totals[k] ?? 0) * squared;
    }
  }
  return belowChance(observed / n, expected / (n * (n - 1)), 'one_category');
}

function metric(
  level: AlphaLevel,
  totals: Float64Array,
  scale: readonly number[] | null,
): (c: number, k: number) => number {
  if (level === 'nominal') return () => 1;
  if (level === 'interval') return (c, k) => ((scale?.[c] ?? 0) - (scale?.[k] ?? 0)) ** 2;
  const upTo = new Float64Array(totals.length + 1);
  for (let c = 0; c < totals.length; c += 1) upTo[c + 1] = (upTo[c] ?? 0) + (totals[c] ?? 0);
  return (c, k) => {
    const low = Math.min(c, k);
    const high = Math.max(c, k);
    const between = (upTo[high + 1] ?? 0) - (upTo[low] ?? 0);
    return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
  };
}
