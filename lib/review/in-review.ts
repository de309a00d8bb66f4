import { readHeads } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import type { Permission } from '@/lib/auth/roles';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import type { EventType } from '@/lib/provenance/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { readDecisions, readSubjects, readThreads, type SubjectRow } from './reads';
import type { ReviewOutcome } from './schema';

/** What a review command works with: the annotations, their codings locked until the end. */
export interface OpenReview {
  readonly tx: ProjectTx;
  readonly userId: string;
  readonly subjects: ReadonlyMap<string, SubjectRow>;
}

export interface ReviewEvent {
  readonly type: EventType;
  readonly articleId: string;
  readonly annotationId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a command did. */
export interface ReviewEffect {
  /** Annotations to answer with. */
  readonly touched: readonly string[];
  readonly events: readonly ReviewEvent[];
  readonly skipped?: ReviewOutcome['skipped'];
}

interface Call {
  readonly command: string;
  readonly permission: Permission;
  readonly idempotencyKey: string;
  /** The annotations concerned; their codings are locked. */
  readonly annotationIds: readonly string[];
}

/**
 * Runs one review command: one transaction with its decisions, comments, receipt and events. The
 * codings concerned are locked first (as coding commands do), so that what is decided on cannot
 * change meanwhile; a repeat of an idempotency key waits for the first and answers the same. Errors
 * besides the work's own: those of `inProject`, `forbidden` for the operator, `conflict` when the
 * key was used for another command.
 */
export async function writeReview(
  actor: Actor,
  call: Call,
  work: (review: OpenReview) => Promise<Result<ReviewEffect>>,
): Promise<Result<ReviewOutcome>> {
  return inProject(actor, call.permission, async (tx, me) => {
    const { userId } = me;
    if (userId === null) return err('forbidden', 'Only a signed-in member reviews.');
    await tx.sql(
      `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked`,
      `${tx.projectId}/${userId}/${call.idempotencyKey}`,
    );
    const receipt = await findReceipt(tx, userId, call);
    if (!receipt.ok) return receipt;
    if (receipt.value) return ok(receipt.value);
    await lockCodings(tx, call.annotationIds);
    // A statement of its own after the lock: it sees what the lock waited for.
    const subjects = await readSubjects(tx, call.annotationIds);
    const effect = await work({ tx, userId, subjects });
    if (!effect.ok) return effect;
    const { touched, skipped = [] } = effect.value;
    const outcome = { ...(await readOutcome(tx, touched)), skipped };
    await tx.sql(
      `INSERT INTO receipts (project_id, user_id, key, command, result)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb)`,
      tx.projectId,
      userId,
      call.idempotencyKey,
      call.command,
      JSON.stringify(outcome),
    );
    // Last: the project's chain is locked from the first event to the end of the transaction.
    for (const event of effect.value.events) await appendEvent(tx, { ...event, actorId: userId });
    return ok(outcome);
  });
}

async function findReceipt(
  tx: ProjectTx,
  userId: string,
  { command, idempotencyKey }: Call,
): Promise<Result<ReviewOutcome | null>> {
  const [receipt] = await tx.sql<{ command: string; result: ReviewOutcome }>(
    `SELECT command, result FROM receipts
      WHERE project_id = $1::uuid AND user_id = $2::uuid AND key = $3`,
    tx.projectId,
    userId,
    idempotencyKey,
  );
  if (receipt && receipt.command !== command) {
    return err('conflict', 'This idempotency key was used for something else.', {
      field: 'idempotencyKey',
    });
  }
  return ok(receipt?.result ?? null);
}

async function lockCodings(tx: ProjectTx, annotationIds: readonly string[]): Promise<void> {
  // In order of id, so that two reviewers of the same codings wait for each other and don't lock up.
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

/** The annotations as they stand now, with all decisions on them and threads about them. */
export async function readOutcome(
  tx: ProjectTx,
  annotationIds: readonly string[],
): Promise<Omit<ReviewOutcome, 'skipped'>> {
  return {
    annotations: await readHeads(tx, { ids: annotationIds }),
    decisions: await readDecisions(tx, { annotationIds }),
    threads: await readThreads(tx, { annotationIds }),
  };
}
