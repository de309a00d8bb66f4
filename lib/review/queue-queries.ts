import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { readDecisions, readThreads } from './reads';
import type {
  ArticleReviewDto,
  ReviewFacets,
  ReviewFilter,
  ReviewQueuePage,
  ReviewRow,
} from './schema';

export const REVIEW_PAGE_SIZE = 50;

/** Colleagues' submitted annotations: what there is for the person to review. `$2` is the person. */
const TO_REVIEW = `
  codings g
  JOIN annotations a ON a.project_id = g.project_id AND a.coding_id = g.id AND NOT a.deleted
  JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
 WHERE g.project_id = $1::uuid AND g.state = 'submitted'
   AND g.coder_id IS DISTINCT FROM $2::uuid`;

const ORDERS = {
  waiting: 'q.submitted_at, q.version_id',
  most: 'q.open DESC, q.version_id',
  title: 'lower(v.title), q.version_id',
} as const;

interface RowOfQueue extends Omit<ReviewRow, 'coders'> {
  readonly coders: ReviewRow['coders'];
  readonly rows: number;
}

/**
 * A page of the person's review queue: article versions with submitted work of colleagues, with the
 * counts that the filter leaves. `open` counts what is unreviewed or disputed.
 */
export function getReviewQueue(
  actor: Actor,
  filter: ReviewFilter,
): Promise<Result<ReviewQueuePage>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const found = await tx.sql<RowOfQueue>(
      `WITH open_threads AS (
         SELECT annotation_id, count(*) AS n FROM threads
          WHERE project_id = $1::uuid AND resolved_at IS NULL GROUP BY 1),
       work AS (
         SELECT a.id, a.article_version_id, a.review_state, g.coder_id, g.submitted_at
           FROM ${TO_REVIEW}
            AND ($3::uuid IS NULL OR g.coder_id = $3::uuid)
            AND ($4::text IS NULL OR c.key = $4::text)),
       counted AS (
         SELECT w.article_version_id AS version_id, w.coder_id, w.submitted_at,
                count(*)::int AS total, coalesce(sum(t.n), 0)::int AS threads,
                count(*) FILTER (WHERE w.review_state = 'unreviewed')::int AS unreviewed,
                count(*) FILTER (WHERE w.review_state = 'disputed')::int AS disputed
           FROM work w LEFT JOIN open_threads t ON t.annotation_id = w.id
          GROUP BY 1, 2, 3),
       q AS (
         SELECT version_id, sum(total)::int AS total, sum(unreviewed)::int AS unreviewed,
                sum(disputed)::int AS disputed, sum(unreviewed + disputed)::int AS open,
                sum(threads)::int AS threads, min(submitted_at) AS submitted_at,
                jsonb_agg(jsonb_build_object('id', coder_id, 'name', u.name, 'open',
                  unreviewed + disputed, 'total', total) ORDER BY u.name) AS coders
           FROM counted JOIN users u ON u.id = counted.coder_id GROUP BY 1)
       SELECT v.article_id AS "articleId", v.id AS "versionId", v.version_no AS "versionNo", v.title,
              v.publisher, v.language, v.direction::text AS direction,
              ${isoTime('q.submitted_at')} AS "submittedAt", q.total, q.unreviewed, q.disputed,
              q.threads AS "openThreads", q.coders, count(*) OVER ()::int AS rows
         FROM q JOIN article_versions v ON v.project_id = $1::uuid AND v.id = q.version_id
        WHERE $5::boolean OR q.open > 0
        ORDER BY ${ORDERS[filter.sort]} LIMIT ${REVIEW_PAGE_SIZE} OFFSET $6::int`,
      tx.projectId,
      me.userId,
      filter.coder,
      filter.code,
      filter.show === 'all',
      (filter.page - 1) * REVIEW_PAGE_SIZE,
    );
    return ok({
      rows: found.map(({ rows: _, ...row }) => row),
      total: found[0]?.rows ?? 0,
      facets: await readFacets(tx, me),
    });
  });
}

/** Colleagues and codes with something open, for the filters. */
async function readFacets(tx: ProjectTx, me: Me): Promise<ReviewFacets> {
  const open = `count(*) FILTER (WHERE a.review_state IN ('unreviewed', 'disputed'))::int`;
  const coders = await tx.sql<ReviewFacets['coders'][number]>(
    `SELECT u.id, u.name, x.open, x.total
       FROM (SELECT g.coder_id, ${open} AS open, count(*)::int AS total
               FROM ${TO_REVIEW} GROUP BY 1) x
       JOIN users u ON u.id = x.coder_id ORDER BY u.name, u.id`,
    tx.projectId,
    me.userId,
  );
  const codes = await tx.sql<ReviewFacets['codes'][number]>(
    `SELECT c.key, ${open} AS open, count(*)::int AS total
       FROM ${TO_REVIEW} GROUP BY 1 ORDER BY 2 DESC, 1`,
    tx.projectId,
    me.userId,
  );
  return { coders, codes };
}

/**
 * What the review of one article version needs besides its annotations: decisions, threads, and
 * where to go next: the longest waiting other article with something open (null: none).
 */
export function getArticleReview(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<ArticleReviewDto>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const [next] = await tx.sql<{ articleId: string; versionNo: number }>(
      `SELECT v.article_id AS "articleId", v.version_no AS "versionNo"
         FROM (SELECT a.article_version_id AS id, min(g.submitted_at) AS since FROM ${TO_REVIEW}
                 AND a.review_state IN ('unreviewed', 'disputed')
                 AND a.article_version_id <> $3::uuid GROUP BY 1) q
         JOIN article_versions v ON v.project_id = $1::uuid AND v.id = q.id
        ORDER BY q.since, v.id LIMIT 1`,
      tx.projectId,
      me.userId,
      articleVersionId,
    );
    return ok({
      decisions: await readDecisions(tx, { articleVersionId }),
      threads: await readThreads(tx, { articleVersionId }),
      next: next ?? null,
    });
  });
}
