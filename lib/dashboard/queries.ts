import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx, type SqlValue } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { weeksUntil } from './rules';
import type {
  ArticleProgress,
  Cell,
  CoderPace,
  Dashboard,
  DashboardFilter,
  OpenWork,
} from './schema';

const READ = 'dashboard.read';
/** Counting all annotations of a large project takes longer than other reads. */
const TIMEOUT_MS = 60_000;

/**
 * How a project stands: progress, pace, what is marked where, what review made of it, what is open.
 * Every number counts what the person may see, and is found again in the list that its link leads
 * to. Error `forbidden` for whoever may not see colleagues' work side by side. `now` decides what is
 * overdue, and which weeks the pace is told of.
 */
export function getDashboard(
  actor: Actor,
  filter: DashboardFilter,
  now = new Date(),
): Promise<Result<Dashboard>> {
  return inProject(
    actor,
    READ,
    async (tx) => {
      const weeks = weeksUntil(now);
      const cells = await countAnnotations(tx, filter);
      const of = (kind: CellRow['kind']): Cell[] =>
        cells.filter((cell) => cell.kind === kind).map(({ kind: _, ...cell }) => cell);
      const outcomesByCode = of('outcome_code');
      return ok({
        filter,
        open: await readOpen(tx, now),
        articles: await readProgress(tx),
        weeks,
        coders: await readPace(tx, weeks),
        byPublisher: of('publisher'),
        byMonth: of('month'),
        outcomesByCode,
        outcomesByCoder: of('outcome_coder'),
        annotations: outcomesByCode.reduce((sum, { count }) => sum + count, 0),
        publishers: await readPublishers(tx),
      });
    },
    { snapshot: true, timeoutMs: TIMEOUT_MS },
  );
}

interface CellRow extends Cell {
  readonly kind: 'publisher' | 'month' | 'outcome_code' | 'outcome_coder';
}

/** Four tables in one walk over the annotations that coders made. */
async function countAnnotations(tx: ProjectTx, filter: DashboardFilter): Promise<CellRow[]> {
  const conditions = ['true'];
  const params: SqlValue[] = [tx.projectId];
  const add = (value: string, sql: (place: string) => string) => {
    params.push(value);
    conditions.push(sql(`$${params.length}`));
  };
  if (filter.publisher !== null) add(filter.publisher, (at) => `v.publisher = ${at}::text`);
  if (filter.from !== null) {
    add(filter.from, (at) => `v.published_at >= ${at}::date AT TIME ZONE 'UTC'`);
  }
  if (filter.to !== null) {
    add(filter.to, (at) => `v.published_at < (${at}::date + 1) AT TIME ZONE 'UTC'`);
  }
  return tx.sql<CellRow>(
    `WITH marked AS (
       SELECT c.key AS code, g.coder_id AS coder, a.review_state::text AS state, v.publisher,
              to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month
         FROM annotations a
         JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id AND g.kind = 'coder'
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
         JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
        WHERE a.project_id = $1::uuid AND ${visibleAnnotation('a')} AND ${conditions.join(' AND ')}),
     counted AS (
       SELECT code, coder, state, publisher, month, count(*)::int AS count,
              GROUPING(publisher, month, coder, state) AS sets
         FROM marked
        GROUP BY GROUPING SETS ((code, publisher), (code, month), (code, state), (coder, state)))
     -- A bit is set for each of the four that the row does not tell apart.
     SELECT CASE sets WHEN 7 THEN 'publisher' WHEN 11 THEN 'month' WHEN 14 THEN 'outcome_code'
              ELSE 'outcome_coder' END AS kind,
            CASE sets WHEN 12 THEN coder::text ELSE code END AS row,
            CASE sets WHEN 7 THEN publisher WHEN 11 THEN month ELSE state END AS "column", count
       FROM counted ORDER BY 1, 2, 3`,
    ...params,
  );
}

