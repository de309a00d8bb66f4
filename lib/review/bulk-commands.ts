import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvents } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { readColleagueWork } from './bulk-reads';
import { readSubjects } from './reads';
import { decideMove, mayMove } from './rules';
import type {
  AcceptColleague,
  AcceptedColleague,
  TakenBackColleague,
  UndoColleague,
} from './schema';
import { insertDecisions, type NewDecision } from './store';

/** Decisions about thousands of annotations take longer than other commands. */
const TIMEOUT_MS = 120_000;
/** Accepted by one act; more take another one. */
export const BULK_LIMIT = 10_000;
const ACCEPT = 'review.accept_colleague';

/**
 * Accepts all that nobody has reviewed of one colleague's handed-in work, in the whole project or in
 * one article version, each annotation with its decision and its event. What is one's own amendment
 * stays. A repeat of the idempotency key answers the same. Errors: those of `inProject`, `forbidden`
 * (one's own work), `conflict` (key used for something else).
 */
export function acceptColleague(
  actor: Actor,
  input: AcceptColleague,
): Promise<Result<AcceptedColleague>> {
  return inProject(
    actor,
    'review.decide',
    async (tx, { userId }) => {
      if (userId === null) return err('forbidden', 'Only a signed-in member reviews.');
      if (userId === input.coderId) return err('forbidden', 'Nobody reviews their own work.');
      return oncePerKey(tx, userId, ACCEPT, input.idempotencyKey, async () => {
        const work = await readColleagueWork(tx, input);
        await lockCodings(tx, work.ids);
        // A statement of its own after the lock: it sees what the lock waited for.
        const subjects = await readSubjects(tx, work.ids.slice(0, BULK_LIMIT));
        const decisions = [...subjects.values()].flatMap((subject): NewDecision[] => {
          if (subject.state !== 'unreviewed' || !mayMove(subject, 'accept', userId).ok) return [];
          return [{ subject, move: 'accept', after: 'accepted', reason: null }];
        });
        const review = { tx, userId, subjects };
        const events = await insertDecisions(review, decisions, { together: input.idempotencyKey });
        const value: AcceptedColleague = {
          batch: input.idempotencyKey,
          accepted: decisions.length,
          left: work.ids.length - decisions.length,
        };
        const ids = decisions.map(({ subject }) => subject.id);
        return ok({ value, stored: { value, ids }, events });
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/**
 * Takes back what one act of the person accepted: each annotation is not reviewed again, by a further
 * decision. What was changed or decided on since stays and is counted. Errors: those of `inProject`,
 * `not_found` (no such act of theirs).
 */
export function undoAcceptColleague(
  actor: Actor,
  input: UndoColleague,
): Promise<Result<TakenBackColleague>> {
  return inProject(
    actor,
    'review.decide',
    async (tx, { userId }) => {
      if (userId === null) return err('forbidden', 'Only a signed-in member reviews.');
      const command = 'review.undo_accept_colleague';
      return oncePerKey(tx, userId, command, input.idempotencyKey, async () => {
        const [receipt] = await tx.sql<{ result: { ids: string[] } }>(
          `SELECT result FROM receipts WHERE project_id = $1::uuid AND user_id = $2::uuid
              AND key = $3 AND command = $4`,
          tx.projectId,
          userId,
          input.batch,
          ACCEPT,
        );
        if (!receipt) return err('not_found', 'There is no such act of yours.');
        const { ids } = receipt.result;
        await lockCodings(tx, ids);
        const standing = new Set(await stillAccepted(tx, userId, ids));
        const subjects = await readSubjects(
          tx,
          ids.filter((id) => standing.has(id)),
        );
        const decisions = [...subjects.values()].flatMap((subject): NewDecision[] => {
          const { headRevisionId: revisionId } = subject;
          const move = { move: 'withdraw', deciderId: userId, revisionId, reason: null } as const;
          const decided = decideMove(subject, move);
          return decided.ok
            ? [{ subject, move: 'withdraw', after: decided.value, reason: null }]
            : [];
        });
        const events = await insertDecisions({ tx, userId, subjects }, decisions, {
          together: input.batch,
        });
        const value = { takenBack: decisions.length, kept: ids.length - decisions.length };
        return ok({ value, stored: { value }, events });
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

interface Done<Value> {
  readonly value: Value;
  /** What the receipt keeps; `value` in it is the answer to a repeat. */
  readonly stored: { readonly value: Value };
  readonly events: Awaited<ReturnType<typeof insertDecisions>>;
}

async function oncePerKey<Value>(
  tx: ProjectTx,
  userId: string,
  command: string,
  key: string,
  work: () => Promise<Result<Done<Value>>>,
): Promise<Result<Value>> {
  await tx.sql(
    `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked`,
    `${tx.projectId}/${userId}/${key}`,
  );
  const [receipt] = await tx.sql<{ command: string; result: { value: Value } }>(
    `SELECT command, result FROM receipts
      WHERE project_id = $1::uuid AND user_id = $2::uuid AND key = $3`,
    tx.projectId,
    userId,
    key,
  );
  if (receipt && receipt.command !== command) {
    return err('conflict', 'This idempotency key was used for something else.', {
      field: 'idempotencyKey',
    });
  }
  if (receipt) return ok(receipt.result.value);
  const done = await work();
  if (!done.ok) return done;
  await tx.sql(
    `INSERT INTO receipts (project_id, user_id, key, command, result)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb)`,
    tx.projectId,
    userId,
    key,
    command,
    JSON.stringify(done.value.stored),
  );
  // Last: the project's chain is locked from the first event to the end of the transaction.
  await appendEvents(
    tx,
    done.value.events.map((event) => ({ ...event, actorId: userId })),
  );
  return ok(done.value.value);
}

/** In order of id, so that two reviewers of the same codings wait for each other and don't lock up. */
async function lockCodings(tx: ProjectTx, annotationIds: readonly string[]): Promise<void> {
  await tx.sql(
    `SELECT g.id FROM codings g
      WHERE g.project_id = $1::uuid AND g.id IN (
        SELECT a.coding_id FROM annotations a
         WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[]))
      ORDER BY g.id FOR NO KEY UPDATE`,
    tx.projectId,
    [...annotationIds],
  );
}

/** Those whose latest decision, questions aside, is the person's own acceptance. */
async function stillAccepted(
  tx: ProjectTx,
  userId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.sql<{ id: string; kind: string; decider_id: string }>(
    `SELECT DISTINCT ON (d.annotation_id) d.annotation_id AS id, d.kind::text AS kind, d.decider_id
       FROM review_decisions d
      WHERE d.project_id = $1::uuid AND d.annotation_id = ANY ($2::uuid[]) AND d.kind <> 'ask'
      ORDER BY d.annotation_id, d.id DESC`,
    tx.projectId,
    [...ids],
  );
  return rows
    .filter((row) => row.kind === 'accept' && row.decider_id === userId)
    .map(({ id }) => id);
}
