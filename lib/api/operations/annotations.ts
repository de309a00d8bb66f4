import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { changeAnnotation, changeAttribution } from '@/lib/annotations/commands/change';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { getPlacedAnnotation, listAnnotations } from '@/lib/annotations/list-queries';
import { getAnnotationRevisions } from '@/lib/annotations/queries';
import {
  attributesSchema,
  createAnnotationSchema,
  createAttributionSchema,
  fragmentSchema,
  memberSchema,
} from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { REVIEW_STATES } from '@/lib/review/rules';
import { type Answer, operation } from '../operation';
import { cutPage, pageOf, pageQuery, readCursor } from '../pages';
import { annotationShape, revisionShape, shapeAnnotation, shapeRevision } from '../shapes';

const params = z.object({ annotationId: z.uuid() });

const createBody = createAnnotationSchema
  .omit({ projectId: true, idempotencyKey: true, annotationId: true, codeKey: true })
  .extend({
    id: z.uuid().optional().describe('Made by the client, version 7; absent: made here'),
    code: z.string().max(100),
  });

const attributionBody = createAttributionSchema
  .omit({ projectId: true, idempotencyKey: true, annotationId: true, newSpans: true })
  .extend({
    id: z.uuid().optional(),
    newSpans: z
      .array(
        z.object({
          id: z.uuid().describe('`members` may name it'),
          code: z.enum(['source', 'cue', 'content']),
          fragments: z.array(fragmentSchema).min(1).max(200),
          attributes: attributesSchema.default({}),
        }),
      )
      .max(50)
      .default([]),
  });

