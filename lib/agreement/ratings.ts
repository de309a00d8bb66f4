/** A unit that a coder did not code. */
export const MISSING = -1;

/**
 * What each coder said of each unit of one article. `values[unit * coders + coder]` is the index of a
 * category, or `MISSING`. A row may stand for several equal units (`weights`), as for the characters
 * of a stretch in which no coder changes the code; without weights each row is one unit.
 */
export interface Ratings {
  readonly coders: number;
  readonly categories: number;
  readonly values: Int32Array;
  readonly weights: Float64Array | null;
}

/** How many rows there are. */
export function rowCount({ coders, values }: Ratings): number {
  return coders === 0 ? 0 : values.length / coders;
}

/** How many units at least two coders coded: those that can tell of agreement. */
export function pairableCount(ratings: Ratings): number {
  const { coders, values, weights } = ratings;
  let units = 0;
  for (let row = 0; row < rowCount(ratings); row += 1) {
    let said = 0;
    for (let coder = 0; coder < coders; coder += 1) {
      if ((values[row * coders + coder] ?? MISSING) !== MISSING) said += 1;
    }
    if (said > 1) units += weights ? (weights[row] ?? 0) : 1;
  }
  return units;
}

/** The same units as some of the coders saw them. */
export function ofCoders(ratings: Ratings, chosen: readonly number[]): Ratings {
  const rows = rowCount(ratings);
  const values = new Int32Array(rows * chosen.length);
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < chosen.length; at += 1) {
      values[row * chosen.length + at] =
        ratings.values[row * ratings.coders + (chosen[at] ?? 0)] ?? MISSING;
    }
  }
  return { ...ratings, coders: chosen.length, values };
}

/** The same units with other categories: category `c` becomes `map[c]`, which may be `MISSING`. */
export function recoded(ratings: Ratings, map: readonly number[], categories: number): Ratings {
  const values = ratings.values.map((value) =>
    value === MISSING ? MISSING : (map[value] ?? MISSING),
  );
  return { ...ratings, categories, values };
}

/** Ratings from rows of categories, null where a coder said nothing. For small data and tests. */
export function ratingsOf(
  rows: readonly (readonly (number | null)[])[],
  categories: number,
  weights: readonly number[] | null = null,
): Ratings {
  return {
    coders: rows[0]?.length ?? 0,
    categories,
    values: Int32Array.from(rows.flatMap((row) => row.map((value) => value ?? MISSING))),
    weights: weights && Float64Array.from(weights),
  };
}

/** The sum of equally long lists of numbers. */
export function sumOf(tallies: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(tallies[0]?.length ?? 0);
  for (const tally of tallies) {
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (tally[at] ?? 0);
  }
  return sum;
}
