import { z } from 'zod';
import { ROLES, type Role } from '@/lib/auth/roles';
import { type ReviewState, type ReviewStep, replaySteps } from '@/lib/review/rules';

/** A revision and the decisions on it, as the review state at a moment needs them. */
export interface PastRevision {
  readonly id: string;
  /** Written by a codebook migration and saying the same: the review of the one before stays. */
  readonly keepsReview: boolean;
}

export interface PastDecision {
  readonly id: string;
  readonly kind: 'accept' | 'amend' | 'reject' | 'ask' | 'contest' | 'withdraw';
  readonly revisionId: string;
  readonly amendedRevisionId: string | null;
}

/**
 * The review state that revisions (oldest first) and decisions lead to. A decision was made on the
 * revision that was current, so it comes after that one and before the next; among those on one
 * revision their ids (UUIDv7) tell the order.
 */
export function reviewStateOf(
  revisions: readonly PastRevision[],
  decisions: readonly PastDecision[],
): ReviewState {
  const steps: ReviewStep[] = [];
  const inOrder = decisions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const amended = new Set(decisions.map((one) => one.amendedRevisionId));
  // A revision that keeps the review is to the rules the one before it.
  let stands: string | null = null;
  for (const { id, keepsReview } of revisions) {
    if (!keepsReview || stands === null) {
      stands = id;
      if (!amended.has(id)) steps.push({ kind: 'revision', revisionId: id });
    }
    for (const one of inOrder.filter(({ revisionId }) => revisionId === id)) {
      steps.push(
        one.kind === 'amend'
          ? { kind: 'amend', revisionId: stands, amendedRevisionId: one.amendedRevisionId ?? id }
          : { kind: one.kind, revisionId: stands },
      );
    }
  }
  return replaySteps(steps).state;
}

/** An event's part that says what something was before it; ids and states as the payload has them. */
export interface LaterEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const memberPayload = z.object({
  userId: z.string(),
  before: z.object({ role: z.enum(ROLES).optional(), active: z.boolean().optional() }).nullable(),
});

interface Membership {
  /** Null for who is no member. */
  readonly role: Role | null;
  readonly active: boolean;
}

/**
 * Memberships as they were, from what they are now and the events since (oldest first): the first
 * change since then says what was before it.
 */
export function membersBefore(
  now: ReadonlyMap<string, Membership>,
  since: readonly LaterEvent[],
): Map<string, Membership> {
  const then = new Map(now);
  for (const { type, payload } of since.toReversed()) {
    if (!type.startsWith('member.')) continue;
    const told = memberPayload.safeParse(payload).data;
    const known = told && then.get(told.userId);
    if (!told || !known) continue;
    const { before } = told;
    if (before?.active !== undefined) then.set(told.userId, { ...known, active: before.active });
    else then.set(told.userId, { ...known, role: before?.role ?? null });
  }
  return then;
}

const CODING_STATES = ['not_started', 'in_progress', 'submitted'] as const;
export type PastCodingState = (typeof CODING_STATES)[number];

const codingPayload = z.object({ codingId: z.string(), before: z.enum(CODING_STATES) });

/** The states of codings as they were, by id, in the same way as {@link membersBefore}. */
export function codingsBefore(
  now: ReadonlyMap<string, PastCodingState>,
  since: readonly LaterEvent[],
): Map<string, PastCodingState> {
  const then = new Map(now);
  for (const { payload } of since.toReversed()) {
    const told = codingPayload.safeParse(payload).data;
    if (told && then.has(told.codingId)) then.set(told.codingId, told.before);
  }
  return then;
}
