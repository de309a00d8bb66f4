import { z } from 'zod';
import { isStorable } from '@/lib/text/storable';

/** Orders of the queue. Undated articles stand last in both orders by date. */
export const QUEUE_SORTS = ['newest', 'oldest', 'title', 'added'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** Filters by the state of one's own coding; `unfinished` is everything not submitted. */
export const QUEUE_STATES = ['unfinished', 'not_started', 'in_progress', 'submitted'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** Filters by how far anybody is: nobody has begun, begun, somebody has handed in. */
export const QUEUE_PROGRESS = ['untouched', 'started', 'submitted'] as const;
export type QueueProgress = (typeof QUEUE_PROGRESS)[number];

/** An ISO 639 code; articles without a known language have `und`. */
const languageSchema = z.string().regex(/^[a-z]{2,3}$/);

/** What the queue's address may say. Anything else in it counts as not said. */
export const queueFilterSchema = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch(''),
  state: z.enum(QUEUE_STATES).nullable().catch(null),
  progress: z.enum(QUEUE_PROGRESS).nullable().catch(null),
  language: languageSchema.nullable().catch(null),
  sort: z.enum(QUEUE_SORTS).catch('newest'),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

export type CodingStateName = 'not_started' | 'in_progress' | 'submitted';

/** One article of the queue, in its newest version. Times are ISO 8601, UTC. */
export interface QueueRow {
  readonly articleId: string;
  readonly versionId: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly publishedAt: string | null;
  /** In code points. */
  readonly textLength: number;
  readonly myState: CodingStateName;
  readonly myAnnotations: number;
  readonly annotations: number;
  /** Annotations of submitted codings that no reviewer has decided on. */
  readonly unreviewed: number;
  readonly codersStarted: number;
  readonly codersSubmitted: number;
}

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  /** Cursors of the neighbouring pages; null at an end. */
  readonly previous: string | null;
  readonly next: string | null;
  /** How many articles fit the filter, counted up to {@link COUNT_LIMIT}. */
  readonly total: number;
  readonly totalIsCapped: boolean;
  /** Whether the project has any article at all. */
  readonly projectIsEmpty: boolean;
  readonly languages: readonly string[];
}

export const PAGE_SIZE = 50;
export const COUNT_LIMIT = 10_000;

/** The capture that a version was extracted from. */
export interface CaptureDto {
  readonly id: string;
  /** Hex. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly sourceName: string;
  readonly url: string | null;
  readonly importer: string;
  readonly importerVersion: string;
  readonly retrievedAt: string;
}

/** One version of an article, with its text. Times are ISO 8601, UTC. */
export interface ArticleDto {
  readonly articleId: string;
  readonly externalId: string;
  readonly canonicalUrl: string | null;
  readonly versionId: string;
  readonly versionNo: number;
  /** Numbers of all versions, oldest first. */
  readonly versionNos: readonly number[];
  readonly text: string;
  /** Hex, of the UTF-8 bytes. */
  readonly textSha256: string;
  /** In code points. */
  readonly textLength: number;
  readonly canonicaliser: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly lede: string | null;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly keywords: readonly string[];
  readonly imageUrl: string | null;
  readonly publishedAt: string | null;
  /** As written in the source, with its offset. */
  readonly publishedRaw: string | null;
  readonly modifiedAt: string | null;
  readonly modifiedRaw: string | null;
  readonly storedAt: string;
  readonly capture: CaptureDto;
}