async function readOpen(tx: ProjectTx, now: Date): Promise<OpenWork> {
  const [row] = await tx.sql<OpenWork>(
    `SELECT (SELECT count(DISTINCT article_id)::int FROM assignments
              WHERE project_id = $1::uuid AND state IN ('assigned', 'started')
                AND due_on < $2::date) AS "overdueArticles",
            (SELECT count(*)::int FROM appeals p
               JOIN adjudication_decisions d ON d.project_id = p.project_id AND d.id = p.decision_id
              WHERE p.project_id = $1::uuid AND p.resolved_at IS NULL) AS appeals,
            (SELECT count(*)::int FROM annotations a
               JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
                AND g.kind = 'coder'
              WHERE a.project_id = $1::uuid AND a.review_state = 'disputed'
                AND ${visibleAnnotation('a')}) AS disputed,
            (SELECT count(*)::int FROM threads
              WHERE project_id = $1::uuid AND resolved_at IS NULL) AS threads,
            (SELECT count(*)::int FROM (SELECT 1 FROM codings
              WHERE project_id = $1::uuid AND state = 'submitted' AND kind = 'coder'
              GROUP BY article_version_id HAVING count(*) > 1) q) AS "toCompare"`,
    tx.projectId,
    now.toISOString().slice(0, 10),
  );
  return row ?? { overdueArticles: 0, appeals: 0, disputed: 0, threads: 0, toCompare: 0 };
}

async function readProgress(tx: ProjectTx): Promise<ArticleProgress> {
  const [row] = await tx.sql<ArticleProgress>(
    `SELECT count(*)::int AS total,
            (count(*) FILTER (WHERE w.done IS NULL))::int AS untouched,
            (count(*) FILTER (WHERE NOT w.done))::int AS started,
            (count(*) FILTER (WHERE w.done))::int AS submitted
       FROM article_versions v
       LEFT JOIN (SELECT article_version_id AS id, bool_or(state = 'submitted') AS done
                    FROM codings WHERE project_id = $1::uuid AND kind = 'coder'
                     AND state <> 'not_started' GROUP BY 1) w ON w.id = v.id
      WHERE v.project_id = $1::uuid
        AND NOT EXISTS (SELECT 1 FROM article_versions newer WHERE newer.project_id = v.project_id
          AND newer.article_id = v.article_id AND newer.version_no > v.version_no)`,
    tx.projectId,
  );
  return row ?? { total: 0, untouched: 0, started: 0, submitted: 0 };
}

/** Whoever codes or has coded, by name. `weeks` are the weeks' first days. */
async function readPace(tx: ProjectTx, weeks: readonly string[]): Promise<CoderPace[]> {
  return tx.sql<CoderPace>(
    `WITH work AS (
       SELECT coder_id, state, (submitted_at AT TIME ZONE 'UTC')::date AS day FROM codings
        WHERE project_id = $1::uuid AND kind = 'coder' AND state <> 'not_started'),
     asked AS (
       SELECT coder_id, count(*)::int AS open FROM assignments
        WHERE project_id = $1::uuid AND state IN ('assigned', 'started') GROUP BY 1)
     SELECT u.id, u.name, coalesce(asked.open, 0) AS open,
            (SELECT count(*)::int FROM work w WHERE w.coder_id = u.id AND w.state = 'submitted')
              AS submitted,
            (SELECT count(*)::int FROM work w WHERE w.coder_id = u.id AND w.state = 'in_progress')
              AS "inProgress",
            (SELECT jsonb_agg((SELECT count(*) FROM work w WHERE w.coder_id = u.id
                AND w.state = 'submitted' AND w.day >= first AND w.day < first + 7) ORDER BY first)
               FROM unnest($2::date[]) AS first) AS weeks
       FROM users u LEFT JOIN asked ON asked.coder_id = u.id
      WHERE u.id IN (SELECT coder_id FROM work UNION SELECT coder_id FROM asked)
      ORDER BY lower(u.name), u.id`,
    tx.projectId,
    [...weeks],
  );
}

/** Publishers of the project's articles, by name; at most 500. */
async function readPublishers(tx: ProjectTx): Promise<string[]> {
  const rows = await tx.sql<{ publisher: string }>(
    `SELECT DISTINCT publisher FROM article_versions
      WHERE project_id = $1::uuid AND publisher IS NOT NULL ORDER BY 1 LIMIT 500`,
    tx.projectId,
  );
  return rows.map(({ publisher }) => publisher);
}
