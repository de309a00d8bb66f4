import { MISSING, type Ratings, rowCount, sumOf } from './ratings';
import { beyondChance, defined, type Score, type Scorer, undefinedBecause } from './score';

export type ManyKappa = 'observed' | 'fleiss' | 'gwet_ac1';

/**
 * Agreement of any number of coders from the shares that each unit gave to each category.
 *
 * - `observed`: the share of agreeing pairs, `P̄ = (1/N) Σ_u Σ_c n_uc(n_uc − 1) / (n_u(n_u − 1))`
 *   (Fleiss 1971, *Measuring nominal scale agreement among many raters*, eq. 1–2); for two coders the
 *   plain percentage.
 * - `fleiss`: Fleiss's κ (1971, eq. 3–5): `pe = Σ_c p_c²`, `p_c` the mean share of category c.
 * - `gwet_ac1`: Gwet's AC1 (2008, *Computing inter-rater reliability and its variance in the presence of
 *   high agreement*, eq. 9 and 16): `pe = 1/(Q − 1) Σ_c p_c(1 − p_c)`, Q the number of categories
 *   that occur.
 *
 * Missing data as in Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., ch. 2: units that two
 * or more coders coded give `P̄`, units that at least one coded give `p_c`. Without missing data that is
 * Fleiss's own formula.
 *
 * Undefined: one coder; no unit coded twice; only one category in use (not for `observed`).
 */
export function manyKappaScorer(
  articles: readonly Ratings[],
  which: ManyKappa,
): Scorer<Float64Array> {
  const coders = Math.max(0, ...articles.map((article) => article.coders));
  return {
    parts: articles.map(shares),
    score: (parts) => (coders < 2 ? undefinedBecause('one_coder') : scoreOf(sumOf(parts), which)),
  };
}

/** [Σ P_u, units coded twice, units coded once or more, Σ shares of category 0, of 1, …]. */
function shares(ratings: Ratings): Float64Array {
  const { coders, categories, values, weights } = ratings;
  const sums = new Float64Array(3 + categories);
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
    const weight = weights ? (weights[row] ?? 0) : 1;
    let agreeing = 0;
    for (const value of met) {
      const count = counts[value] ?? 0;
      agreeing += count * (count - 1);
      sums[3 + value] = (sums[3 + value] ?? 0) + (weight * count) / said;
      counts[value] = 0;
    }
    if (said > 0) sums[2] = (sums[2] ?? 0) + weight;
    if (said > 1) {
      sums[0] = (sums[0] ?? 0) + (weight * agreeing) / (said * (said - 1));
      sums[1] = (sums[1] ?? 0) + weight;
    }
  }
  return sums;
}

function scoreOf(sums: Float64Array, which: ManyKappa): Score {
  const [agreement = 0, pairable = 0, coded = 0] = sums;
  if (pairable === 0) return undefinedBecause('no_units');
  const observed = agreement / pairable;
  if (which === 'observed') return defined(observed, observed, null);
  const used = [...sums.subarray(3)].map((sum) => sum / coded).filter((share) => share > 0);
  if (used.length < 2) return undefinedBecause('one_category', observed, null);
  const expected =
    which === 'fleiss'
      ? used.reduce((sum, share) => sum + share * share, 0)
      : used.reduce((sum, share) => sum + share * (1 - share), 0) / (used.length - 1);
  return beyondChance(observed, expected);
}
