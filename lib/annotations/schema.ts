import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';

const uuid = z.uuid();

/** Text that a person typed; what cannot be stored is refused here with a reason. */
const typed = (max: number) => z.string().max(max).refine(isStorable, NOT_STORABLE);

/** Offsets are stored as 32-bit integers; no text is that long. */
const offset = z.int().nonnegative().max(2_147_483_647);

/** A stretch of the article's text. Unicode code points, half-open. */
export const fragmentSchema = z
  .object({ start: offset, end: offset })
  .refine((f) => f.start < f.end, 'A fragment must hold at least one character.');

export type Fragment = z.infer<typeof fragmentSchema>;

/** Attribute values by key: a string (choice, text, date, actor, claim), a number, or several choices. */
export const attributesSchema = z.record(
  typed(100),
  z.union([typed(10_000), z.number(), z.array(typed(1_000)).max(100)]),
);

export type Attributes = z.infer<typeof attributesSchema>;

/** 1 (a guess) to 5 (certain), or null when not said. */
const confidence = z.int().min(1).max(5).nullable();

/** `nested`: another attribution that stands inside this one’s content; the others hold spans. */
export const MEMBER_ROLES = ['source', 'cue', 'content', 'content2', 'nested'] as const;
export const memberSchema = z.object({ role: z.enum(MEMBER_ROLES), annotationId: uuid });
export type AttributionMember = z.infer<typeof memberSchema>;

/** Every command carries a key made by the client; a repeat of it answers the same and does nothing. */
const base = z.object({
  projectId: uuid,
  articleVersionId: uuid,
  idempotencyKey: z.string().min(8).max(100).refine(isStorable, NOT_STORABLE),
});

const fragments = z.array(fragmentSchema).max(200);

/** A span (fragments given) or an article label (no fragments). The id is made by the client (UUIDv7). */
export const createAnnotationSchema = base.extend({
  annotationId: uuid,
  kind: z.enum(['span', 'article']),
  codeKey: typed(100),
  fragments,
  attributes: attributesSchema.default({}),
  confidence: confidence.default(null),
  memo: typed(20_000).nullable().default(null),
});
export type CreateAnnotation = z.input<typeof createAnnotationSchema>;

/** Only what is given changes; the identity stays. `expectedNo` is the revision the person saw. */
export const changeAnnotationSchema = base.extend({
  annotationId: uuid,
  expectedNo: z.int().positive(),
  codeKey: typed(100).optional(),
  fragments: fragments.optional(),
  attributes: attributesSchema.optional(),
  confidence: confidence.optional(),
  memo: typed(20_000).nullable().optional(),
});
export type ChangeAnnotation = z.input<typeof changeAnnotationSchema>;

/** For delete and restore. */
export const annotationAtRevisionSchema = base.extend({
  annotationId: uuid,
  expectedNo: z.int().positive(),
});
export type AnnotationAtRevision = z.input<typeof annotationAtRevisionSchema>;

/**
 * An attribution from existing spans and, in the same transaction, from new ones (`newSpans`, whose
 * ids `members` may name). The attribute `source_presence` says that nobody is named.
 */
export const createAttributionSchema = base.extend({
  annotationId: uuid,
  members: z.array(memberSchema).max(100),
  newSpans: z
    .array(
      z.object({
        annotationId: uuid,
        codeKey: z.enum(['source', 'cue', 'content']),
        fragments: fragments.min(1),
        attributes: attributesSchema.default({}),
      }),
    )
    .max(50)
    .default([]),
  attributes: attributesSchema.default({}),
  memo: typed(20_000).nullable().default(null),
});
export type CreateAttribution = z.input<typeof createAttributionSchema>;

export const changeAttributionSchema = base.extend({
  annotationId: uuid,
  expectedNo: z.int().positive(),
  members: z.array(memberSchema).max(100).optional(),
  attributes: attributesSchema.optional(),
  confidence: confidence.optional(),
  memo: typed(20_000).nullable().optional(),
});
export type ChangeAttribution = z.input<typeof changeAttributionSchema>;

/**
 * A link between two annotations. One of the ends may be made in the same transaction (`newEnd`,
 * whose id an end names): a passage just selected, or evidence that is no passage at all (an article
 * label that says which capture or which address).
 */
export const createRelationSchema = base.extend({
  relationId: uuid,
  typeKey: typed(100),
  fromAnnotationId: uuid,
  toAnnotationId: uuid,
  newEnd: z
    .object({
      annotationId: uuid,
      kind: z.enum(['span', 'article']),
      codeKey: z.string().max(100),
      fragments: fragments.default([]),
      attributes: attributesSchema.default({}),
      memo: typed(20_000).nullable().default(null),
    })
    .optional(),
  attributes: attributesSchema.default({}),
  memo: typed(20_000).nullable().optional(),
});
export type CreateRelation = z.input<typeof createRelationSchema>;

