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
  'member.reactivated',
  'member.reset_link_made',
  'invitation.created',
  'invitation.accepted',
  'invitation.revoked',
  'codebook.created',
  'codebook.published',
  'codebook.draft_started',
  'codebook.draft_changed',
  'codebook.draft_discarded',
  'codebook.migration_started',
  'codebook.migrated',
  'codebook.migration_finished',
  'claim.created',
  'claim.changed',
  'claim.worded',
  'claim.unworded',
  'claim.merged',
  'claim.split',
  'claim.linked',
  'claim.unlinked',
  'claim.evidence_added',
  'claim.evidence_removed',
  'claim.judged',
  'release.asked',
  'release.published',
  'release.failed',
  'release.withdrawn',
  'token.created',
  'token.revoked',
  'webhook.created',
  'webhook.paused',
  'webhook.resumed',
  'webhook.removed',
  'feed.watched',
  'feed.changed',
  'feed.paused',
  'feed.resumed',
  'feed.removed',
  'import.started',
  'import.batch_stored',
  'import.finished',
  'article.version_added',
  'article.metadata_changed',
  'assignment.made',
  'assignment.taken',
  'assignment.withdrawn',
  'assignment.changed',
  'assignment.blind_changed',
  'assignment.settings_changed',
  'coding.started',
  'coding.submitted',
  'coding.reopened',
  'coding.carried_over',
  'coding.carry_undone',
  'annotation.created',
  'annotation.changed',
  'annotation.deleted',
  'annotation.restored',
  'annotation.migrated',
  'annotation.carried_over',
  'annotation.carry_dropped',
  'relation.created',
  'relation.changed',
  'relation.deleted',
  'relation.restored',
  'relation.migrated',
  'operation.undone',
  'operation.redone',
  'review.accepted',
  'review.amended',
  'review.rejected',
  'review.asked',
  'review.contested',
  'review.withdrawn',
  'adjudication.decided',
  'adjudication.undone',
  'adjudication.confirmed',
  'appeal.opened',
  'appeal.resolved',
  'training.settings_changed',
  'training.trainee_changed',
  'training.scored',
  'training.begun_again',
  'thread.opened',
  'thread.commented',
  'thread.resolved',
  'thread.reopened',
  'suggestion.asked',
  'suggestion.accepted',
  'suggestion.changed',
  'suggestion.rejected',
  'suggestion_provider.saved',
  'suggestion_provider.removed',
  'actor.created',
  'actor.changed',
  'actor.named',
  'actor.unnamed',
  'actor.merged',
  'actor.split',
  'wire_copy.labelled',
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
  /** The API token by which a program acted for the person; absent otherwise. */
  tokenId: z.uuid().optional(),
  articleId: z.uuid().nullable(),
  annotationId: z.uuid().nullable(),
  payload: z.record(z.string(), z.unknown()),
});

export type EventBody = z.infer<typeof eventBodySchema>;

/** Which events a history page shows. Empty members keep everything. */
export interface EventFilter {
  /** A member's id, or `operator` for the command line. */
  readonly person: string | null;
  /** A whole kind (`review.accepted`) or the thing (`review`). */
  readonly kind: string | null;
  readonly articleId: string | null;
  readonly annotationId: string | null;
  /** The id of anything that the event tells of: a person, an import, a link, a coding. */
  readonly about: string | null;
  /** UTC; from this moment on. */
  readonly from: Date | null;
  /** UTC; before this moment. */
  readonly until: Date | null;
}

export const EVERY_EVENT: EventFilter = {
  person: null,
  kind: null,
  articleId: null,
  annotationId: null,
  about: null,
  from: null,
  until: null,
};

/** One line of the history, for reading. */
export interface EventLine {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null for the command line's operator. */
  readonly actorName: string | null;
  /** The name of the API token that was acted by. */
  readonly tokenName: string | null;
  readonly articleId: string | null;
  readonly articleTitle: string | null;
  readonly annotationId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface EventPage {
  readonly events: readonly EventLine[];
  /** Pass as `before` for the next, older page; null at the beginning of the history. */
  readonly next: number | null;
}

/** What the history page offers to filter by. */
export interface EventChoices {
  readonly people: readonly { id: string; name: string }[];
  readonly articles: readonly { id: string; title: string }[];
  readonly kinds: readonly EventType[];
}

const optional = <T extends z.ZodType>(shape: T) => shape.nullish().catch(null).default(null);
const day = z.iso.date();

/** The history page's address: anything that is not a filter is left out, so that old links open. */
export const historySearchSchema = z.object({
  person: optional(z.union([z.uuid(), z.literal('operator')])),
  kind: optional(z.string().regex(/^[a-z_]+(\.[a-z_]+)?$/)),
  article: optional(z.uuid()),
  about: optional(z.uuid()),
  /** First and last day, UTC. */
  from: optional(day),
  to: optional(day),
  before: optional(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
});
export type HistorySearch = z.infer<typeof historySearchSchema>;

/** What walking a project's history found. */
export interface Verification {
  /** Events that were found true, from the first on. */
  readonly events: number;
  /** Number and hash of the last true event; keep them elsewhere to prove the tail later. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly broken: { readonly seq: number; readonly reason: string } | null;
  /** Work that no event tells of; only looked for where the chain is whole. */
  readonly unrecorded: readonly Unrecorded[];
}

/** Rows of one kind that are there without an event. */
export interface Unrecorded {
  /** In English: `annotation revision`. */
  readonly what: string;
  readonly count: number;
  readonly firstId: string;
}
