import { z } from 'zod';
import { attributesSchema, fragmentSchema, memberSchema } from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import { ok, type Result } from '@/lib/result/result';
import {
  acceptAnnotation,
  amendAnnotation,
  askAbout,
  contestDecision,
  rejectAnnotation,
} from '@/lib/review/commands';
import { listDecisions } from '@/lib/review/list-queries';
import { REVIEW_MOVES } from '@/lib/review/rules';
import type { ReviewOutcome } from '@/lib/review/schema';
import { operation } from '../operation';
import { cutPage, pageOf, pageQuery, readCursor } from '../pages';
import { decisionShape, shapeDecision } from '../shapes';

const revisionId = z.uuid().describe('The revision that was seen; another one now is a conflict');
const reason = z.string().trim().min(1).max(5_000);

/** Per kind, as it is made. */
const decideBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept'), revisionId }),
  z.strictObject({ kind: z.literal('reject'), revisionId, reason }),
  z.strictObject({ kind: z.literal('ask'), revisionId, reason: reason.describe('The question') }),
  z.strictObject({ kind: z.literal('contest'), revisionId, reason }),
  z.strictObject({
    kind: z.literal('amend'),
    revisionId,
    reason: reason.nullable().default(null),
    code: z.string().max(100).optional(),
    fragments: z.array(fragmentSchema).max(200).optional(),
    attributes: attributesSchema.optional(),
    members: z.array(memberSchema).max(100).optional(),
  }),
]);

function decide(
  actor: UserActor,
  annotationId: string,
  idempotencyKey: string,
  body: z.output<typeof decideBody>,
): Promise<Result<ReviewOutcome>> {
  const seen = {
    projectId: actor.projectId,
    idempotencyKey,
    annotationId,
    revisionId: body.revisionId,
  };
  switch (body.kind) {
    case 'accept':
      return acceptAnnotation(actor, seen);
    case 'reject':
      return rejectAnnotation(actor, { ...seen, reason: body.reason });
    case 'ask':
      return askAbout(actor, { ...seen, question: body.reason });
    case 'contest':
      return contestDecision(actor, { ...seen, reason: body.reason });
    case 'amend': {
      const { code, fragments, attributes, members } = body;
      return amendAnnotation(actor, {
        ...seen,
        reason: body.reason,
        codeKey: code,
        fragments,
        attributes,
        members,
      });
    }
  }
}

export const DECISION_OPERATIONS = [
  operation({
    id: 'listDecisions',
    method: 'GET',
    path: '/decisions',
    tag: 'Review',
    summary: 'List review decisions, in the order in which they were made',
    scope: 'read',
    query: z.object({
      ...pageQuery,
      annotationId: z.uuid().optional(),
      reviewerId: z.uuid().optional(),
      kind: z.enum(REVIEW_MOVES).optional(),
    }),
    status: 200,
    answer: pageOf(decisionShape),
    run: async ({ actor, query }) => {
      const after = readCursor(query.cursor, z.uuid());
      if (!after.ok) return after;
      const filter = {
        annotationId: query.annotationId ?? null,
        deciderId: query.reviewerId ?? null,
        kind: query.kind ?? null,
      };
      const rows = await listDecisions(actor, filter, after.value, query.limit + 1);
      if (!rows.ok) return rows;
      return ok({ json: cutPage(rows.value.map(shapeDecision), query.limit, ({ id }) => id) });
    },
  }),
  operation({
    id: 'decide',
    method: 'POST',
    path: '/annotations/{annotationId}/decisions',
    tag: 'Review',
    summary: 'Accept, reject, amend or ask about a colleague’s annotation, or contest a decision',
    description:
      'The coder’s coding must be handed in; nobody reviews their own work. `contest` is the coder’s answer to a rejection or an amendment, and needs the scope `annotate` too.',
    scope: 'review',
    params: z.object({ annotationId: z.uuid() }),
    body: decideBody,
    status: 201,
    answer: z.object({ items: z.array(decisionShape) }),
    run: async ({ actor, params: { annotationId }, body, idempotencyKey }) => {
      const outcome = await decide(actor, annotationId, idempotencyKey, body);
      if (!outcome.ok) return outcome;
      return ok({ json: { items: outcome.value.decisions.map(shapeDecision) } });
    },
  }),
];
