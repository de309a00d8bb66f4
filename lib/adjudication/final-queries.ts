import { isoTime, readHeads } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { readMembers } from '@/lib/review/history-queries';
import { readThreadsById } from '@/lib/review/reads';
import type { AppealDto, FinalFilter, FinalItem, FinalPage } from './schema';

export const FINAL_PAGE_SIZE = 20;

type Row = FinalItem['article'] &
  Omit<FinalItem['decision'], 'goldId'> & {
    readonly goldId: string | null;
    readonly mineId: string | null;
    readonly appealId: string | null;
    readonly outcome: AppealDto['outcome'];
    readonly openedByName: string | null;
    readonly threadId: string | null;
    readonly rows: number;
  };

const COLUMNS = `d.id, d.kind::text AS kind, d.basis, d.cause::text AS cause, d.note,
  d.gold_annotation_id AS "goldId", d.decider_id AS "deciderId", u.name AS "deciderName",
  ${isoTime('d.decided_at')} AS "decidedAt", cu.name AS "confirmedBy",
  v.article_id AS "articleId", v.id AS "versionId", v.version_no AS "versionNo", v.title,
  v.language, v.direction::text AS direction, p.id AS "appealId", p.outcome::text AS outcome,
  po.name AS "openedByName", p.thread_id AS "threadId", count(*) OVER ()::int AS rows`;

const JOINED = `JOIN users u ON u.id = d.decider_id
  JOIN article_versions v ON v.project_id = d.project_id AND v.id = d.article_version_id
  LEFT JOIN adjudication_decisions c ON c.project_id = d.project_id AND c.target_id = d.id
   AND c.kind = 'confirm'
  LEFT JOIN users cu ON cu.id = c.decider_id`;

/** Neither taken back nor, about the same annotations, decided anew. `d` is the decision. */
const STANDS = `d.kind NOT IN ('undo', 'confirm')
  AND NOT EXISTS (SELECT 1 FROM adjudication_decisions x WHERE x.project_id = d.project_id
    AND x.target_id = d.id AND x.kind = 'undo')
  AND NOT EXISTS (
    SELECT 1 FROM adjudication_sources s
      JOIN adjudication_sources s2 ON s2.project_id = s.project_id
       AND s2.annotation_id = s.annotation_id AND s2.decision_id > s.decision_id
     WHERE s.project_id = d.project_id AND s.decision_id = d.id
       AND NOT EXISTS (SELECT 1 FROM adjudication_decisions x WHERE x.project_id = s2.project_id
         AND x.target_id = s2.decision_id AND x.kind = 'undo'))`;

/** Whether the gold says what the coder's annotation says; memo and confidence aside. */
const SAME = `EXISTS (
  SELECT 1 FROM annotation_revisions mr JOIN annotation_revisions gr ON gr.project_id = mr.project_id
     AND gr.id = ga.head_revision_id
   WHERE mr.project_id = ma.project_id AND mr.id = ma.head_revision_id AND gr.code_id = mr.code_id
     AND gr.attributes = mr.attributes
     AND (SELECT array_agg((f.start_offset, f.end_offset)::text ORDER BY f.ordinal) FROM fragments f
           WHERE f.project_id = mr.project_id AND f.revision_id = mr.id)
       IS NOT DISTINCT FROM
         (SELECT array_agg((f.start_offset, f.end_offset)::text ORDER BY f.ordinal) FROM fragments f
           WHERE f.project_id = gr.project_id AND f.revision_id = gr.id))`;

/**
 * “Mine and the final”: the decisions about texts that the acting person has submitted a coding of,
 * the latest first, each with their annotation, the gold, the reasons and their appeal. Links are
 * told in the text's adjudication only.
 */
