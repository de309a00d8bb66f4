import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/roles';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { CarryOverLine } from './schema';

/** Articles shown; whoever has more settles some first. */
const SHOWN = 200;

/**
 * The articles that changed since this person coded them, and those where annotations wait: her own;
 * for leads, of all whom they see. From the codings on, which an index finds, not from the articles.
 */
export function listCarryOvers(actor: Actor): Promise<Result<readonly CarryOverLine[]>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const rows = await tx.sql<CarryOverLine>(
      `WITH latest AS (
         SELECT g.id AS coding_id, v.article_id FROM codings g
           JOIN article_versions v ON v.project_id = g.project_id AND v.id = g.article_version_id
          WHERE g.project_id = $1::uuid AND g.coder_id = $2::uuid AND g.kind = 'coder'
            AND EXISTS (SELECT 1 FROM article_versions w WHERE w.project_id = v.project_id
              AND w.article_id = v.article_id AND w.version_no > v.version_no)
            -- Only the coding of the latest version that has one.
            AND NOT EXISTS (SELECT 1 FROM article_versions w JOIN codings h
                ON h.project_id = w.project_id AND h.article_version_id = w.id AND h.coder_id = g.coder_id
              WHERE w.project_id = v.project_id AND w.article_id = v.article_id AND w.version_no > v.version_no)
            AND NOT EXISTS (SELECT 1 FROM carry_overs c WHERE c.project_id = g.project_id
              AND c.from_coding_id = g.id AND c.undone_at IS NULL)),
       open AS (
         SELECT l.article_id, count(*)::int AS n FROM latest l
           JOIN annotations a ON a.project_id = $1::uuid AND a.coding_id = l.coding_id AND NOT a.deleted
          GROUP BY 1),
       waiting AS (
         SELECT v.article_id, count(*)::int AS n FROM carry_over_items i
           JOIN carry_overs c ON c.project_id = i.project_id AND c.id = i.carry_over_id AND c.undone_at IS NULL
           JOIN codings g ON g.project_id = i.project_id AND g.id = i.coding_id
           JOIN article_versions v ON v.project_id = g.project_id AND v.id = g.article_version_id
           JOIN annotations s ON s.project_id = i.project_id AND s.id = i.source_id
          WHERE i.project_id = $1::uuid AND i.state = 'waiting' AND ($3 OR g.coder_id = $2::uuid)
            AND ${visibleAnnotation('s')}
          GROUP BY 1)
       SELECT v.article_id AS "articleId", v.title, v.language, v.direction::text AS direction,
              v.version_no AS "versionNo", coalesce(o.n, 0) AS open, coalesce(x.n, 0) AS waiting
         FROM open o FULL JOIN waiting x ON x.article_id = o.article_id
        CROSS JOIN LATERAL (SELECT * FROM article_versions v WHERE v.project_id = $1::uuid
          AND v.article_id = coalesce(o.article_id, x.article_id) ORDER BY version_no DESC LIMIT 1) v
        ORDER BY v.id DESC LIMIT ${SHOWN}`,
      tx.projectId,
      me.userId,
      can(me.role, 'assignments.manage'),
    );
    return ok(rows);
  });
}
