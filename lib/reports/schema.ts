import { z } from 'zod';
import type { Cell } from '@/lib/dashboard/schema';
import { codedFilterSchema, type FilterChoices } from '@/lib/register/filter';

/** Whose words frame: the outlet's own, or those of a source that it quotes. */
export const VOICES = ['outlet', 'quoted_source'] as const;
export type Voice = (typeof VOICES)[number];

/** What quotes are put together by. */
export const QUOTE_GROUPS = ['code', 'actor', 'publisher'] as const;

/** Quotes on one page. */
export const QUOTES_PAGE = 100;
/** Passages that are counted at once. */
export const MOST_PASSAGES = 500_000;
/** Quotes that a file holds at most. */
export const MOST_QUOTES = 100_000;
/** Codes of the co-occurrence table, the most used ones. */
export const MOST_CODES = 30;

const key = z.string().min(1).max(100).nullable().catch(null).default(null);

/** The address of the quotes report. Anything else in it counts as not said. */
export const quotesFilterSchema = codedFilterSchema.extend({
  code: key,
  /** Only passages that overlap one with this code, in the same coding. */
  with: key,
  voice: z.enum(VOICES).nullable().catch(null).default(null),
  /** A name as in the register, or as coded. */
  actor: z.string().trim().min(1).max(500).nullable().catch(null).default(null),
  by: z.enum(QUOTE_GROUPS).catch('code').default('code'),
});
export type QuotesFilter = z.output<typeof quotesFilterSchema>;

/** The files of figures. */
export const REPORT_FILES = ['publishers', 'months', 'framing', 'cooccurrence', 'quotes'] as const;

/** A passage or a label as it is counted. Offsets are code points, half-open. */
export interface Passage {
  readonly id: string;
  readonly codingId: string;
  readonly articleId: string;
  readonly kind: 'span' | 'article';
  readonly layer: string;
  readonly code: string;
  /** What its coder said of the voice; null for nothing. */
  readonly voice: Voice | null;
  readonly publisher: string | null;
  /** Of publication, `YYYY-MM`, UTC. */
  readonly month: string | null;
  readonly fragments: readonly (readonly [start: number, end: number])[];
}

/** Passages of one code by whose voice they are in. */
export interface FrameCount {
  readonly code: string;
  readonly outlet: number;
  readonly quoted: number;
  /** Of these, those whose voice their coder did not say: it is told by where they stand. */
  readonly inferred: number;
}

/** Two codes on the same words. */
export interface PairCount {
  readonly one: string;
  readonly other: string;
  /** Pairs of passages that overlap, each by one coder. */
  readonly overlaps: number;
  /** Articles with such a pair. */
  readonly articles: number;
  /** `n12 / (n1 + n2 − n12)`, from 0 to 1; n12 counts passages of the rarer code that meet the other. */
  readonly coefficient: number;
}

export interface CodeCount {
  readonly code: string;
  readonly passages: number;
}

export interface ReportsDto extends FilterChoices {
  readonly passages: number;
  readonly articles: number;
  readonly isCapped: boolean;
  readonly byPublisher: readonly Cell[];
  readonly byMonth: readonly Cell[];
  readonly framing: readonly FrameCount[];
  /** The most used codes, the most used first. */
  readonly codes: readonly CodeCount[];
  readonly pairs: readonly PairCount[];
}

/** A passage with its words and where they stand. */
export interface ReportQuote {
  readonly id: string;
  readonly code: string;
  /** Fragments joined by an ellipsis; empty for a label of the whole article. */
  readonly words: string;
  /** Just before and after, for reading; at most so many code points as the query says. */
  readonly before: string;
  readonly after: string;
  /** Sources of the attributions that it is a part of, as the register has them or as coded. */
  readonly actors: readonly string[];
  readonly memo: string | null;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly publisher: string | null;
  /** UTC. */
  readonly published: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly coderName: string;
  readonly reviewState: string;
}

export interface QuotesReport extends FilterChoices {
  readonly total: number;
  /** Groups that begin or go on on this page, each with all that it holds in the report. */
  readonly groups: readonly {
    readonly name: string | null;
    readonly total: number;
    readonly quotes: readonly ReportQuote[];
  }[];
  readonly codes: readonly string[];
  readonly actors: readonly string[];
}