const changeBody = z
  .strictObject({
    code: z.string().max(100).optional().describe('Not of attributions'),
    fragments: z.array(fragmentSchema).max(200).optional().describe('Not of attributions'),
    members: z.array(memberSchema).max(100).optional().describe('Of attributions alone'),
    attributes: attributesSchema.optional().describe('All of them, not only what changes'),
    confidence: z.int().min(1).max(5).nullable().optional(),
    memo: z.string().max(20_000).nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Say what changes.');

/** The annotation as it stands now, as it is answered; its ETag is made of this. */
export async function readAnnotation(
  actor: UserActor,
  annotationId: string,
): Promise<Result<unknown>> {
  const found = await getPlacedAnnotation(actor, annotationId);
  return found.ok ? ok(shapeAnnotation(found.value)) : found;
}

async function answerWith(
  actor: UserActor,
  annotationId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer>> {
  const read = await readAnnotation(actor, annotationId);
  return read.ok ? ok({ json: read.value, headers }) : read;
}

const current = (actor: UserActor, { annotationId = '' }: Readonly<Record<string, string>>) =>
  readAnnotation(actor, annotationId);

export const ANNOTATION_OPERATIONS = [
  operation({
    id: 'listAnnotations',
    method: 'GET',
    path: '/annotations',
    tag: 'Annotations',
    summary: 'List annotations as they stand now, in the order in which they were made',
    description: 'Deleted ones are left out, and in blind coding those of colleagues.',
    scope: 'read',
    query: z.object({
      ...pageQuery,
      articleId: z.uuid().optional(),
      articleVersionId: z.uuid().optional(),
      layer: z.string().max(100).optional(),
      code: z.string().max(100).optional(),
      coderId: z.uuid().optional(),
      reviewState: z.enum(REVIEW_STATES).optional(),
      changedSince: z.iso
        .datetime({ offset: true })
        .transform((value) => new Date(value))
        .optional(),
    }),
    status: 200,
    answer: pageOf(annotationShape),
    run: async ({ actor, query }) => {
      const after = readCursor(query.cursor, z.uuid());
      if (!after.ok) return after;
      const filter = {
        articleId: query.articleId ?? null,
        articleVersionId: query.articleVersionId ?? null,
        layer: query.layer ?? null,
        code: query.code ?? null,
        coderId: query.coderId ?? null,
        reviewState: query.reviewState ?? null,
        changedSince: query.changedSince ?? null,
      };
      const rows = await listAnnotations(actor, filter, after.value, query.limit + 1);
      if (!rows.ok) return rows;
      return ok({ json: cutPage(rows.value.map(shapeAnnotation), query.limit, ({ id }) => id) });
    },
  }),
  operation({
    id: 'createAnnotation',
    method: 'POST',
    path: '/annotations',
    tag: 'Annotations',
    summary: 'Mark a passage, or label the whole article, in the coding of the token’s owner',
    scope: 'annotate',
    body: createBody,
    status: 201,
    answer: annotationShape,
    run: async ({ actor, body: { id, code, ...rest }, idempotencyKey, base }) => {
      const annotationId = id ?? uuidv7();
      const { projectId } = actor;
      const made = await createAnnotation(actor, {
        ...rest,
        projectId,
        idempotencyKey,
        annotationId,
        codeKey: code,
      });
      if (!made.ok) return made;
      // A repeat of the key answers with what the first made.
      const madeId = made.value.annotations[0]?.id ?? annotationId;
      return answerWith(actor, madeId, { location: `${base}/annotations/${madeId}` });
    },
  }),
  operation({
    id: 'createAttribution',
    method: 'POST',
    path: '/attributions',
    tag: 'Annotations',
    summary:
      'Join sources, cues and contents to an attribution, of spans that stand or of new ones',
    scope: 'annotate',
    body: attributionBody,
    status: 201,
    answer: annotationShape,
    run: async ({ actor, body: { id, newSpans, ...rest }, idempotencyKey, base }) => {
      const annotationId = id ?? uuidv7();
      const { projectId } = actor;
      const made = await createAttribution(actor, {
        ...rest,
        projectId,
        idempotencyKey,
        annotationId,
        newSpans: newSpans.map(({ id: spanId, code, ...span }) => ({
          ...span,
          annotationId: spanId,
          codeKey: code,
        })),
      });
      if (!made.ok) return made;
      const madeId =
        made.value.annotations.find(({ kind }) => kind === 'composite')?.id ?? annotationId;
      return answerWith(actor, madeId, { location: `${base}/annotations/${madeId}` });
    },
  }),
  operation({
    id: 'getAnnotation',
    method: 'GET',
    path: '/annotations/{annotationId}',
    tag: 'Annotations',
    summary: 'Read an annotation',
    scope: 'read',
    params,
    status: 200,
    answer: annotationShape,
    run: ({ actor, params: { annotationId } }) => answerWith(actor, annotationId),
  }),
  operation({
    id: 'changeAnnotation',
    method: 'PATCH',
    path: '/annotations/{annotationId}',
    tag: 'Annotations',
    summary: 'Change an annotation of one’s own: only what is given',
    scope: 'annotate',
    params,
    body: changeBody,
    current,
    status: 200,
    answer: annotationShape,
    run: async ({ actor, params: { annotationId }, body, idempotencyKey }) => {
      const found = await getPlacedAnnotation(actor, annotationId);
      if (!found.ok) return found;
      const { kind, revisionNo: expectedNo, articleVersionId } = found.value;
      const { code, fragments, members, ...rest } = body;
      const common = {
        ...rest,
        projectId: actor.projectId,
        articleVersionId,
        annotationId,
        expectedNo,
        idempotencyKey,
      };
      if (kind === 'composite' && (code !== undefined || fragments !== undefined)) {
        return err('invalid_input', 'An attribution has members, and no passages of its own.');
      }
      if (kind !== 'composite' && members !== undefined) {
        return err('invalid_input', 'Only attributions have members.', { field: 'body.members' });
      }
      const changed =
        kind === 'composite'
          ? await changeAttribution(actor, { ...common, members })
          : await changeAnnotation(actor, { ...common, codeKey: code, fragments });
      return changed.ok ? answerWith(actor, annotationId) : changed;
    },
  }),
  operation({
    id: 'deleteAnnotation',
    method: 'DELETE',
    path: '/annotations/{annotationId}',
    tag: 'Annotations',
    summary: 'Delete an annotation of one’s own; its history stays',
    scope: 'annotate',
    params,
    current,
    status: 204,
    run: async ({ actor, params: { annotationId }, idempotencyKey }) => {
      const found = await getPlacedAnnotation(actor, annotationId);
      if (!found.ok) return found;
      const gone = await deleteAnnotation(actor, {
        projectId: actor.projectId,
        articleVersionId: found.value.articleVersionId,
        annotationId,
        expectedNo: found.value.revisionNo,
        idempotencyKey,
      });
      return gone.ok ? ok({ json: undefined }) : gone;
    },
  }),
  operation({
    id: 'listRevisions',
    method: 'GET',
    path: '/annotations/{annotationId}/revisions',
    tag: 'Annotations',
    summary: 'Every revision of an annotation, oldest first, deleted or not',
    scope: 'read',
    params,
    status: 200,
    answer: z.object({ items: z.array(revisionShape) }),
    run: async ({ actor, params: { annotationId } }) => {
      const found = await getAnnotationRevisions(actor, annotationId);
      if (!found.ok) return found;
      return ok({ json: { items: found.value.map(shapeRevision) } });
    },
  }),
];
