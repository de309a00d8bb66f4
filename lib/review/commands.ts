import { v7 as uuidv7 } from 'uuid';
import { patched } from '@/lib/annotations/commands/change';
import { staleVersion } from '@/lib/annotations/moves';
import { sameSnapshot } from '@/lib/annotations/snapshot';
import { insertRevision, loadAnnotations, type StoredAnnotation } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { type OpenReview, type ReviewEffect, readOutcome, writeReview } from './in-review';
import { readSubjects, type SubjectRow } from './reads';
import { decideMove, type ReviewMove, type ReviewState } from './rules';
import type { Accept, AcceptAll, Amend, Ask, Contest, Reject, ReviewOutcome, Seen } from './schema';
import { insertDecisions, insertThread, type NewDecision } from './store';

// Every decision may fail with: `stale_version` (details: yours and theirs), `forbidden` (one's own
// work), `conflict` (not from this state; details.now: a ReviewOutcome), `not_found`, `invalid_input`, and what `writeReview` says.

/** Accepts an annotation; an attribution together with its members that nobody has reviewed yet. */
export async function acceptAnnotation(
  actor: Actor,
  input: Accept,
): Promise<Result<ReviewOutcome>> {
  return writeReview(actor, call('review.accept', input, [input.annotationId]), async (review) => {
    const decided = await decideOne(review, input, 'accept', null);
    if (!decided.ok) return decided;
    const members = await acceptableMembers(review, [decided.value.subject]);
    return ok(await writeDecisions(review, [decided.value, ...members]));
  });
}

/**
 * Accepts everything that is shown, as it was seen. What cannot be accepted (changed since, one's
 * own, decided already) is left as it is and counted in `skipped` by reason.
 */
export async function acceptAllShown(
  actor: Actor,
  input: AcceptAll,
): Promise<Result<ReviewOutcome>> {
  const ids = [...new Set(input.shown.map((seen) => seen.annotationId))];
  return writeReview(actor, call('review.accept_all', input, ids), async (review) => {
    const decisions = new Map<string, NewDecision>();
    const skipped = new Map<string, number>();
    for (const seen of input.shown) {
      const decided = await decide(review, seen, 'accept', null);
      if (decided.ok) decisions.set(seen.annotationId, decided.value);
      else {
        const { userMessage } = decided.error;
        skipped.set(userMessage, (skipped.get(userMessage) ?? 0) + 1);
      }
    }
    const effect = await writeDecisions(review, [...decisions.values()]);
    const reasons = [...skipped].map(([reason, count]) => ({ reason, count }));
    return ok({ ...effect, touched: ids, skipped: reasons });
  });
}

/** Rejects an annotation, with the reason that the coder will read. */
export async function rejectAnnotation(
  actor: Actor,
  input: Reject,
): Promise<Result<ReviewOutcome>> {
  return writeReview(actor, call('review.reject', input, [input.annotationId]), async (review) => {
    const decided = await decideOne(review, input, 'reject', input.reason);
    return decided.ok ? ok(await writeDecisions(review, [decided.value])) : decided;
  });
}

/** Opens a thread with a question about an annotation; its review state stays. */
export async function askAbout(actor: Actor, input: Ask): Promise<Result<ReviewOutcome>> {
  return writeReview(actor, call('review.ask', input, [input.annotationId]), async (review) => {
    const decided = await decideOne(review, input, 'ask', input.question);
    if (!decided.ok) return decided;
    const thread = await insertThread(review, decided.value.subject, 'question', input.question);
    return ok(await writeDecisions(review, [decided.value], thread));
  });
}

/** The coder's answer to an amendment or a rejection: disputes it and opens a thread. */
export async function contestDecision(
  actor: Actor,
  input: Contest,
): Promise<Result<ReviewOutcome>> {
  const contest = {
    ...call('review.contest', input, [input.annotationId]),
    permission: 'annotations.write' as const,
  };
  return writeReview(actor, contest, async (review) => {
    const decided = await decideOne(review, input, 'contest', input.reason);
    if (!decided.ok) return decided;
    const thread = await insertThread(review, decided.value.subject, 'contest', input.reason);
    return ok(await writeDecisions(review, [decided.value], thread));
  });
}

/**
 * Writes the reviewer's own revision of an annotation beside the coder's, which stays in the
 * history. Errors besides those above: `invalid_input` when nothing changes or it does not fit the
 * codebook or the text, `conflict` when an attribution holds the span in a role that its new code
 * does not fit.
 */
