import { MISSING, type Ratings, rowCount, sumOf } from './ratings';
import { beyondChance, defined, type Score, type Scorer, undefinedBecause } from './score';

export type PairKappa = 'cohen' | 'scott';

/**
 * Cohen's κ and Scott's π of two coders, on the units that both coded.
 * Cohen (1960), *A coefficient of agreement for nominal scales*, p. 40: `κ = (po − pe)/(1 − pe)`,
 * `pe = Σ_c p1c p2c`, each coder with their own shares of the categories. Scott (1955), *Reliability of
 * content analysis*, p. 323: the same with shares in common, `pe = Σ_c ((p1c + p2c)/2)²`.
 * With more than two coders: the mean over all pairs that have a value (Light 1971, *Measures of
 * response agreement*, p. 367); `observed` and `expected` are then means too.
 *
 * Undefined: one coder; no unit coded by both; both used one and the same category throughout.
 */
export function pairKappaScorer(
  articles: readonly Ratings[],
  which: PairKappa,
): Scorer<Float64Array> {
  const coders = Math.max(0, ...articles.map((article) => article.coders));
  const categories = articles[0]?.categories ?? 0;
  const cells = categories * categories;
  const pairs = (coders * (coders - 1)) / 2;
  return {
    parts: articles.map(contingencies),
    score: (parts) => {
      if (coders < 2) return undefinedBecause('one_coder');
      const sum = parts.length > 0 ? sumOf(parts) : new Float64Array(pairs * cells);
      const scores: Score[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        scores.push(scoreOf(sum.subarray(pair * cells, (pair + 1) * cells), categories, which));
      }
      return meanOfPairs(scores);
    },
  };
}

/** One table after the other, of the pairs (0,1), (0,2), …, (1,2), …: rows are the first coder's. */
export function contingencies(ratings: Ratings): Float64Array {
  const { coders, categories, values, weights } = ratings;
  const cells = categories * categories;
  const tables = new Float64Array(((coders * (coders - 1)) / 2) * cells);
  for (let row = 0; row < rowCount(ratings); row += 1) {
    const weight = weights ? (weights[row] ?? 0) : 1;
    let table = 0;
    for (let one = 0; one < coders; one += 1) {
      const first = values[row * coders + one] ?? MISSING;
      for (let other = one + 1; other < coders; other += 1) {
        const second = values[row * coders + other] ?? MISSING;
        if (first !== MISSING && second !== MISSING) {
          const cell = table + first * categories + second;
          tables[cell] = (tables[cell] ?? 0) + weight;
        }
        table += cells;
      }
    }
  }
  return tables;
}

function scoreOf(table: Float64Array, categories: number, which: PairKappa): Score {
  const firsts = new Float64Array(categories);
  const seconds = new Float64Array(categories);
  let n = 0;
  let same = 0;
  for (let c = 0; c < categories; c += 1) {
    for (let k = 0; k < categories; k += 1) {
      const count = table[c * categories + k] ?? 0;
      firsts[c] = (firsts[c] ?? 0) + count;
      seconds[k] = (seconds[k] ?? 0) + count;
      n += count;
      if (c === k) same += count;
    }
  }
  if (n === 0) return undefinedBecause('no_units');
  let expected = 0;
  for (let c = 0; c < categories; c += 1) {
    const one = (firsts[c] ?? 0) / n;
    const other = (seconds[c] ?? 0) / n;
    expected += which === 'cohen' ? one * other : ((one + other) / 2) ** 2;
  }
  return beyondChance(same / n, expected);
}

/** The mean over the pairs that have a value; without any, the first pair's reason. */
export function meanOfPairs(scores: readonly Score[]): Score {
  const known = scores.filter((score) => score.value !== null);
  const [first] = scores;
  if (known.length === 0) {
    // What can be said of most pairs: that they coded nothing in common says less than how they did.
    return (
      scores.find(({ reason }) => reason !== 'no_units') ?? first ?? undefinedBecause('one_coder')
    );
  }
  const mean = (of: (score: (typeof known)[number]) => number) =>
    known.reduce((sum, score) => sum + of(score), 0) / known.length;
  return defined(
    mean(({ value }) => value),
    mean(({ observed }) => observed),
    known.every(({ expected }) => expected !== null) ? mean(({ expected }) => expected ?? 0) : null,
  );
}