export function getMyFinal(actor: Actor, filter: FinalFilter): Promise<Result<FinalPage>> {
  return inProject(
    actor,
    'project.read',
    async (tx, { userId }) => {
      const rows = await tx.sql<Row>(
        `SELECT ${COLUMNS}, ma.id AS "mineId"
           FROM codings g
           JOIN adjudication_decisions d ON d.project_id = g.project_id
            AND d.article_version_id = g.article_version_id
            AND position(g.coder_id::text || '=' IN d.basis) > 0
           ${JOINED}
           LEFT JOIN LATERAL (
             SELECT a.id, a.project_id, a.head_revision_id FROM adjudication_sources s
               JOIN annotations a ON a.project_id = s.project_id AND a.id = s.annotation_id
              WHERE s.project_id = d.project_id AND s.decision_id = d.id AND a.coding_id = g.id
              LIMIT 1) ma ON true
           LEFT JOIN annotations ga ON ga.project_id = d.project_id AND ga.id = d.gold_annotation_id
           LEFT JOIN appeals p ON p.project_id = d.project_id AND p.decision_id = d.id
            AND p.opened_by = g.coder_id
           LEFT JOIN users po ON po.id = p.opened_by
          WHERE g.project_id = $1::uuid AND g.coder_id = $2::uuid AND g.state = 'submitted'
            AND d.gold_relation_id IS NULL
            AND EXISTS (SELECT 1 FROM adjudication_sources s WHERE s.project_id = d.project_id
              AND s.decision_id = d.id AND s.annotation_id IS NOT NULL)
            AND ${STANDS}
            -- What others had and was left out is no news to somebody who did not have it.
            AND (ma.id IS NOT NULL OR ga.id IS NOT NULL)
            AND ($3::boolean OR NOT ${SAME})
          ORDER BY d.decided_at DESC, d.id DESC LIMIT ${FINAL_PAGE_SIZE} OFFSET $4::int`,
        tx.projectId,
        userId,
        filter.show === 'all',
        (filter.page - 1) * FINAL_PAGE_SIZE,
      );
      return ok(await pageOf(tx, rows));
    },
    { snapshot: true },
  );
}

/** The appeals that nobody has answered, the oldest first, as `getMyFinal` tells its items. */
export function getOpenAppeals(actor: Actor, page: number): Promise<Result<FinalPage>> {
  return inProject(
    actor,
    'adjudication.decide',
    async (tx) => {
      const rows = await tx.sql<Row>(
        `SELECT ${COLUMNS}, p.annotation_id AS "mineId"
           FROM appeals p
           JOIN adjudication_decisions d ON d.project_id = p.project_id AND d.id = p.decision_id
           ${JOINED}
           JOIN users po ON po.id = p.opened_by
          WHERE p.project_id = $1::uuid AND p.resolved_at IS NULL
          ORDER BY p.opened_at, p.id LIMIT ${FINAL_PAGE_SIZE} OFFSET $2::int`,
        tx.projectId,
        (page - 1) * FINAL_PAGE_SIZE,
      );
      return ok(await pageOf(tx, rows));
    },
    { snapshot: true },
  );
}

async function pageOf(tx: ProjectTx, rows: readonly Row[]): Promise<FinalPage> {
  const ids = rows.flatMap(({ mineId, goldId }) => [mineId, goldId].flatMap((id) => id ?? []));
  const heads = new Map((await readHeads(tx, { ids })).map((head) => [head.id, head]));
  const threadIds = rows.flatMap(({ threadId }) => threadId ?? []);
  const threads = new Map((await readThreadsById(tx, threadIds)).map((one) => [one.id, one]));
  const items = rows.map((row): FinalItem => {
    const { articleId, versionId, versionNo, title, language, direction, rows: _, ...rest } = row;
    const { mineId, appealId, outcome, openedByName, threadId, ...decision } = rest;
    const thread = threads.get(threadId ?? '');
    return {
      decision,
      article: { articleId, versionId, versionNo, title, language, direction },
      mine: heads.get(mineId ?? '') ?? null,
      gold: heads.get(decision.goldId ?? '') ?? null,
      appeal:
        appealId && thread
          ? { id: appealId, outcome, openedByName: openedByName ?? '', thread }
          : null,
    };
  });
  const members = await readMembers(
    tx,
    [...heads.values()].flatMap((head) => head.members.map((member) => member.annotationId)),
  );
  return { items, total: rows[0]?.rows ?? 0, members };
}
