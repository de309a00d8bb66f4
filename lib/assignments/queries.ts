import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { makePlan } from './plan';
import {
  type ArticleBlindness,
  BOARD_PAGE,
  type BoardDto,
  type BoardRow,
  type BoardView,
  type CoderDto,
  type OwnAssignment,
  type OwnWork,
  type PlanInput,
  type PlanPreview,
} from './schema';
import { readSettings } from './store';

const MANAGE = 'assignments.manage';
/** Plans show this many of their articles. */
const SAMPLE = 12;

/** What a plan would do, without doing it. Errors: those of `makePlan`. */
export function previewPlan(actor: Actor, input: PlanInput): Promise<Result<PlanPreview>> {
  return inProject(actor, MANAGE, async (tx) => {
    const plan = await makePlan(tx, input);
    if (!plan.ok) return plan;
    const { assignments, candidates, loads, fingerprint } = plan.value;
    const names = new Map((await readCoders(tx, new Date())).map(({ id, name }) => [id, name]));
    const titles = new Map(candidates.map(({ id, title }) => [id, title]));
    const given = new Map<string, number>();
    for (const { coderIds } of assignments) {
      for (const id of coderIds) given.set(id, (given.get(id) ?? 0) + 1);
    }
    return ok({
      articles: assignments.length,
      shared: assignments.filter(({ wanted }) => wanted > 1).length,
      assignments: [...given.values()].reduce((sum, n) => sum + n, 0),
      short: assignments.filter(({ wanted, coderIds }) => coderIds.length < wanted).length,
      coders: [...loads]
        .map(([id, load]) => ({ id, name: names.get(id) ?? '', load, given: given.get(id) ?? 0 }))
        .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)),
      sample: assignments.slice(0, SAMPLE).map(({ articleId, coderIds }) => ({
        title: titles.get(articleId) ?? '',
        coders: coderIds.map((id) => names.get(id) ?? ''),
      })),
      fingerprint,
    });
  });
}

/** Members who code, by name, with what waits for them. */
async function readCoders(tx: ProjectTx, now: Date): Promise<CoderDto[]> {
  return tx.sql<CoderDto>(
    `SELECT u.id, u.name, count(*) FILTER (WHERE s.state IN ('assigned', 'started'))::int AS open,
            count(*) FILTER (WHERE s.state = 'started')::int AS started,
            count(*) FILTER (WHERE s.state = 'submitted')::int AS submitted,
            count(*) FILTER (WHERE s.state <> 'submitted' AND s.due_on < $2::date)::int AS overdue
       FROM members m JOIN users u ON u.id = m.user_id
       LEFT JOIN assignments s ON s.project_id = m.project_id AND s.coder_id = m.user_id
        AND s.state <> 'withdrawn'
      WHERE m.project_id = $1::uuid AND m.removed_at IS NULL AND m.role <> 'reader'
        AND u.deactivated_at IS NULL AND u.password_hash IS NOT NULL
        AND NOT is_in_training(m.project_id, m.user_id)
      GROUP BY u.id, u.name ORDER BY u.name, u.id`,
    tx.projectId,
    dayOf(now),
  );
}

/**
 * Articles with assignments, counted: `n` of them, `done` handed in, `open` not handed in and `late`
 * due besides, these two of one coder's only where one is asked for.
 */
const PER_ARTICLE = `SELECT s.article_id, count(*) AS n, count(*) FILTER (WHERE s.state = 'submitted') AS done,
    count(*) FILTER (WHERE s.state <> 'submitted' AND ($3::uuid IS NULL OR s.coder_id = $3::uuid)) AS open,
    count(*) FILTER (WHERE s.state <> 'submitted' AND s.due_on < $2::date
      AND ($3::uuid IS NULL OR s.coder_id = $3::uuid)) AS late,
    bool_or(s.coder_id = $3::uuid) AS theirs
  FROM assignments s WHERE s.project_id = $1::uuid AND s.state <> 'withdrawn' GROUP BY 1`;

const VIEWS: Readonly<Record<BoardView, string>> = {
  all: 'true',
  open: 'p.open > 0',
  overdue: 'p.late > 0',
  short: 'p.n < a.coders_wanted',
  done: 'p.done = p.n AND p.n >= coalesce(a.coders_wanted, 1)',
};

