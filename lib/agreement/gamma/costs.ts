/** A unit for γ: where it lies (any real numbers) and its category. */
export interface GammaUnit {
  readonly start: number;
  readonly end: number;
  readonly category: number;
}

/** Weights of the dissimilarity; the paper's are 1, 1 and 1. */
export interface GammaOptions {
  /** α, of the position. */
  readonly positional: number;
  /** β, of the category. */
  readonly categorical: number;
  /** Δ∅: what a unit without partner costs. */
  readonly empty: number;
}

export const DEFAULT_GAMMA: GammaOptions = { positional: 1, categorical: 1, empty: 1 };

/** d_pos without its weight: `((|Δstart| + |Δend|) / (length + length))² Δ∅`. Mathet et al. (2015), eq. 4. */
export function positionalDissimilarity(u: GammaUnit, v: GammaUnit, empty: number): number {
  const off = Math.abs(u.start - v.start) + Math.abs(u.end - v.end);
  const lengths = u.end - u.start + v.end - v.start;
  return (off / lengths) ** 2 * empty;
}

/** `α d_pos + β d_cat`, `d_cat = Δ∅` for different categories. Mathet et al. (2015), section 4.3. */
export function dissimilarity(u: GammaUnit, v: GammaUnit, options: GammaOptions): number {
  const category = u.category === v.category ? 0 : options.empty;
  return (
    options.positional * positionalDissimilarity(u, v, options.empty) +
    options.categorical * category
  );
}

/** One coder's unit, known by its place in the list of all units. */
export interface OwnedUnit extends GammaUnit {
  readonly coder: number;
}

/** Units of which all dissimilarities are kept: 32 MB. */
const MOST_KNOWN = 2_000;

/**
 * The units of all coders, and what they cost together. A unitary alignment joins at most one unit of
 * each coder; its disorder is the mean of the dissimilarities over all pairs of coders, where a coder
 * without a unit counts Δ∅ with each other, also with another without (Mathet et al. 2015, section
 * 4.4).
 */
export class UnitCosts {
  readonly coders: number;
  /** n(n−1)/2 */
  readonly pairs: number;
  /** Dissimilarities known so far (NaN: not yet), row by row; null where that would be too many. */
  private readonly known: Float64Array | null;

  constructor(
    readonly units: readonly OwnedUnit[],
    coders: number,
    readonly options: GammaOptions,
  ) {
    this.coders = coders;
    this.pairs = (coders * (coders - 1)) / 2;
    this.known =
      units.length <= MOST_KNOWN ? new Float64Array(units.length ** 2).fill(Number.NaN) : null;
  }

  between(one: number, other: number): number {
    const at = one * this.units.length + other;
    const known = this.known?.[at] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    const u = this.units[one];
    const v = this.units[other];
    if (!u || !v) throw new Error('There is no such unit.');
    const found = dissimilarity(u, v, this.options);
    if (this.known) this.known[at] = found;
    return found;
  }

  /** Disorder of a unitary alignment. */
  of(group: readonly number[]): number {
    let cost = this.pairs * this.options.empty;
    for (let i = 0; i < group.length; i += 1) {
      for (let j = i + 1; j < group.length; j += 1) {
        cost += this.between(group[i] ?? 0, group[j] ?? 0) - this.options.empty;
      }
    }
    return cost / this.pairs;
  }
}

/** A way to join the units: every unit in exactly one group. */
export interface Alignment {
  readonly groups: readonly (readonly number[])[];
  /** Sum of the groups' disorders. */
  readonly cost: number;
  /** Whether it is proven that none costs less. */
  readonly exact: boolean;
}
