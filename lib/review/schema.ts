import { z } from 'zod';
import {
  type AnnotationDto,
  attributesSchema,
  fragmentSchema,
  memberSchema,
  type RevisionDto,
} from '@/lib/annotations/schema';
import type { EventLine } from '@/lib/provenance/schema';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';
import type { ReviewMove } from './rules';

const uuid = z.uuid();

/** Text that a person typed, trimmed; what cannot be stored is refused here with a reason. */
const typed = (max: number, missing: string) =>
  z.string().trim().min(1, missing).max(max).refine(isStorable, NOT_STORABLE);

const reason = typed(5_000, 'Give a reason.');

/** Every command carries a key made by the client; a repeat of it answers the same and does nothing. */
const base = z.object({
  projectId: uuid,
  idempotencyKey: z.string().min(8).max(100).refine(isStorable, NOT_STORABLE),
});

/** An annotation, and the revision of it that the person saw. */
const seenSchema = z.object({ annotationId: uuid, revisionId: uuid });
export type Seen = z.infer<typeof seenSchema>;

export const acceptSchema = base.extend(seenSchema.shape);
export type Accept = z.output<typeof acceptSchema>;

export const acceptAllSchema = base.extend({ shown: z.array(seenSchema).min(1).max(500) });
export type AcceptAll = z.output<typeof acceptAllSchema>;

export const rejectSchema = acceptSchema.extend({ reason });
export type Reject = z.output<typeof rejectSchema>;

export const askSchema = acceptSchema.extend({ question: typed(5_000, 'Write the question.') });
export type Ask = z.output<typeof askSchema>;

export const contestSchema = acceptSchema.extend({ reason });
export type Contest = z.output<typeof contestSchema>;

/** Only what is given changes. Offsets in code points. */
export const amendSchema = acceptSchema.extend({
  codeKey: z.string().max(100).refine(isStorable, NOT_STORABLE).optional(),
  fragments: z.array(fragmentSchema).max(200).optional(),
  attributes: attributesSchema.optional(),
  members: z.array(memberSchema).max(100).optional(),
  reason: typed(5_000, 'Give a reason.').nullable().default(null),
});
export type Amend = z.output<typeof amendSchema>;

export const commentSchema = base.extend({
  threadId: uuid,
  body: typed(10_000, 'Write something.'),
});
export type Comment = z.output<typeof commentSchema>;

export const threadSchema = base.extend({ threadId: uuid });
export type ThreadMove = z.output<typeof threadSchema>;

/** A review decision as pages see it. Times in ISO 8601, UTC. */
export interface DecisionDto {
  readonly id: string;
  readonly annotationId: string;
  readonly kind: ReviewMove;
  readonly reason: string | null;
  /** The revision that was looked at. */
  readonly revisionId: string;
  /** For amend: the reviewer's own revision. */
  readonly amendedRevisionId: string | null;
  readonly deciderId: string;
  readonly deciderName: string;
  readonly decidedAt: string;
}

export interface CommentDto {
  readonly id: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly body: string;
  readonly createdAt: string;
}

export interface ThreadDto {
  readonly id: string;
  readonly kind: 'note' | 'question' | 'contest';
  readonly annotationId: string | null;
  readonly openedById: string;
  readonly openedByName: string;
  readonly openedAt: string;
  readonly resolvedByName: string | null;
  readonly resolvedAt: string | null;
  /** Oldest first. */
  readonly comments: readonly CommentDto[];
}

/**
 * What a command answers: the annotations concerned as they stand now, with all decisions on them
 * and threads about them, so that the page need not reload.
 */
