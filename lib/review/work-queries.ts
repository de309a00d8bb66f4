import { isoTime, readHeads } from '@/lib/annotations/heads';
import type { RevisionDto } from '@/lib/annotations/schema';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { readMembers } from './history-queries';
import { readDecisions, readThreads } from './reads';
import type { WorkFilter, WorkItem, WorkPage } from './schema';

export const WORK_PAGE_SIZE = 20;

/** The person's annotations with the time of the last thing that others did to them. */
const MINE = `
  SELECT a.id, a.review_state, a.article_version_id, x.last, x.open_questions
    FROM codings g
    JOIN annotations a ON a.project_id = g.project_id AND a.coding_id = g.id AND NOT a.deleted
    LEFT JOIN LATERAL (
      SELECT max(e.at) AS last, bool_or(e.open) AS open_questions FROM (
        SELECT d.decided_at AS at, false AS open FROM review_decisions d
         WHERE d.project_id = a.project_id AND d.annotation_id = a.id
        UNION ALL
        SELECT t.opened_at, t.resolved_at IS NULL FROM threads t
         WHERE t.project_id = a.project_id AND t.annotation_id = a.id) e) x ON true
   WHERE g.project_id = $1::uuid AND g.coder_id = $2::uuid`;

const VIEWS: Readonly<Record<WorkFilter['view'], string>> = {
  news: 'm.last IS NOT NULL',
  amended: `m.review_state = 'amended'`,
  rejected: `m.review_state = 'rejected'`,
  disputed: `m.review_state = 'disputed'`,
  accepted: `m.review_state = 'accepted'`,
  questions: 'm.open_questions',
};

/**
 * A page of the acting person's annotations and what became of them, the latest decision first,
 * with all decisions, threads, and the revisions that tell what a reviewer changed.
 */
export function getMyWork(actor: Actor, filter: WorkFilter): Promise<Result<WorkPage>> {
  return inProject(
    actor,
    'project.read',
    async (tx, me) => {
      const counts = await readCounts(tx, me);
      const places = await tx.sql<WorkItem['article'] & { id: string; codingState: string }>(
        `SELECT m.id, v.article_id AS "articleId", v.version_no AS "versionNo", v.title, v.language,
                v.direction::text AS direction, g.state::text AS "codingState"
           FROM (${MINE}) m
           JOIN annotations a ON a.project_id = $1::uuid AND a.id = m.id
           JOIN codings g ON g.project_id = $1::uuid AND g.id = a.coding_id
           JOIN article_versions v ON v.project_id = $1::uuid AND v.id = m.article_version_id
          WHERE ${VIEWS[filter.view]}
          ORDER BY m.last DESC NULLS LAST, m.id DESC LIMIT ${WORK_PAGE_SIZE} OFFSET $3::int`,
        tx.projectId,
        me.userId,
        (filter.page - 1) * WORK_PAGE_SIZE,
      );
      const annotationIds = places.map(({ id }) => id);
      const heads = new Map(
        (await readHeads(tx, { ids: annotationIds })).map((head) => [head.id, head]),
      );
      const decisions = await readDecisions(tx, { annotationIds });
      const threads = await readThreads(tx, { annotationIds });
      const revisions = await readRevisions(
        tx,
        decisions.flatMap(({ revisionId, amendedRevisionId }) =>
          amendedRevisionId ? [revisionId, amendedRevisionId] : [revisionId],
        ),
      );
      const items = places.flatMap(({ id, codingState, ...article }): WorkItem[] => {
        const annotation = heads.get(id);
        if (!annotation) return [];
        const own = decisions.filter((decision) => decision.annotationId === id);
        const ids = new Set(own.flatMap((one) => [one.revisionId, one.amendedRevisionId]));
        return [
          {
            annotation,
            article,
            codingState: codingState as WorkItem['codingState'],
            decisions: own.toReversed(),
            threads: threads.filter((thread) => thread.annotationId === id),
            revisions: revisions.filter((revision) => ids.has(revision.id)),
          },
        ];
      });
      const members = await readMembers(
        tx,
        [...heads.values(), ...revisions].flatMap((one) =>
          one.members.map((member) => member.annotationId),
        ),
      );
      return ok({ items, total: counts[filter.view], counts, members });
    },
    { snapshot: true },
  );
}

async function readCounts(tx: ProjectTx, me: Me): Promise<WorkPage['counts']> {
  const views = Object.entries(VIEWS).map(
    ([view, where]) => `count(*) FILTER (WHERE ${where})::int AS ${view}`,
  );
  const [row] = await tx.sql<WorkPage['counts']>(
    `SELECT ${views.join(', ')}, count(*)::int AS annotations,
            count(*) FILTER (WHERE m.review_state = 'unreviewed')::int AS unreviewed
       FROM (${MINE}) m`,
    tx.projectId,
    me.userId,
  );
  if (!row) throw new Error('a count answered nothing');
  return row;
}

async function readRevisions(tx: ProjectTx, ids: readonly string[]): Promise<RevisionDto[]> {
  if (ids.length === 0) return [];
  return tx.sql<RevisionDto>(
    `SELECT r.id, r.revision_no AS "revisionNo", r.author_id AS "authorId", u.name AS "authorName",
            l.key AS "layerKey", c.key AS "codeKey", r.attributes, r.confidence, r.memo, r.deleted,
            ${isoTime('r.created_at')} AS "createdAt",
            (SELECT g.reason FROM codebook_migrations g WHERE g.project_id = r.project_id
                AND g.id = r.migration_id) AS migration,
            coalesce((SELECT jsonb_agg(jsonb_build_object('start', f.start_offset, 'end',
                f.end_offset, 'quote', f.quote) ORDER BY f.ordinal) FROM fragments f
               WHERE f.project_id = r.project_id AND f.revision_id = r.id), '[]') AS fragments,
            coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'annotationId',
                m.annotation_id) ORDER BY m.ordinal) FROM revision_members m
               WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS members
       FROM annotation_revisions r
       JOIN users u ON u.id = r.author_id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
       JOIN layers l ON l.project_id = c.project_id AND l.id = c.layer_id
      WHERE r.project_id = $1::uuid AND r.id = ANY ($2::uuid[]) ORDER BY r.revision_no`,
    tx.projectId,
    [...new Set(ids)],
  );
}