/** Only what is given changes; `swap` turns the link round. Another pair is another relation. */
export const changeRelationSchema = base.extend({
  relationId: uuid,
  expectedNo: z.int().positive(),
  typeKey: typed(100).optional(),
  swap: z.boolean().optional(),
  attributes: attributesSchema.optional(),
  memo: typed(20_000).nullable().optional(),
});
export type ChangeRelation = z.input<typeof changeRelationSchema>;

export const deleteRelationSchema = base.extend({
  relationId: uuid,
  expectedNo: z.int().positive(),
});
export type DeleteRelation = z.input<typeof deleteRelationSchema>;

/** A search for the other end of a link among the project's other articles. */
export const linkTargetsSchema = z.object({
  projectId: uuid,
  /** The article version that is being read; its own annotations are not offered. */
  articleVersionId: uuid,
  /** Code keys that the end may have. */
  codeKeys: z.array(z.string().max(100)).min(1).max(200),
  /** Words of the passage, of its attributes or of the article’s title; empty: the newest. */
  query: typed(200).default(''),
});
export type LinkTargets = z.input<typeof linkTargetsSchema>;

/** A search for a capture that is to be evidence. */
export const captureTargetsSchema = z.object({
  projectId: uuid,
  /** Words of the address, of the file’s name or of the article’s title, or a hash’s beginning. */
  query: typed(200).default(''),
});
export type CaptureTargets = z.input<typeof captureTargetsSchema>;

/** A capture that can be named as evidence. */
export interface CaptureTargetDto {
  /** Hex. */
  readonly sha256: string;
  readonly url: string | null;
  readonly sourceName: string;
  /** Of an article that was made from it; null for none. */
  readonly title: string | null;
  /** ISO 8601, UTC. */
  readonly retrievedAt: string;
}

/** For reading one article version's annotations again. */
export const articleAnnotationsSchema = z.object({ projectId: uuid, articleVersionId: uuid });

/** For undo, redo, submit, reopen. */
export const codingSchema = base;
export type CodingCommand = z.input<typeof codingSchema>;

export type ReviewState = 'unreviewed' | 'accepted' | 'amended' | 'rejected' | 'disputed';

/** The head of an annotation as pages see it. Plain JSON. Offsets in code points. */
export interface AnnotationDto {
  readonly id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly codingId: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly revisionId: string;
  readonly revisionNo: number;
  /** Who wrote the head revision: the coder, or a reviewer who amended. */
  readonly authorId: string;
  readonly authorName: string;
  readonly layerKey: string;
  readonly codeKey: string;
  readonly fragments: readonly {
    readonly start: number;
    readonly end: number;
    readonly quote: string;
  }[];
  readonly members: readonly AttributionMember[];
  readonly attributes: Attributes;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly reviewState: ReviewState;
  /** Number of threads not yet resolved. */
  readonly openThreads: number;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
}

/** One revision in an annotation's history, oldest first. */
export interface RevisionDto {
  readonly id: string;
  readonly revisionNo: number;
  readonly authorId: string;
  readonly authorName: string;
  readonly layerKey: string;
  readonly codeKey: string;
  readonly fragments: AnnotationDto['fragments'];
  readonly members: readonly AttributionMember[];
  readonly attributes: Attributes;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly deleted: boolean;
  /** Why a codebook migration wrote it; absent or null when a person did. */
  readonly migration?: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** An annotation of another article, as an end of a link is told there. */
export interface FarEndDto {
  readonly annotationId: string;
  readonly kind: AnnotationDto['kind'];
  readonly codeKey: string;
  /** Its words, fragments parted by an ellipsis; empty for a label of the whole article. */
  readonly quote: string;
  readonly attributes: Attributes;
  readonly deleted: boolean;
  readonly coderName: string;
  readonly articleId: string;
  readonly versionNo: number;
  readonly articleTitle: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
}

export interface RelationDto {
  readonly id: string;
  readonly revisionNo: number;
  readonly codingId: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly typeKey: string;
  readonly fromAnnotationId: string;
  readonly toAnnotationId: string;
  readonly attributes: Attributes;
  readonly memo: string | null;
  /** The end that stands in another article than the one that was read; null when neither does. */
  readonly far: FarEndDto | null;
}

export interface CodingDto {
  readonly id: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly state: 'not_started' | 'in_progress' | 'submitted';
  readonly submittedAt: string | null;
}

/** What undo and redo would do next, for the buttons' labels. */
export interface UndoState {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** Everything that the reader needs of one article version's annotations. */
export interface ArticleAnnotationsDto {
  readonly annotations: readonly AnnotationDto[];
  readonly relations: readonly RelationDto[];
  readonly codings: readonly CodingDto[];
  readonly undo: UndoState;
}

/**
 * What each writing action answers: the heads that the command changed (an undo may change many),
 * ids that are gone, the coding's state and the undo state, so that the page need not reload.
 */
export interface AnnotationChange {
  readonly annotations: readonly AnnotationDto[];
  readonly relations: readonly RelationDto[];
  readonly removedAnnotationIds: readonly string[];
  readonly removedRelationIds: readonly string[];
  readonly coding: CodingDto;
  readonly undo: UndoState;
}
