import type { RuleCodebook } from '@/lib/annotations/rules';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import type { Proposal, ReasonDto } from '../schema';

/** The text that suggestions are asked for. */
export interface AskedText {
  readonly articleVersionId: string;
  readonly text: string;
  /** Code points. */
  readonly length: number;
  /** SHA-256 of the text's UTF-8, hex. */
  readonly sha256: string;
  readonly language: string | null;
  readonly canonicaliser: CanonicaliserId;
  readonly title: string;
}

/** One proposal of a provider; not yet checked. */
export interface Offer {
  readonly proposal: Proposal;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: ReasonDto;
}

/** What a provider answered. */
export interface Offers {
  readonly version: string;
  readonly offers: readonly Offer[];
  /** Why rows were left out before the common checks. */
  readonly refusals: readonly string[];
}

export interface Question {
  readonly asked: AskedText;
  readonly codebook: RuleCodebook;
}
