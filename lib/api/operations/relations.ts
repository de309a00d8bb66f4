import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import {
  changeRelation,
  createRelation,
  deleteRelation,
} from '@/lib/annotations/commands/relations';
import { type ListedRelation, listRelations } from '@/lib/annotations/list-queries';
import { attributesSchema } from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { operation } from '../operation';
import { cutPage, pageOf, pageQuery, readCursor } from '../pages';
import { relationShape, shapeRelation } from '../shapes';

const params = z.object({ relationId: z.uuid() });
const memo = z.string().max(20_000).nullable();

async function find(actor: UserActor, relationId: string): Promise<Result<ListedRelation>> {
  const filter = { relationId, articleVersionId: null, type: null, annotationId: null };
  const found = await listRelations(actor, filter, null, 1);
  if (!found.ok) return found;
  const [one] = found.value;
  return one ? ok(one) : err('not_found', 'There is no such relation.');
}

const current = async (actor: UserActor, { relationId = '' }: Readonly<Record<string, string>>) => {
  const found = await find(actor, relationId);
  return found.ok ? ok(shapeRelation(found.value)) : found;
};

export const RELATION_OPERATIONS = [
  operation({
    id: 'listRelations',
    method: 'GET',
    path: '/relations',
    tag: 'Relations',
    summary: 'List relations as they stand now, in the order in which they were made',
    scope: 'read',
    query: z.object({
      ...pageQuery,
      articleVersionId: z.uuid().optional(),
      type: z.string().max(100).optional(),
      annotationId: z.uuid().optional().describe('One of the ends'),
    }),
    status: 200,
    answer: pageOf(relationShape),
    run: async ({ actor, query }) => {
      const after = readCursor(query.cursor, z.uuid());
      if (!after.ok) return after;
      const filter = {
        relationId: null,
        articleVersionId: query.articleVersionId ?? null,
        type: query.type ?? null,
        annotationId: query.annotationId ?? null,
      };
      const rows = await listRelations(actor, filter, after.value, query.limit + 1);
      if (!rows.ok) return rows;
      return ok({ json: cutPage(rows.value.map(shapeRelation), query.limit, ({ id }) => id) });
    },
  }),
  operation({
    id: 'createRelation',
    method: 'POST',
    path: '/relations',
    tag: 'Relations',
    summary: 'Link an annotation of the owner’s coding to another one',
    scope: 'annotate',
    body: z.strictObject({
      id: z.uuid().optional().describe('Made by the client, version 7; absent: made here'),
      articleVersionId: z.uuid().describe('Where the link is drawn'),
      type: z.string().max(100),
      from: z.uuid(),
      to: z.uuid(),
      attributes: attributesSchema.default({}),
      memo: memo.default(null),
    }),
    status: 201,
    answer: relationShape,
    run: async ({ actor, body, idempotencyKey, base }) => {
      const relationId = body.id ?? uuidv7();
      const made = await createRelation(actor, {
        projectId: actor.projectId,
        articleVersionId: body.articleVersionId,
        idempotencyKey,
        relationId,
        typeKey: body.type,
        fromAnnotationId: body.from,
        toAnnotationId: body.to,
        attributes: body.attributes,
        memo: body.memo,
      });
      if (!made.ok) return made;
      const madeId = made.value.relations[0]?.id ?? relationId;
      const found = await find(actor, madeId);
      if (!found.ok) return found;
      const headers = { location: `${base}/relations/${madeId}` };
      return ok({ json: shapeRelation(found.value), headers });
    },
  }),
  operation({
    id: 'getRelation',
    method: 'GET',
    path: '/relations/{relationId}',
    tag: 'Relations',
    summary: 'Read a relation',
    scope: 'read',
    params,
    status: 200,
    answer: relationShape,
    run: async ({ actor, params: { relationId } }) => {
      const found = await find(actor, relationId);
      return found.ok ? ok({ json: shapeRelation(found.value) }) : found;
    },
  }),
  operation({
    id: 'changeRelation',
    method: 'PATCH',
    path: '/relations/{relationId}',
    tag: 'Relations',
    summary: 'Change a relation of one’s own: only what is given',
    scope: 'annotate',
    params,
    body: z
      .strictObject({
        type: z.string().max(100).optional(),
        swap: z.boolean().optional().describe('Turns it round'),
        attributes: attributesSchema.optional(),
        memo: memo.optional(),
      })
      .refine((body) => Object.keys(body).length > 0, 'Say what changes.'),
    current,
    status: 200,
    answer: relationShape,
    run: async ({ actor, params: { relationId }, body: { type, ...rest }, idempotencyKey }) => {
      const found = await find(actor, relationId);
      if (!found.ok) return found;
      const changed = await changeRelation(actor, {
        ...rest,
        projectId: actor.projectId,
        articleVersionId: found.value.articleVersionId,
        relationId,
        expectedNo: found.value.revisionNo,
        idempotencyKey,
        typeKey: type,
      });
      if (!changed.ok) return changed;
      const now = await find(actor, relationId);
      return now.ok ? ok({ json: shapeRelation(now.value) }) : now;
    },
  }),
  operation({
    id: 'deleteRelation',
    method: 'DELETE',
    path: '/relations/{relationId}',
    tag: 'Relations',
    summary: 'Delete a relation of one’s own; its history stays',
    scope: 'annotate',
    params,
    current,
    status: 204,
    run: async ({ actor, params: { relationId }, idempotencyKey }) => {
      const found = await find(actor, relationId);
      if (!found.ok) return found;
      const gone = await deleteRelation(actor, {
        projectId: actor.projectId,
        articleVersionId: found.value.articleVersionId,
        relationId,
        expectedNo: found.value.revisionNo,
        idempotencyKey,
      });
      return gone.ok ? ok({ json: undefined }) : gone;
    },
  }),
];