/** A page of the board: who codes what and how far they are; leads only. `now` decides what is late. */
export function getBoard(
  actor: Actor,
  search: { readonly view: BoardView; readonly coder: string | null; readonly page: number },
  now = new Date(),
): Promise<Result<BoardDto>> {
  return inProject(actor, MANAGE, async (tx) => {
    const rows = await tx.sql<BoardRow & { total: number }>(
      `WITH p AS (${PER_ARTICLE})
       SELECT a.id AS "articleId", v.title, v.publisher, v.language, v.direction::text AS direction,
              a.blind::text AS blind, coalesce(a.coders_wanted, 1)::int AS wanted,
              count(*) OVER ()::int AS total,
              (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'coderId', s.coder_id, 'coderName', u.name,
                  'state', s.state, 'origin', s.origin, 'dueOn', s.due_on,
                  'overdue', coalesce(s.state <> 'submitted' AND s.due_on < $2::date, false)) ORDER BY u.name, s.id)
                 FROM assignments s JOIN users u ON u.id = s.coder_id
                WHERE s.project_id = a.project_id AND s.article_id = a.id AND s.state <> 'withdrawn') AS assignments
         FROM p JOIN articles a ON a.project_id = $1::uuid AND a.id = p.article_id
         CROSS JOIN LATERAL (SELECT w.title, w.publisher, w.language, w.direction FROM article_versions w
           WHERE w.project_id = a.project_id AND w.article_id = a.id ORDER BY w.version_no DESC LIMIT 1) v
        WHERE ($3::uuid IS NULL OR p.theirs) AND ${VIEWS[search.view]}
        ORDER BY p.late DESC, a.id LIMIT ${BOARD_PAGE} OFFSET $4::int`,
      tx.projectId,
      dayOf(now),
      search.coder,
      (search.page - 1) * BOARD_PAGE,
    );
    const [totals] = await tx.sql<BoardDto['totals']>(
      `WITH p AS (${PER_ARTICLE})
       SELECT (SELECT count(*)::int FROM articles WHERE project_id = $1::uuid) AS articles,
              count(*)::int AS given, (count(*) FILTER (WHERE p.done = p.n))::int AS done,
              (count(*) FILTER (WHERE a.coders_wanted > 1))::int AS shared,
              (count(*) FILTER (WHERE a.coders_wanted > 1 AND p.done >= a.coders_wanted))::int AS "sharedDone"
         FROM p JOIN articles a ON a.project_id = $1::uuid AND a.id = p.article_id`,
      tx.projectId,
      dayOf(now),
      null,
    );
    return ok({
      settings: await readSettings(tx),
      coders: await readCoders(tx, now),
      totals: totals ?? { articles: 0, given: 0, done: 0, shared: 0, sharedDone: 0 },
      rows: rows.map(({ total: _, ...row }) => row),
      total: rows[0]?.total ?? 0,
      languages: await distinct(tx, 'language'),
      publishers: await distinct(tx, 'publisher'),
    });
  });
}

async function distinct(tx: ProjectTx, column: 'language' | 'publisher'): Promise<string[]> {
  const rows = await tx.sql<{ value: string }>(
    `SELECT DISTINCT coalesce(${column}, 'und') AS value FROM article_versions
      WHERE project_id = $1::uuid ORDER BY 1 LIMIT 500`,
    tx.projectId,
  );
  return rows.map(({ value }) => value);
}

/** The members who may be given articles, for the leads' dialogs. */
export function getCoders(actor: Actor): Promise<Result<CoderDto[]>> {
  return inProject(actor, MANAGE, async (tx) => ok(await readCoders(tx, new Date())));
}

/** The acting person's own assignments, the most urgent first; at most 200 are listed. */
export function getOwnWork(actor: Actor, now = new Date()): Promise<Result<OwnWork>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const { blind, queue } = await readSettings(tx);
    const open = await tx.sql<OwnAssignment>(
      `SELECT s.article_id AS "articleId", v.title, v.publisher, v.language, v.direction::text AS direction,
              s.state::text AS state, s.due_on::text AS "dueOn",
              coalesce(s.due_on < $3::date, false) AS overdue, coalesce(a.blind::text, $4) AS blind
         FROM assignments s JOIN articles a ON a.project_id = s.project_id AND a.id = s.article_id
         CROSS JOIN LATERAL (SELECT w.title, w.publisher, w.language, w.direction FROM article_versions w
           WHERE w.project_id = a.project_id AND w.article_id = a.id ORDER BY w.version_no DESC LIMIT 1) v
        WHERE s.project_id = $1::uuid AND s.coder_id = $2::uuid AND s.state IN ('assigned', 'started')
        ORDER BY s.due_on NULLS LAST, s.id LIMIT 200`,
      tx.projectId,
      me.userId,
      dayOf(now),
      blind,
    );
    const [done] = await tx.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM assignments
        WHERE project_id = $1::uuid AND coder_id = $2::uuid AND state = 'submitted'`,
      tx.projectId,
      me.userId,
    );
    return ok({ open, submitted: done?.n ?? 0, hasQueue: queue !== null });
  });
}

/** Blindness of articles, for the badges of lists and of the reader; those not named are open. */
export function getBlindness(
  actor: Actor,
  articleIds: readonly string[],
): Promise<Result<Readonly<Record<string, ArticleBlindness>>>> {
  return inProject(actor, 'project.read', async (tx) => {
    const { blind } = await readSettings(tx);
    const rows = await tx.sql<ArticleBlindness & { id: string }>(
      `SELECT a.id, coalesce(a.blind::text, $3) AS mode, NOT sees_article(a.id) AS hidden
         FROM articles a WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[])
          AND coalesce(a.blind::text, $3) <> 'open'`,
      tx.projectId,
      [...articleIds],
      blind,
    );
    return ok(Object.fromEntries(rows.map(({ id, mode, hidden }) => [id, { mode, hidden }])));
  });
}

/** UTC day of a moment, YYYY-MM-DD. */
function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