export interface ReviewOutcome {
  readonly annotations: readonly AnnotationDto[];
  readonly decisions: readonly DecisionDto[];
  readonly threads: readonly ThreadDto[];
  /** Of those asked to be accepted together: how many could not be, by reason. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** What the review queue's address may say. Anything else in it counts as not said. */
export const reviewFilterSchema = z.object({
  coder: uuid.nullable().catch(null),
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,79}$/)
    .nullable()
    .catch(null),
  show: z.enum(['open', 'all']).catch('open'),
  sort: z.enum(['waiting', 'most', 'title']).catch('waiting'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type ReviewFilter = z.output<typeof reviewFilterSchema>;

/** One article version with submitted work of colleagues. Times in ISO 8601, UTC. */
export interface ReviewRow {
  readonly articleId: string;
  readonly versionId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  /** Since when it waits: the first submission. */
  readonly submittedAt: string;
  readonly total: number;
  readonly unreviewed: number;
  readonly disputed: number;
  readonly openThreads: number;
  readonly coders: readonly {
    readonly id: string;
    readonly name: string;
    readonly open: number;
    readonly total: number;
  }[];
}

export interface ReviewFacets {
  readonly coders: readonly {
    readonly id: string;
    readonly name: string;
    readonly open: number;
    readonly total: number;
  }[];
  readonly codes: readonly {
    readonly key: string;
    readonly open: number;
    readonly total: number;
  }[];
}

export interface ReviewQueuePage {
  readonly rows: readonly ReviewRow[];
  readonly total: number;
  readonly facets: ReviewFacets;
}

export interface ArticleReviewDto {
  readonly decisions: readonly DecisionDto[];
  readonly threads: readonly ThreadDto[];
  readonly next: { readonly articleId: string; readonly versionNo: number } | null;
}

/** What has become of one's annotations: a review state, or an open question. */
export const WORK_VIEWS = [
  'news',
  'amended',
  'rejected',
  'disputed',
  'accepted',
  'questions',
] as const;
export const workFilterSchema = z.object({
  view: z.enum(WORK_VIEWS).catch('news'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type WorkFilter = z.output<typeof workFilterSchema>;

/** One of one's annotations with what reviewers did to it. */
export interface WorkItem {
  readonly annotation: AnnotationDto;
  readonly article: {
    readonly articleId: string;
    readonly versionNo: number;
    readonly title: string;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl';
  };
  readonly codingState: 'not_started' | 'in_progress' | 'submitted';
  /** Newest first. */
  readonly decisions: readonly DecisionDto[];
  readonly threads: readonly ThreadDto[];
  /** The revisions that the decisions are about and that amendments made. */
  readonly revisions: readonly RevisionDto[];
}

export interface WorkPage {
  readonly items: readonly WorkItem[];
  readonly total: number;
  readonly counts: Readonly<Record<(typeof WORK_VIEWS)[number], number>> & {
    readonly unreviewed: number;
    readonly annotations: number;
  };
  /** Annotations that are members of attributions shown, by id. */
  readonly members: Readonly<Record<string, MemberDto>>;
}

/** A member of an attribution, in a few words. */
export interface MemberDto {
  readonly codeKey: string;
  readonly quote: string;
}

/** The whole history of one annotation. */
export interface AnnotationHistoryDto {
  readonly id: string;
  readonly kind: AnnotationDto['kind'];
  readonly deleted: boolean;
  readonly reviewState: AnnotationDto['reviewState'];
  readonly coderId: string;
  readonly coderName: string;
  readonly headRevisionId: string;
  readonly article: WorkItem['article'];
  /** Oldest first. */
  readonly revisions: readonly RevisionDto[];
  readonly decisions: readonly DecisionDto[];
  readonly threads: readonly ThreadDto[];
  readonly members: Readonly<Record<string, MemberDto>>;
}

/** Where an article came from. Times in ISO 8601, UTC. */
export interface ArticleOrigin {
  readonly versionNo: number;
  readonly storedAt: string;
  readonly format: string | null;
  readonly sourceName: string;
  readonly importedBy: string | null;
  readonly textSha256: string;
}

export interface ArticleHistoryDto {
  readonly articleId: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  /** Newest first. */
  readonly origins: readonly ArticleOrigin[];
  readonly events: readonly EventLine[];
  /** Pass as `before` for older events; null when there are none. */
  readonly next: number | null;
  /** The annotations that the events tell of, as they are now. */
  readonly annotations: Readonly<Record<string, MemberDto>>;
}

const linkSideSchema = z.object({
  typeKey: z.string(),
  fromAnnotationId: z.uuid(),
  toAnnotationId: z.uuid(),
  memo: z.string().nullable().catch(null),
  deleted: z.boolean(),
});

/** What an event about a link says of it, before and after. */
export const linkEventSchema = z.object({
  before: linkSideSchema.nullish(),
  after: linkSideSchema,
});

const colleagueScope = z.object({
  projectId: uuid,
  coderId: uuid,
  /** Null: the whole project. */
  articleVersionId: uuid.nullable().default(null),
});
export const previewColleagueSchema = colleagueScope;
export type ColleagueScope = Pick<z.output<typeof colleagueScope>, 'coderId' | 'articleVersionId'>;
export const acceptColleagueSchema = base.extend(colleagueScope.shape);
export type AcceptColleague = z.output<typeof acceptColleagueSchema>;
/** `batch` names the act that is taken back. */
export const undoColleagueSchema = base.extend({ batch: z.string().min(8).max(100) });
export type UndoColleague = z.output<typeof undoColleagueSchema>;

/** What accepting all of one colleague's work would take in, and what would stay as it is. */
export interface ColleaguePreview {
  readonly toAccept: number;
  readonly articles: number;
  readonly disputed: number;
  readonly notHandedIn: number;
  /** Accepted, amended or rejected already. */
  readonly decided: number;
}

export interface AcceptedColleague {
  readonly batch: string;
  readonly accepted: number;
  /** One's own amendments, and what was decided on meanwhile. */
  readonly left: number;
}

export interface TakenBackColleague {
  readonly takenBack: number;
  /** Changed or decided on since. */
  readonly kept: number;
}
