import { err, ok, type Result } from '@/lib/result/result';

/** What has become of an annotation's current revision. */
export const REVIEW_STATES = ['unreviewed', 'accepted', 'amended', 'rejected', 'disputed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/**
 * Accept, amend, reject and ask are a reviewer's moves; contest is the coder's answer; withdraw takes
 * one's own acceptance back, and is offered where many were accepted at once.
 */
export const REVIEW_MOVES = ['accept', 'amend', 'reject', 'ask', 'contest', 'withdraw'] as const;
export type ReviewMove = (typeof REVIEW_MOVES)[number];

/** What the decision rests on: an annotation as it stands now. */
export interface ReviewSubject {
  readonly state: ReviewState;
  readonly deleted: boolean;
  readonly coderId: string;
  /** Who wrote the current revision: the coder, or a reviewer who amended. */
  readonly headAuthorId: string;
  readonly headRevisionId: string;
  readonly codingState: 'not_started' | 'in_progress' | 'submitted';
}

/** A move that someone wishes to make. */
export interface ProposedMove {
  readonly move: ReviewMove;
  readonly deciderId: string;
  /** The revision that the person saw. */
  readonly revisionId: string;
  readonly reason: string | null;
}

/**
 * From which states a move may be made, and where it leads; null: the state stays. A decision may be
 * revised by a further one (accepted → rejected), but not repeated.
 */
const MOVES: Readonly<
  Record<ReviewMove, { readonly from: readonly ReviewState[]; readonly to: ReviewState | null }>
> = {
  accept: { from: ['unreviewed', 'amended', 'rejected', 'disputed'], to: 'accepted' },
  amend: { from: REVIEW_STATES, to: 'amended' },
  reject: { from: ['unreviewed', 'accepted', 'amended', 'disputed'], to: 'rejected' },
  ask: { from: REVIEW_STATES, to: null },
  contest: { from: ['amended', 'rejected'], to: 'disputed' },
  withdraw: { from: ['accepted'], to: 'unreviewed' },
};

const NEEDS_REASON: Readonly<Partial<Record<ReviewMove, string>>> = {
  reject: 'Say why you reject it, so that the coder can learn from it.',
  ask: 'Write the question.',
  contest: 'Say why you contest the decision.',
};

/** Whether a move is nothing without a reason. */
export function needsReason(move: ReviewMove): boolean {
  return NEEDS_REASON[move] !== undefined;
}

/**
 * The state that a move leads to, if it is legal. Errors: `not_found` (deleted), `stale_version` (the
 * revision seen is no longer the current one), `forbidden` (one's own work, or another's answer),
 * `invalid_input` on `reason`, `conflict` (not from this state, or the coding is not submitted).
 */
export function decideMove(subject: ReviewSubject, proposed: ProposedMove): Result<ReviewState> {
  const { move, deciderId, revisionId, reason } = proposed;
  if (subject.deleted) return err('not_found', 'This annotation has been deleted.');
  if (revisionId !== subject.headRevisionId) {
    return err('stale_version', 'The annotation has been changed since you saw it.');
  }
  const allowed = mayMove(subject, move, deciderId);
  if (!allowed.ok) return allowed;
  const missing = NEEDS_REASON[move];
  if (missing && !reason?.trim()) return err('invalid_input', missing, { field: 'reason' });
  return ok(MOVES[move].to ?? subject.state);
}

/** Whether the person may make the move now, reason and revision aside: for showing buttons too. */
export function mayMove(
  subject: Omit<ReviewSubject, 'headRevisionId'>,
  move: ReviewMove,
  userId: string,
): Result<void> {
  if (subject.deleted) return err('not_found', 'This annotation has been deleted.');
  if (move === 'contest') {
    if (userId !== subject.coderId) {
      return err('forbidden', 'Only the coder contests a decision on their work.');
    }
  } else if (userId === subject.coderId) {
    return err('forbidden', 'Nobody reviews their own work.');
  } else if (userId === subject.headAuthorId) {
    return err('forbidden', 'You wrote this amendment: someone else must review it.');
  } else if (move !== 'ask' && subject.codingState !== 'submitted') {
    return err('conflict', 'The coder has not submitted this coding, or has reopened it.');
  }
  if (!MOVES[move].from.includes(subject.state)) {
    return err('conflict', refusalFrom(move, subject.state));
  }
  return ok(undefined);
}

function refusalFrom(move: ReviewMove, state: ReviewState): string {
  if (move === 'contest') {
    return state === 'disputed'
      ? 'You have contested this already.'
      : 'Only an amendment or a rejection can be contested.';
  }
  return `This annotation is ${state} already.`;
}

/** The moves that the person may make now, in the order of the buttons. */
export function legalMoves(
  subject: Omit<ReviewSubject, 'headRevisionId'>,
  userId: string,
): ReviewMove[] {
  return REVIEW_MOVES.filter((move) => move !== 'withdraw' && mayMove(subject, move, userId).ok);
}

/** One line of an annotation's history, as far as its review state is concerned. */
export type ReviewStep =
  | { readonly kind: 'revision'; readonly revisionId: string }
  | { readonly kind: Exclude<ReviewMove, 'amend'>; readonly revisionId: string }
  | { readonly kind: 'amend'; readonly revisionId: string; readonly amendedRevisionId: string };

/**
 * The review state that a history leads to, oldest step first: each new revision starts unreviewed,
 * a decision counts only for the revision that was current.
 */
export function replaySteps(steps: readonly ReviewStep[]): {
  readonly state: ReviewState;
  readonly headRevisionId: string | null;
} {
  let state: ReviewState = 'unreviewed';
  let head: string | null = null;
  for (const step of steps) {
    if (step.kind === 'revision') {
      head = step.revisionId;
      state = 'unreviewed';
    } else if (step.kind === 'amend') {
      head = step.amendedRevisionId;
      state = 'amended';
    } else if (step.revisionId === head) {
      state = MOVES[step.kind].to ?? state;
    }
  }
  return { state, headRevisionId: head };
}
