import { meanOfPairs } from './pair-kappa';
import { sumOf } from './ratings';
import { defined, type Score, type Scorer, undefinedBecause } from './score';

/**
 * Where a coder put boundaries: for each position between two units (0: before the first) the types
 * of the boundaries there, such as “a source begins”.
 */
export type Boundaries = ReadonlyMap<number, ReadonlySet<number>>;

/** The edits that turn one coder's boundaries into another's. */
export interface BoundaryEdits {
  readonly matches: number;
  readonly additions: number;
  readonly substitutions: number;
  /** How many positions each moved boundary moved by. */
  readonly transpositions: readonly number[];
}

/** Positions that a boundary may be off and still count as moved rather than missed (Fournier's n_t). */
export const DEFAULT_REACH = 2;

/**
 * Boundary edit distance: the fewest matches, additions, substitutions (another type at the same
 * place) and transpositions (the same type at most `reach − 1` positions away). Source: Fournier
 * (2013), *Evaluating text segmentation using boundary edit distance*, ACL, section 3.2; the order in which
 * transpositions are taken (nearest first, from the left) as in its author's package segeval.
 */
export function boundaryEdits(a: Boundaries, b: Boundaries, reach = DEFAULT_REACH): BoundaryEdits {
  const onlyA = difference(a, b);
  const onlyB = difference(b, a);
  const transpositions: number[] = [];
  const positions = [...new Set([...onlyA.keys(), ...onlyB.keys()])].sort((x, y) => x - y);
  for (let by = 1; by < reach; by += 1) {
    for (const at of positions) {
      const to = at + by;
      for (const [from, into] of [
        [onlyA.get(at), onlyB.get(to)],
        [onlyB.get(at), onlyA.get(to)],
      ]) {
        for (const type of from ?? []) {
          if (!into?.has(type)) continue;
          from?.delete(type);
          into.delete(type);
          transpositions.push(by);
        }
      }
    }
  }
  let additions = 0;
  let substitutions = 0;
  for (const at of positions) {
    const ones = onlyA.get(at)?.size ?? 0;
    const others = onlyB.get(at)?.size ?? 0;
    substitutions += Math.min(ones, others);
    additions += Math.abs(ones - others);
  }
  let matches = 0;
  for (const [at, types] of a) for (const type of types) if (b.get(at)?.has(type)) matches += 1;
  return { matches, additions, substitutions, transpositions };
}

function difference(a: Boundaries, b: Boundaries): Map<number, Set<number>> {
  const left = new Map<number, Set<number>>();
  for (const [at, types] of a) {
    const only = new Set([...types].filter((type) => !b.get(at)?.has(type)));
    if (only.size > 0) left.set(at, only);
  }
  return left;
}

/**
 * Boundary similarity, `B = 1 − (A + w_t(T) + S) / (A + T + S + M)`: additions and substitutions count
 * whole, a transposition by its distance over `reach`. Source: Fournier (2013), section 3.3, eq. 5.
 *
 * Several articles: the sums of numerators and denominators (Fournier's micro-average). More than two
 * coders: the mean over pairs. Not corrected for chance. Undefined: one coder; no boundary anywhere.
 *
 * @param articles for each article, by coder, the boundaries; null for one who did not code it
 */
export function boundaryScorer(
  articles: readonly (readonly (Boundaries | null)[])[],
  reach = DEFAULT_REACH,
): Scorer<Float64Array> {
  const coders = Math.max(0, ...articles.map((article) => article.length));
  const several = articles.some((article) => article.filter((one) => one !== null).length > 1);
  return {
    parts: articles.map((article) => tally(article, coders, reach)),
    score: (parts) => {
      if (!several) return undefinedBecause('one_coder');
      const sums = sumOf(parts);
      const scores: Score[] = [];
      for (let at = 0; at + 2 <= sums.length; at += 2) {
        const all = sums[at + 1] ?? 0;
        const value = all > 0 ? 1 - (sums[at] ?? 0) / all : 0;
        scores.push(all > 0 ? defined(value, value, null) : undefinedBecause('no_spans'));
      }
      return meanOfPairs(scores);
    },
  };
}

function tally(
  article: readonly (Boundaries | null)[],
  coders: number,
  reach: number,
): Float64Array {
  const sums = new Float64Array(coders * (coders - 1));
  let at = 0;
  for (let one = 0; one < coders; one += 1) {
    for (let other = one + 1; other < coders; other += 1) {
      const a = article[one];
      const b = article[other];
      if (a && b) {
        const { matches, additions, substitutions, transpositions } = boundaryEdits(a, b, reach);
        const moved = transpositions.reduce((sum, by) => sum + by, 0) / reach;
        sums[at] = additions + substitutions + moved;
        sums[at + 1] = additions + substitutions + transpositions.length + matches;
      }
      at += 2;
    }
  }
  return sums;
}
