import { isoTime } from '@/lib/annotations/heads';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import {
  type CodingLine,
  type CodingsFilter,
  LIST_PAGE_SIZE,
  type ListPage,
  type ThreadLine,
} from './schema';

/** A page of the codings that somebody has begun, the latest handed in first. */
export function getCodings(
  actor: Actor,
  filter: CodingsFilter,
): Promise<Result<ListPage<CodingLine> & { readonly coderName: string | null }>> {
  return inProject(
    actor,
    'dashboard.read',
    async (tx) => {
      const rows = await tx.sql<CodingLine & { rows: number }>(
        `SELECT g.id, v.article_id AS "articleId", v.version_no AS "versionNo", v.title,
                v.publisher, v.language, v.direction::text AS direction, u.name AS "coderName",
                g.state::text AS state, ${isoTime('g.submitted_at')} AS "submittedAt",
                count(*) OVER ()::int AS rows,
                (SELECT count(*)::int FROM annotations a WHERE a.project_id = g.project_id
                   AND a.coding_id = g.id AND ${visibleAnnotation('a')}) AS annotations
           FROM codings g
           JOIN article_versions v ON v.project_id = g.project_id AND v.id = g.article_version_id
           JOIN users u ON u.id = g.coder_id
          WHERE g.project_id = $1::uuid AND g.kind = 'coder' AND g.state <> 'not_started'
            AND ($2::uuid IS NULL OR g.coder_id = $2::uuid)
            AND ($3::text IS NULL OR g.state::text = $3::text)
            AND ($4::date IS NULL OR g.submitted_at >= $4::date AT TIME ZONE 'UTC')
            AND ($5::date IS NULL OR g.submitted_at < ($5::date + 1) AT TIME ZONE 'UTC')
          ORDER BY g.submitted_at DESC NULLS LAST, g.id
          LIMIT ${LIST_PAGE_SIZE} OFFSET $6::int`,
        tx.projectId,
        filter.coder,
        filter.state,
        filter.from,
        filter.to,
        (filter.page - 1) * LIST_PAGE_SIZE,
      );
      const [coder] = await tx.sql<{ name: string }>(
        `SELECT u.name FROM members m JOIN users u ON u.id = m.user_id
          WHERE m.project_id = $1::uuid AND m.user_id = $2::uuid`,
        tx.projectId,
        filter.coder,
      );
      return ok({
        lines: rows.map(({ rows: _, ...line }) => line),
        total: rows[0]?.rows ?? 0,
        coderName: coder?.name ?? null,
      });
    },
    { snapshot: true },
  );
}

/** A page of the threads that nobody has closed, the longest open first. */
export function getOpenThreads(actor: Actor, page: number): Promise<Result<ListPage<ThreadLine>>> {
  return inProject(actor, 'dashboard.read', async (tx) => {
    const rows = await tx.sql<ThreadLine & { rows: number }>(
      `SELECT t.id, t.kind::text AS kind, t.annotation_id AS "annotationId",
              v.article_id AS "articleId", v.version_no AS "versionNo", v.title, v.language,
              v.direction::text AS direction, u.name AS "openedByName",
              ${isoTime('t.opened_at')} AS "openedAt", count(*) OVER ()::int AS rows,
              coalesce((SELECT string_agg(f.quote, ' … ' ORDER BY f.ordinal)
                 FROM fragments f WHERE f.project_id = n.project_id
                  AND f.revision_id = n.head_revision_id), '') AS quote,
              coalesce((SELECT c.body FROM comments c WHERE c.project_id = t.project_id
                AND c.thread_id = t.id ORDER BY c.created_at DESC, c.id DESC LIMIT 1), '')
                AS "lastWords"
         FROM threads t
         LEFT JOIN annotations n ON n.project_id = t.project_id AND n.id = t.annotation_id
         -- The version that the annotation is on; a thread about the whole article, its newest.
         CROSS JOIN LATERAL (SELECT w.* FROM article_versions w WHERE w.project_id = t.project_id
           AND w.article_id = t.article_id ORDER BY w.id = n.article_version_id DESC NULLS LAST,
             w.version_no DESC LIMIT 1) v
         JOIN users u ON u.id = t.opened_by
        WHERE t.project_id = $1::uuid AND t.resolved_at IS NULL
        ORDER BY t.opened_at, t.id LIMIT ${LIST_PAGE_SIZE} OFFSET $2::int`,
      tx.projectId,
      (page - 1) * LIST_PAGE_SIZE,
    );
    return ok({ lines: rows.map(({ rows: _, ...line }) => line), total: rows[0]?.rows ?? 0 });
  });
}
