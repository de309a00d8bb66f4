import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { readComparison } from './reads';
import type { CauseFilter, CauseReport, QueuePage, QueueRow } from './schema';

/** Each row is compared anew: few enough that a page comes at once. */
export const QUEUE_PAGE_SIZE = 20;
const CASES = 200;

/**
 * A page of the article versions that at least two people have submitted a coding of, with how their
 * comparison stands; the longest waiting first.
 */
export function getAdjudicationQueue(actor: Actor, page: number): Promise<Result<QueuePage>> {
  return inProject(
    actor,
    'adjudication.decide',
    async (tx) => {
      const found = await tx.sql<Omit<QueueRow, 'counts' | 'coders'> & { rows: number }>(
        `SELECT v.article_id AS "articleId", v.id AS "versionId", v.version_no AS "versionNo", v.title,
                v.publisher, v.language, v.direction::text AS direction,
                count(*) OVER ()::int AS rows
           FROM (SELECT article_version_id AS id, min(submitted_at) AS since FROM codings
                  WHERE project_id = $1::uuid AND state = 'submitted' AND kind = 'coder'
                  GROUP BY 1 HAVING count(*) > 1) q
           JOIN article_versions v ON v.project_id = $1::uuid AND v.id = q.id
          ORDER BY q.since, v.id LIMIT ${QUEUE_PAGE_SIZE} OFFSET $2::int`,
        tx.projectId,
        (page - 1) * QUEUE_PAGE_SIZE,
      );
      const rows: QueueRow[] = [];
      for (const { rows: _, ...row } of found) {
        const comparison = await readComparison(tx, row.versionId);
        const items = comparison?.items ?? [];
        const count = (state: string) => items.filter((item) => item.state === state).length;
        rows.push({
          ...row,
          coders: comparison?.coders.map(({ name }) => name) ?? [],
          counts: {
            total: items.length,
            open: count('open') + count('changed'),
            agreed: count('agreed'),
            provisional: count('provisional'),
          },
        });
      }
      const [project] = await tx.sql<{ on: boolean }>(
        'SELECT two_person_adjudication AS "on" FROM projects WHERE id = $1::uuid',
        tx.projectId,
      );
      return ok({ rows, total: found[0]?.rows ?? 0, twoPersons: project?.on ?? false });
    },
    { snapshot: true },
  );
}

/** Decisions that stand, with the codes that the coders had there. */
const STANDING = `
  SELECT d.id, d.article_version_id, d.kind, d.cause, d.note, d.decider_id, d.decided_at,
         (SELECT array_agg(DISTINCT c.key) FROM adjudication_sources s
            JOIN annotation_revisions r ON r.project_id = s.project_id AND r.id = s.revision_id
            JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
           WHERE s.project_id = d.project_id AND s.decision_id = d.id) AS codes
    FROM adjudication_decisions d
   WHERE d.project_id = $1::uuid AND d.kind NOT IN ('undo', 'confirm', 'auto')
     AND NOT EXISTS (SELECT 1 FROM adjudication_decisions u WHERE u.project_id = d.project_id
       AND u.target_id = d.id AND u.kind = 'undo')
     -- Of several about one place, the latest.
     AND NOT EXISTS (
       SELECT 1 FROM adjudication_sources s
         JOIN adjudication_sources s2 ON s2.project_id = s.project_id
          AND s2.annotation_id = s.annotation_id
         JOIN adjudication_decisions l ON l.project_id = s2.project_id AND l.id = s2.decision_id
        WHERE s.project_id = d.project_id AND s.decision_id = d.id AND l.id > d.id
          AND NOT EXISTS (SELECT 1 FROM adjudication_decisions u WHERE u.project_id = l.project_id
            AND u.target_id = l.id AND u.kind = 'undo'))`;

/**
 * Where the codebook fails: the causes of disagreements by code, and the decisions behind one cell.
 * A decision about several codes counts under each. Decisions that were taken back or decided anew
 * do not count, nor does what all agreed on.
 */
export function getCauseReport(actor: Actor, filter: CauseFilter): Promise<Result<CauseReport>> {
  return inProject(
    actor,
    'adjudication.decide',
    async (tx) => {
      const cells = await tx.sql<CauseReport['cells'][number]>(
        `SELECT code, coalesce(d.cause::text, 'none') AS cause, count(*)::int AS count
           FROM (${STANDING}) d CROSS JOIN LATERAL unnest(d.codes) AS code
          GROUP BY 1, 2 ORDER BY 1, 2`,
        tx.projectId,
      );
      const cases = await tx.sql<CauseReport['cases'][number]>(
        `SELECT d.id, d.kind::text AS kind, d.cause::text AS cause, d.note, u.name AS "deciderName",
                ${isoTime('d.decided_at')} AS "decidedAt", v.article_id AS "articleId",
                v.version_no AS "versionNo", v.title, v.language, v.direction::text AS direction,
                x.annotation_id AS "annotationId",
                coalesce((SELECT string_agg(f.quote, ' … ' ORDER BY f.ordinal) FROM fragments f
                   WHERE f.project_id = $1::uuid AND f.revision_id = x.revision_id), '') AS quote
           FROM (${STANDING}) d
           JOIN article_versions v ON v.project_id = $1::uuid AND v.id = d.article_version_id
           JOIN users u ON u.id = d.decider_id
           JOIN LATERAL (SELECT s.annotation_id, s.revision_id FROM adjudication_sources s
                          WHERE s.project_id = $1::uuid AND s.decision_id = d.id
                            AND s.annotation_id IS NOT NULL ORDER BY s.ordinal LIMIT 1) x ON true
          WHERE ($2::text IS NULL OR $2::text = ANY (d.codes))
            AND ($3::text IS NULL OR coalesce(d.cause::text, 'none') = $3::text)
          ORDER BY d.decided_at DESC, d.id DESC LIMIT ${CASES}`,
        tx.projectId,
        filter.code,
        filter.cause,
      );
      return ok({ cells, cases });
    },
    { snapshot: true },
  );
}
