import { v7 as uuidv7 } from 'uuid';
import type { OpenReview, ReviewEvent } from './in-review';
import type { SubjectRow } from './reads';
import type { ReviewMove, ReviewState } from './rules';
import type { ThreadDto } from './schema';

/** A decision that the rules have found legal. */
export interface NewDecision {
  readonly subject: SubjectRow;
  readonly move: ReviewMove;
  readonly after: ReviewState;
  readonly reason: string | null;
  readonly amendedRevisionId?: string;
}

const EVENT_TYPES = {
  accept: 'review.accepted',
  amend: 'review.amended',
  reject: 'review.rejected',
  ask: 'review.asked',
  contest: 'review.contested',
  withdraw: 'review.withdrawn',
} as const;

/** Writes decisions in one statement; answers their events, `extra` of each mixed in. */
export async function insertDecisions(
  { tx, userId }: OpenReview,
  decisions: readonly NewDecision[],
  extra: Readonly<Record<string, unknown>> = {},
): Promise<ReviewEvent[]> {
  const rows = decisions.map((decision) => ({ id: uuidv7(), ...decision }));
  await tx.sql(
    `INSERT INTO review_decisions (project_id, id, annotation_id, revision_id, kind, reason,
       amended_revision_id, decider_id)
     SELECT $1::uuid, x.id, x.annotation, x.revision, x.kind::decision_kind, x.reason, x.amended,
            $2::uuid
       FROM jsonb_to_recordset($3::jsonb) AS x (id uuid, annotation uuid, revision uuid, kind text,
         reason text, amended uuid)`,
    tx.projectId,
    userId,
    JSON.stringify(
      rows.map(({ id, subject, move, reason, amendedRevisionId }) => ({
        id,
        annotation: subject.id,
        revision: subject.headRevisionId,
        kind: move,
        reason,
        amended: amendedRevisionId ?? null,
      })),
    ),
  );
  return rows.map(({ id, subject, move, after, reason, amendedRevisionId }) => ({
    type: EVENT_TYPES[move],
    articleId: subject.articleId,
    annotationId: subject.id,
    payload: {
      decisionId: id,
      codingId: subject.codingId,
      articleVersionId: subject.articleVersionId,
      codeKey: subject.codeKey,
      revisionId: subject.headRevisionId,
      revisionNo: subject.headNo,
      reason,
      before: { reviewState: subject.state },
      after: { reviewState: after },
      ...(amendedRevisionId ? { amendedRevisionId, amendedRevisionNo: subject.headNo + 1 } : {}),
      ...extra,
    },
  }));
}

/** Opens a thread about an annotation with its first comment; answers both ids. */
export async function insertThread(
  review: OpenReview,
  subject: SubjectRow,
  kind: ThreadDto['kind'],
  body: string,
): Promise<{ threadId: string; commentId: string }> {
  const { tx, userId } = review;
  const threadId = uuidv7();
  await tx.sql(
    `INSERT INTO threads (project_id, id, kind, article_id, annotation_id, opened_by)
     VALUES ($1::uuid, $2::uuid, $3::thread_kind, $4::uuid, $5::uuid, $6::uuid)`,
    tx.projectId,
    threadId,
    kind,
    subject.articleId,
    subject.id,
    userId,
  );
  return { threadId, commentId: await insertComment(review, threadId, body) };
}

/** Adds a comment to a thread; answers its id. */
export async function insertComment(
  { tx, userId }: OpenReview,
  threadId: string,
  body: string,
): Promise<string> {
  const id = uuidv7();
  await tx.sql(
    `INSERT INTO comments (project_id, id, thread_id, author_id, body)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5)`,
    tx.projectId,
    id,
    threadId,
    userId,
    body,
  );
  return id;
}
