import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type OpenReview, writeReview } from '@/lib/review/in-review';
import type { ReviewOutcome } from '@/lib/review/schema';
import { insertComment } from '@/lib/review/store';
import type { OpenAppeal, ResolveAppeal } from './schema';

interface DecisionRow {
  readonly articleId: string;
  readonly undone: boolean;
  readonly compared: boolean;
  /** The person's own annotation that the decision was made about. */
  readonly annotationId: string | null;
  readonly appealed: boolean;
}

/**
 * A coder's objection to a decision about a text that they coded, with a thread to talk in. Errors:
 * `not_found`, `forbidden` (another's work), `conflict` (taken back, or appealed against already).
 */
export function openAppeal(actor: Actor, input: OpenAppeal): Promise<Result<ReviewOutcome>> {
  const call = {
    command: 'appeal.open',
    permission: 'annotations.write' as const,
    idempotencyKey: input.idempotencyKey,
    annotationIds: [],
  };
  return writeReview(actor, call, async (review) => {
    const decision = await readDecision(review, input.decisionId);
    if (!decision) return err('not_found', 'There is no such decision.');
    if (!decision.compared) {
      return err('forbidden', 'Only a coder of the text appeals against a decision.');
    }
    if (decision.undone) return err('conflict', 'This decision has been taken back already.');
    if (decision.appealed) return err('conflict', 'You have appealed against this already.');
    const { articleId, annotationId } = decision;
    const [appealId, threadId] = [uuidv7(), uuidv7()];
    await review.tx.sql(
      `INSERT INTO threads (project_id, id, kind, article_id, annotation_id, opened_by)
       VALUES ($1::uuid, $2::uuid, 'contest', $3::uuid, $4::uuid, $5::uuid)`,
      review.tx.projectId,
      threadId,
      articleId,
      annotationId,
      review.userId,
    );
    const commentId = await insertComment(review, threadId, input.reason);
    await review.tx.sql(
      `INSERT INTO appeals (project_id, id, decision_id, annotation_id, thread_id, opened_by)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::uuid)`,
      review.tx.projectId,
      appealId,
      input.decisionId,
      annotationId,
      threadId,
      review.userId,
    );
    const { decisionId, reason } = input;
    const payload = { appealId, decisionId, threadId, commentId, reason };
    return ok({
      touched: annotationId ? [annotationId] : [],
      events: [{ type: 'appeal.opened', articleId, annotationId, payload }],
    });
  });
}

/**
 * Answers an appeal: granted (the place is then to be decided anew) or upheld, with the reason that
 * the coder reads. Errors: `not_found`, `forbidden` (one's own), `conflict` (answered already).
 */
export function resolveAppeal(actor: Actor, input: ResolveAppeal): Promise<Result<ReviewOutcome>> {
  const call = {
    command: 'appeal.resolve',
    permission: 'adjudication.decide' as const,
    idempotencyKey: input.idempotencyKey,
    annotationIds: [],
  };
  return writeReview(actor, call, async (review) => {
    const appeal = await readAppeal(review.tx, input.appealId);
    if (!appeal) return err('not_found', 'There is no such appeal.');
    if (appeal.openedBy === review.userId) {
      return err('forbidden', 'Somebody else must answer your appeal.');
    }
    if (appeal.resolved) return err('conflict', 'This appeal has been answered already.');
    const { id: appealId, threadId, articleId, annotationId } = appeal;
    const { outcome, reason } = input;
    const commentId = await insertComment(review, threadId, reason);
    await review.tx.sql(
      `UPDATE appeals SET outcome = $3::appeal_outcome, resolved_by = $4::uuid, resolved_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      review.tx.projectId,
      appealId,
      outcome,
      review.userId,
    );
    await review.tx.sql(
      `UPDATE threads SET resolved_by = $3::uuid, resolved_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND resolved_at IS NULL`,
      review.tx.projectId,
      threadId,
      review.userId,
    );
    const payload = {
      appealId,
      decisionId: appeal.decisionId,
      threadId,
      commentId,
      reason,
      after: { outcome },
    };
    return ok({
      touched: annotationId ? [annotationId] : [],
      events: [{ type: 'appeal.resolved', articleId, annotationId, payload }],
    });
  });
}

async function readDecision(
  { tx, userId }: OpenReview,
  decisionId: string,
): Promise<DecisionRow | undefined> {
  const [row] = await tx.sql<DecisionRow>(
    `SELECT v.article_id AS "articleId", position($3 || '=' IN d.basis) > 0 AS compared,
            EXISTS (SELECT 1 FROM adjudication_decisions u WHERE u.project_id = d.project_id
               AND u.target_id = d.id AND u.kind = 'undo') AS undone,
            EXISTS (SELECT 1 FROM appeals p WHERE p.project_id = d.project_id
               AND p.decision_id = d.id AND p.opened_by = $3::uuid) AS appealed,
            (SELECT a.id FROM adjudication_sources s
               JOIN annotations a ON a.project_id = s.project_id AND a.id = s.annotation_id
               JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
              WHERE s.project_id = d.project_id AND s.decision_id = d.id
                AND g.coder_id = $3::uuid LIMIT 1) AS "annotationId"
       FROM adjudication_decisions d
       JOIN article_versions v ON v.project_id = d.project_id AND v.id = d.article_version_id
      WHERE d.project_id = $1::uuid AND d.id = $2::uuid AND d.kind NOT IN ('undo', 'confirm')`,
    tx.projectId,
    decisionId,
    userId,
  );
  return row;
}

/** The appeal, locked: of two answers at once, one is given. */
async function readAppeal(tx: ProjectTx, appealId: string) {
  const [row] = await tx.sql<{
    id: string;
    decisionId: string;
    threadId: string;
    openedBy: string;
    resolved: boolean;
    articleId: string;
    annotationId: string | null;
  }>(
    `SELECT p.id, p.decision_id AS "decisionId", p.thread_id AS "threadId",
            p.opened_by AS "openedBy", p.resolved_at IS NOT NULL AS resolved,
            t.article_id AS "articleId", p.annotation_id AS "annotationId"
       FROM appeals p JOIN threads t ON t.project_id = p.project_id AND t.id = p.thread_id
      WHERE p.project_id = $1::uuid AND p.id = $2::uuid FOR NO KEY UPDATE OF p`,
    tx.projectId,
    appealId,
  );
  return row;
}
