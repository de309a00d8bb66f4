import { z } from 'zod';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)));
const plain = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => !text.includes('\u0000'));

/** What the dashboard's address may say. Anything else in it counts as not said. */
export const dashboardFilterSchema = z.object({
  publisher: plain.nullable().catch(null),
  /** Days of publication in UTC, both included. */
  from: day.nullable().catch(null),
  to: day.nullable().catch(null),
});
export type DashboardFilter = z.output<typeof dashboardFilterSchema>;

/** What the address of the list of codings may say. */
export const codingsFilterSchema = z.object({
  coder: z.uuid().nullable().catch(null),
  state: z.enum(['in_progress', 'submitted']).nullable().catch(null),
  /** Days of handing in, in UTC, both included. */
  from: day.nullable().catch(null),
  to: day.nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type CodingsFilter = z.output<typeof codingsFilterSchema>;

export const threadsFilterSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export const REVIEW_STATES = ['unreviewed', 'accepted', 'amended', 'rejected', 'disputed'] as const;

/** Weeks of the pace. */
export const WEEKS = 6;
/** Publishers with a column of their own; months likewise. */
export const MOST_PUBLISHERS = 12;
export const MOST_MONTHS = 12;
export const LIST_PAGE_SIZE = 50;

/** What is open, each to be found in one list. */
export interface OpenWork {
  /** Articles that somebody should have handed in. */
  readonly overdueArticles: number;
  readonly appeals: number;
  /** Annotations of coders that a coder has contested. */
  readonly disputed: number;
  readonly threads: number;
  /** Article versions that two or more have handed in. */
  readonly toCompare: number;
}

/** Articles in their newest version, by how far anybody is with them. */
export interface ArticleProgress {
  readonly total: number;
  readonly untouched: number;
  readonly started: number;
  readonly submitted: number;
}

/** How fast somebody codes. */
export interface CoderPace {
  readonly id: string;
  readonly name: string;
  /** Codings handed in, by week, the last week last: as many numbers as there are weeks. */
  readonly weeks: readonly number[];
  readonly submitted: number;
  readonly inProgress: number;
  /** Assignments not handed in. */
  readonly open: number;
}

/** One number of a table: two names (or null: the article does not say) and how many annotations. */
export interface Cell {
  readonly row: string;
  readonly column: string | null;
  readonly count: number;
}

export interface Dashboard {
  readonly filter: DashboardFilter;
  readonly open: OpenWork;
  readonly articles: ArticleProgress;
  /** First days (Mondays, UTC) of the weeks of the pace. */
  readonly weeks: readonly string[];
  readonly coders: readonly CoderPace[];
  /** Of coders' annotations in articles that fit the filter: by code and publisher, code and month
   * (YYYY-MM, UTC), code and review state, coder's id and review state. */
  readonly byPublisher: readonly Cell[];
  readonly byMonth: readonly Cell[];
  readonly outcomesByCode: readonly Cell[];
  readonly outcomesByCoder: readonly Cell[];
  readonly annotations: number;
  readonly publishers: readonly string[];
}

/** One analyst's work on one article version. */
export interface CodingLine {
  readonly id: string;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly coderName: string;
  readonly state: 'in_progress' | 'submitted';
  /** ISO 8601, UTC. */
  readonly submittedAt: string | null;
  readonly annotations: number;
}

export interface ThreadLine {
  readonly id: string;
  readonly kind: 'note' | 'question' | 'contest';
  readonly annotationId: string | null;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly quote: string;
  readonly openedByName: string;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly lastWords: string;
}

export interface ListPage<Line> {
  readonly lines: readonly Line[];
  readonly total: number;
}