export async function amendAnnotation(actor: Actor, input: Amend): Promise<Result<ReviewOutcome>> {
  return writeReview(actor, call('review.amend', input, [input.annotationId]), async (review) => {
    const decided = await decideOne(review, input, 'amend', input.reason);
    if (!decided.ok) return decided;
    const { subject } = decided.value;
    const before = (await loadAnnotations(review.tx, [{ id: subject.id, no: null }])).get(
      subject.id,
    );
    if (!before) throw new Error(`annotation ${subject.id} has no revision`);
    const { codeKey, fragments, attributes, members } = input;
    const after = await patched(inCodingOf(review, subject), before, {
      codeKey,
      fragments,
      attributes,
      members,
    });
    if (!after.ok) return after;
    if (sameSnapshot(before.snapshot, after.value)) {
      return err('invalid_input', 'Nothing is changed: accept it instead.');
    }
    const amendedRevisionId = uuidv7();
    const written = await insertRevision(review.tx, {
      ...identityOf(before),
      revisionId: amendedRevisionId,
      revisionNo: before.headNo + 1,
      authorId: review.userId,
      snapshot: after.value,
    });
    if (!written) return staleVersion(review.tx, subject.id, input);
    const states = { before: { reviewState: subject.state }, after: { reviewState: 'amended' } };
    return ok(
      await writeDecisions(review, [{ ...decided.value, amendedRevisionId }], {
        before: { ...states.before, ...before.snapshot },
        after: { ...states.after, ...after.value },
      }),
    );
  });
}

function call(
  command: string,
  { idempotencyKey }: { readonly idempotencyKey: string },
  annotationIds: readonly string[],
) {
  return {
    command,
    permission: 'review.decide' as const,
    idempotencyKey,
    annotationIds,
  };
}

/** As `decide`, and a `conflict` tells what stands there now, so that the page can show it. */
async function decideOne(
  review: OpenReview,
  seen: Seen,
  move: ReviewMove,
  reason: string | null,
): Promise<Result<NewDecision>> {
  const decided = await decide(review, seen, move, reason);
  if (decided.ok || decided.error.code !== 'conflict') return decided;
  const now = await readOutcome(review.tx, [seen.annotationId]);
  return err('conflict', decided.error.userMessage, { details: { now } });
}

async function decide(
  review: OpenReview,
  seen: Seen,
  move: ReviewMove,
  reason: string | null,
): Promise<Result<NewDecision>> {
  const subject = review.subjects.get(seen.annotationId);
  if (!subject) return err('not_found', 'There is no such annotation.');
  const proposed = { move, deciderId: review.userId, revisionId: seen.revisionId, reason };
  const after: Result<ReviewState> = decideMove(subject, proposed);
  if (after.ok) return ok({ subject, move, after: after.value, reason });
  if (after.error.code !== 'stale_version') return after;
  return staleVersion(review.tx, subject.id, { move, reason, revisionId: seen.revisionId });
}

async function acceptableMembers(
  { tx, userId }: OpenReview,
  accepted: readonly SubjectRow[],
): Promise<NewDecision[]> {
  const ids = accepted.flatMap((subject) => subject.memberIds);
  if (ids.length === 0) return [];
  const members = await readSubjects(tx, ids);
  return [...members.values()].flatMap((subject) => {
    if (subject.state !== 'unreviewed') return [];
    const proposed = { deciderId: userId, revisionId: subject.headRevisionId, reason: null };
    const after = decideMove(subject, { move: 'accept', ...proposed });
    return after.ok ? [{ subject, move: 'accept' as const, after: after.value, reason: null }] : [];
  });
}

async function writeDecisions(
  review: OpenReview,
  decisions: readonly NewDecision[],
  extra: Readonly<Record<string, unknown>> = {},
): Promise<ReviewEffect> {
  const events = decisions.length > 0 ? await insertDecisions(review, decisions, extra) : [];
  return { touched: decisions.map(({ subject }) => subject.id), events };
}

/** The coder's coding, as the checks of a change look at it; the reviewer writes in its place. */
function inCodingOf({ tx, userId }: OpenReview, subject: SubjectRow) {
  const { codingId, articleVersionId, articleId, codingState } = subject;
  // Training work is hidden from reviewers: what they see is the project's.
  const kind = 'coder' as const;
  return { tx, userId, codingId, articleVersionId, articleId, state: codingState, kind };
}

function identityOf({ id, kind, codingId, articleVersionId }: StoredAnnotation) {
  return { annotationId: id, kind, codingId, articleVersionId };
}
