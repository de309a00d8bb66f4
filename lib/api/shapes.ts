import { z } from 'zod';
import type { ListedRelation, PlacedAnnotation } from '@/lib/annotations/list-queries';
import { memberSchema, type RevisionDto } from '@/lib/annotations/schema';
import { REVIEW_MOVES, REVIEW_STATES } from '@/lib/review/rules';
import type { DecisionDto } from '@/lib/review/schema';

// What annotations, relations and decisions look like outside. Offsets are Unicode code points,
// half-open; times are ISO 8601 in UTC.

const id = z.uuid();
export const time = z.iso.datetime();
const person = z.object({ id, name: z.string() }).meta({ id: 'Person' });

/** Values by the key of their attribute. */
export const attributesShape = z
  .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
  .meta({ id: 'Attributes' });

const fragmentShape = z.object({ start: z.int(), end: z.int(), quote: z.string() }).meta({
  id: 'Fragment',
  description: 'A stretch of the text, in Unicode code points, half-open',
});

const memberShape = memberSchema.meta({ id: 'Member' });

/** What a revision says. */
const content = {
  layer: z.string(),
  code: z.string(),
  fragments: z.array(fragmentShape),
  members: z.array(memberShape),
  attributes: attributesShape,
  confidence: z.int().nullable(),
  memo: z.string().nullable(),
};

export const annotationShape = z
  .object({
    id,
    kind: z.enum(['span', 'article', 'composite']),
    articleId: id,
    articleVersionId: id,
    articleVersionNo: z.int(),
    coder: person,
    ...content,
    reviewState: z.enum(REVIEW_STATES),
    openThreads: z.int(),
    revision: z.object({ id, no: z.int(), author: person, createdAt: time }),
  })
  .meta({ id: 'Annotation' });

function shapeContent(
  one: Pick<
    PlacedAnnotation,
    'layerKey' | 'codeKey' | 'fragments' | 'members' | 'attributes' | 'confidence' | 'memo'
  >,
) {
  return {
    layer: one.layerKey,
    code: one.codeKey,
    fragments: [...one.fragments],
    members: [...one.members],
    attributes: one.attributes,
    confidence: one.confidence,
    memo: one.memo,
  };
}

export function shapeAnnotation(one: PlacedAnnotation): z.output<typeof annotationShape> {
  return {
    id: one.id,
    kind: one.kind,
    articleId: one.articleId,
    articleVersionId: one.articleVersionId,
    articleVersionNo: one.articleVersionNo,
    coder: { id: one.coderId, name: one.coderName },
    ...shapeContent(one),
    reviewState: one.reviewState,
    openThreads: one.openThreads,
    revision: {
      id: one.revisionId,
      no: one.revisionNo,
      author: { id: one.authorId, name: one.authorName },
      createdAt: one.changedAt,
    },
  };
}

export const revisionShape = z
  .object({
    id,
    no: z.int(),
    author: person,
    ...content,
    deleted: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Revision' });

export function shapeRevision(one: RevisionDto): z.output<typeof revisionShape> {
  return {
    id: one.id,
    no: one.revisionNo,
    author: { id: one.authorId, name: one.authorName },
    ...shapeContent(one),
    deleted: one.deleted,
    createdAt: one.createdAt,
  };
}

export const relationShape = z
  .object({
    id,
    type: z.string(),
    from: id.describe('An annotation'),
    to: id.describe('An annotation'),
    articleVersionId: id.describe('Where it was drawn'),
    coder: person,
    attributes: attributesShape,
    memo: z.string().nullable(),
    revision: z.object({ no: z.int(), createdAt: time }),
  })
  .meta({ id: 'Relation' });

export function shapeRelation(one: ListedRelation): z.output<typeof relationShape> {
  return {
    id: one.id,
    type: one.typeKey,
    from: one.fromAnnotationId,
    to: one.toAnnotationId,
    articleVersionId: one.articleVersionId,
    coder: { id: one.coderId, name: one.coderName },
    attributes: one.attributes,
    memo: one.memo,
    revision: { no: one.revisionNo, createdAt: one.changedAt },
  };
}

export const decisionShape = z
  .object({
    id,
    annotationId: id,
    kind: z.enum(REVIEW_MOVES),
    reason: z.string().nullable(),
    revisionId: id.describe('The revision that was looked at'),
    amendedRevisionId: id.nullable().describe('For amend: the reviewer’s own revision'),
    reviewer: person,
    decidedAt: time,
  })
  .meta({ id: 'Decision' });

export function shapeDecision(one: DecisionDto): z.output<typeof decisionShape> {
  return {
    id: one.id,
    annotationId: one.annotationId,
    kind: one.kind,
    reason: one.reason,
    revisionId: one.revisionId,
    amendedRevisionId: one.amendedRevisionId,
    reviewer: { id: one.deciderId, name: one.deciderName },
    decidedAt: one.decidedAt,
  };
}
