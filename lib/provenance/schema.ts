import { z } from 'zod';

/**
 * Every kind of event in a project's history. The name is `thing.what_happened`; the payload is
 * plain JSON with `before` and `after` where something changed. A new kind is a new line here.
 */
export const EVENT_TYPES = [
  'project.created',
  'project.changed',
  'member.added',
  'member.role_changed',
  'member.removed',
  'member.deactivated',
  'invitation.created',
  'invitation.accepted',
  'invitation.revoked',
  'codebook.created',
  'codebook.published',
  'import.started',
  'import.batch_stored',
  'import.finished',
  'coding.started',
  'coding.submitted',
  'coding.reopened',
  'annotation.created',
  'annotation.changed',
  'annotation.deleted',
  'annotation.restored',
  'relation.created',
  'relation.changed',
  'relation.deleted',
  'relation.restored',
  'operation.undone',
  'operation.redone',
  'review.accepted',
  'review.amended',
  'review.rejected',
  'review.asked',
  'review.contested',
  'thread.opened',
  'thread.commented',
  'thread.resolved',
  'thread.reopened',
  'dataset.exported',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/**
 * The body of an event as it is hashed: canonical JSON (RFC 8785) of exactly this shape.
 * `at` is UTC in ISO 8601 with milliseconds. `actorId` is null for the command line's operator.
 * `v` is the version of the shape.
 */
export const eventBodySchema = z.object({
  v: z.literal(1),
  id: z.uuid(),
  type: z.enum(EVENT_TYPES),
  at: z.iso.datetime(),
  actorKind: z.enum(['user', 'operator']),
  actorId: z.uuid().nullable(),
  articleId: z.uuid().nullable(),
  annotationId: z.uuid().nullable(),
  payload: z.record(z.string(), z.unknown()),
});

export type EventBody = z.infer<typeof eventBodySchema>;
