/**
 * Why a measure has no value. Closed on purpose: the page says each in the person's language. A
 * measure never gives NaN or infinity.
 */
export const UNDEFINED_REASONS = [
  'one_coder',
  'no_units',
  'one_category',
  'no_spans',
  'one_code',
  'nothing_in_common',
  'no_attributions',
  'several_codes_in_a_unit',
  'codes_are_no_numbers',
  'told_for_each_code',
] as const;

export type UndefinedReason = (typeof UNDEFINED_REASONS)[number];

/**
 * What a measure answers. `observed` and `expected` are as in the measure's own formula: agreement
 * for κ, π, AC1 and F1; disagreement for α and γ. `expected` is null for measures that are not
 * corrected for chance, and both are null where they have no meaning either.
 */
export type Score = DefinedScore | UndefinedScore;

export interface DefinedScore {
  readonly value: number;
  readonly reason: null;
  readonly observed: number;
  readonly expected: number | null;
}

export interface UndefinedScore {
  readonly value: null;
  readonly reason: UndefinedReason;
  readonly observed: number | null;
  readonly expected: number | null;
}

/** A score with a value. Throws when it is not a number: that is a bug of the measure. */
export function defined(value: number, observed: number, expected: number | null): DefinedScore {
  if (!Number.isFinite(value)) throw new Error(`A measure gave ${value}.`);
  return { value, reason: null, observed, expected };
}

/** A score without a value. */
export function undefinedBecause(
  reason: UndefinedReason,
  observed: number | null = null,
  expected: number | null = null,
): UndefinedScore {
  return { value: null, reason, observed, expected };
}

/** `(Ao − Ae) / (1 − Ae)`: agreement beyond chance as a share of what chance leaves to reach. */
export function beyondChance(observed: number, expected: number): Score {
  if (1 - expected < 1e-12) return undefinedBecause('one_category', observed, expected);
  return defined((observed - expected) / (1 - expected), observed, expected);
}

/** `1 − Do / De`: the share of chance's disagreement that was avoided. */
export function belowChance(
  observed: number,
  expected: number,
  degenerate: UndefinedReason,
): Score {
  if (!(expected > 1e-15)) return undefinedBecause(degenerate, observed, expected);
  return defined(1 - observed / expected, observed, expected);
}

/**
 * A measure over articles: what each article adds (`parts`), and the score of any selection of them,
 * one article several times included. So the whole, one article and a bootstrap sample are asked
 * alike.
 */
export interface Scorer<Part> {
  readonly parts: readonly Part[];
  score(parts: readonly Part[]): Score;
}
