import { isoTime } from '@/lib/annotations/heads';
import type { ProjectTx } from '@/lib/db/tx';
import type { ReviewState, ReviewSubject } from './rules';
import type { DecisionDto, ThreadDto } from './schema';

/** An annotation as a review command needs it. */
export interface SubjectRow extends Omit<ReviewSubject, 'headRevisionId'> {
  readonly id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly codeKey: string;
  readonly codingId: string;
  readonly articleId: string;
  readonly articleVersionId: string;
  readonly headRevisionId: string;
  readonly headNo: number;
  /** The spans that a composite's head joins. */
  readonly memberIds: readonly string[];
}

/** Reads annotations by id; unknown ones are left out. */
export async function readSubjects(
  tx: ProjectTx,
  ids: readonly string[],
): Promise<Map<string, SubjectRow>> {
  const rows = await tx.sql<SubjectRow & { state: ReviewState }>(
    `SELECT a.id, a.kind::text AS kind, a.review_state::text AS state, a.deleted,
            a.head_revision_id AS "headRevisionId", a.head_no AS "headNo", c.key AS "codeKey",
            -- What a migration carried over is the judgement of whoever wrote it before.
            CASE WHEN r.migration_id IS NULL THEN r.author_id ELSE (
              SELECT p.author_id FROM annotation_revisions p
               WHERE p.project_id = a.project_id AND p.annotation_id = a.id
                 AND p.migration_id IS NULL ORDER BY p.revision_no DESC LIMIT 1)
              END AS "headAuthorId", g.coder_id AS "coderId", g.state::text AS "codingState",
            a.coding_id AS "codingId", a.article_version_id AS "articleVersionId",
            v.article_id AS "articleId",
            coalesce((SELECT jsonb_agg(m.annotation_id ORDER BY m.ordinal) FROM revision_members m
               WHERE m.project_id = a.project_id AND m.revision_id = a.head_revision_id
                 -- An attribution inside another one is decided by itself.
                 AND m.role <> 'nested'), '[]')
              AS "memberIds"
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
      WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[])`,
    tx.projectId,
    [...ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose decisions or threads to read. */
export type AnnotationFilter =
  | { readonly articleVersionId: string }
  | { readonly annotationIds: readonly string[] };

function whichAnnotations(filter: AnnotationFilter): { sql: string; value: string | string[] } {
  return 'articleVersionId' in filter
    ? { sql: 'a.article_version_id = $2::uuid', value: filter.articleVersionId }
    : { sql: 'a.id = ANY ($2::uuid[])', value: [...filter.annotationIds] };
}

/** The decisions on annotations, oldest first. */
export async function readDecisions(
  tx: ProjectTx,
  filter: AnnotationFilter,
): Promise<DecisionDto[]> {
  const { sql, value } = whichAnnotations(filter);
  return tx.sql<DecisionDto>(
    `SELECT d.id, d.annotation_id AS "annotationId", d.kind::text AS kind, d.reason,
            d.revision_id AS "revisionId", d.amended_revision_id AS "amendedRevisionId",
            d.decider_id AS "deciderId", u.name AS "deciderName",
            ${isoTime('d.decided_at')} AS "decidedAt"
       FROM review_decisions d
       JOIN annotations a ON a.project_id = d.project_id AND a.id = d.annotation_id
       JOIN users u ON u.id = d.decider_id
      WHERE d.project_id = $1::uuid AND ${sql} ORDER BY d.decided_at, d.id`,
    tx.projectId,
    value,
  );
}

/** The threads about annotations with their comments, oldest first. */
export async function readThreads(tx: ProjectTx, filter: AnnotationFilter): Promise<ThreadDto[]> {
  const { sql, value } = whichAnnotations(filter);
  return selectThreads(tx, sql, value);
}

/** Threads by id, those about a whole article too, oldest first. */
export async function readThreadsById(tx: ProjectTx, ids: readonly string[]): Promise<ThreadDto[]> {
  return ids.length === 0 ? [] : selectThreads(tx, 't.id = ANY ($2::uuid[])', [...ids]);
}

async function selectThreads(
  tx: ProjectTx,
  where: string,
  value: string | string[],
): Promise<ThreadDto[]> {
  return tx.sql<ThreadDto>(
    `SELECT t.id, t.kind::text AS kind, t.annotation_id AS "annotationId",
            t.opened_by AS "openedById", opener.name AS "openedByName",
            ${isoTime('t.opened_at')} AS "openedAt", resolver.name AS "resolvedByName",
            ${isoTime('t.resolved_at')} AS "resolvedAt",
            coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'authorId', c.author_id,
                'authorName', u.name, 'body', c.body, 'createdAt', ${isoTime('c.created_at')})
                ORDER BY c.created_at, c.id)
               FROM comments c JOIN users u ON u.id = c.author_id
              WHERE c.project_id = t.project_id AND c.thread_id = t.id), '[]') AS comments
       FROM threads t
       LEFT JOIN annotations a ON a.project_id = t.project_id AND a.id = t.annotation_id
       JOIN users opener ON opener.id = t.opened_by
       LEFT JOIN users resolver ON resolver.id = t.resolved_by
      WHERE t.project_id = $1::uuid AND ${where} ORDER BY t.opened_at, t.id`,
    tx.projectId,
    value,
  );
}
