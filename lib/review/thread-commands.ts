import type { Actor } from '@/lib/auth/actor';
import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type ReviewEffect, writeReview } from './in-review';
import type { Comment, ReviewOutcome, ThreadMove } from './schema';
import { insertComment } from './store';

interface ThreadRow {
  readonly id: string;
  readonly articleId: string;
  readonly annotationId: string | null;
  readonly resolved: boolean;
}

/** Replies in a thread. Errors: `not_found`, `conflict` (resolved: reopen it first). */
export async function commentOnThread(
  actor: Actor,
  input: Comment,
): Promise<Result<ReviewOutcome>> {
  return writeReview(actor, call('thread.comment', input), async (review) => {
    const thread = await readThread(review.tx, input.threadId);
    if (!thread) return gone();
    if (thread.resolved) return err('conflict', 'This thread is resolved. Reopen it to reply.');
    const commentId = await insertComment(review, thread.id, input.body);
    return ok(effect(thread, 'thread.commented', { commentId, body: input.body }));
  });
}

/** Closes a thread. Errors: `not_found`, `conflict` when it is resolved already. */
export async function resolveThread(
  actor: Actor,
  input: ThreadMove,
): Promise<Result<ReviewOutcome>> {
  return setResolved(actor, input, true);
}

/** Opens a resolved thread again. Errors: `not_found`, `conflict` when it is open. */
export async function reopenThread(
  actor: Actor,
  input: ThreadMove,
): Promise<Result<ReviewOutcome>> {
  return setResolved(actor, input, false);
}

async function setResolved(actor: Actor, input: ThreadMove, resolved: boolean) {
  const command = resolved ? 'thread.resolve' : 'thread.reopen';
  return writeReview(actor, call(command, input), async ({ tx, userId }) => {
    const thread = await readThread(tx, input.threadId);
    if (!thread) return gone();
    // The state is part of the condition: of two at once, one changes it.
    const changed = await tx.sql(
      `UPDATE threads SET resolved_by = $3::uuid, resolved_at = CASE WHEN $4 THEN now() END
        WHERE project_id = $1::uuid AND id = $2::uuid AND (resolved_at IS NULL) = $4
        RETURNING 1 AS changed`,
      tx.projectId,
      thread.id,
      resolved ? userId : null,
      resolved,
    );
    if (changed.length === 0) {
      return err('conflict', `This thread is ${resolved ? 'resolved' : 'open'} already.`);
    }
    return ok(
      effect(thread, resolved ? 'thread.resolved' : 'thread.reopened', {
        before: { resolved: !resolved },
        after: { resolved },
      }),
    );
  });
}

function call(command: string, input: ThreadMove) {
  return {
    command,
    permission: 'threads.write' as const,
    idempotencyKey: input.idempotencyKey,
    annotationIds: [],
  };
}

/** The thread, locked: it is not resolved between this look and the reply. */
async function readThread(tx: ProjectTx, threadId: string): Promise<ThreadRow | undefined> {
  const [thread] = await tx.sql<ThreadRow>(
    `SELECT id, article_id AS "articleId", annotation_id AS "annotationId",
            resolved_at IS NOT NULL AS resolved
       FROM threads WHERE project_id = $1::uuid AND id = $2::uuid FOR NO KEY UPDATE`,
    tx.projectId,
    threadId,
  );
  return thread;
}

function gone(): Extract<Result<never>, { ok: false }> {
  return err('not_found', 'There is no such thread.');
}

function effect(
  thread: ThreadRow,
  type: 'thread.commented' | 'thread.resolved' | 'thread.reopened',
  payload: Readonly<Record<string, unknown>>,
): ReviewEffect {
  const { id: threadId, articleId, annotationId } = thread;
  return {
    touched: annotationId ? [annotationId] : [],
    events: [{ type, articleId, annotationId, payload: { threadId, ...payload } }],
  };
}
