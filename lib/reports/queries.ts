import { readActors } from '@/lib/actors/store';
import { readJson } from '@/lib/annotations/heads';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import type { CodedFilter } from '@/lib/register/filter';
import { filterSql, readChoices } from '@/lib/register/filter-sql';
import { nameKey } from '@/lib/register/rules';
import { ok, type Result } from '@/lib/result/result';
import {
  countCells,
  countCodes,
  countFraming,
  countPairs,
  meeting,
  trimContext,
  voicesOf,
} from './rules';
import {
  MOST_CODES,
  MOST_PASSAGES,
  MOST_QUOTES,
  type Passage,
  QUOTES_PAGE,
  type QuotesFilter,
  type QuotesReport,
  type ReportQuote,
  type ReportsDto,
} from './schema';

const READING = { snapshot: true, timeoutMs: 120_000 } as const;
/** Words around a quote, code points. */
const CONTEXT = 80;
/** Quotes whose words are read at a time. */
const BATCH = 1000;

/**
 * The figures of the reports: codes by publisher and by month, frames by voice, codes on the same words.
 * Counts what the person may see. Errors: those of `inProject`.
 */
export function getReports(actor: Actor, filter: CodedFilter): Promise<Result<ReportsDto>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const all = await readPassages(tx, filter);
      const passages = all.slice(0, MOST_PASSAGES);
      const codes = countCodes(passages).slice(0, MOST_CODES);
      return ok({
        passages: passages.length,
        articles: new Set(passages.map(({ articleId }) => articleId)).size,
        isCapped: all.length > MOST_PASSAGES,
        byPublisher: countCells(passages, ({ publisher }) => publisher),
        byMonth: countCells(passages, ({ month }) => month),
        framing: countFraming(passages),
        codes,
        pairs: countPairs(passages, new Set(codes.map(({ code }) => code))),
        ...(await readChoices(tx)),
      });
    },
    READING,
  );
}

/** A page (from 1) of the quotes report: passages with their words, put together by what is asked for. */
export function getQuotesReport(
  actor: Actor,
  filter: QuotesFilter,
  page: number,
): Promise<Result<QuotesReport>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const { ordered, actorsOf, codes, actors } = await selectQuotes(tx, filter);
      const from = (page - 1) * QUOTES_PAGE;
      const shown = ordered.slice(from, from + QUOTES_PAGE);
      const quotes = new Map(
        (await readQuotes(tx, [...new Set(shown.map(({ id }) => id))], actorsOf)).map((one) => [
          one.id,
          one,
        ]),
      );
      const totals = new Map<string | null, number>();
      for (const { group } of ordered) totals.set(group, (totals.get(group) ?? 0) + 1);
      const groups = [...new Set(shown.map(({ group }) => group))].map((name) => ({
        name,
        total: totals.get(name) ?? 0,
        quotes: shown.flatMap(({ id, group }) => {
          const quote = group === name ? quotes.get(id) : undefined;
          return quote ? [quote] : [];
        }),
      }));
      return ok({ total: ordered.length, groups, codes, actors, ...(await readChoices(tx)) });
    },
    READING,
  );
}

/** Every quote of the report, in its order, for a file: at most `MOST_QUOTES`. */
export function listQuotes(
  actor: Actor,
  filter: QuotesFilter,
): Promise<Result<readonly (ReportQuote & { readonly group: string | null })[]>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const { ordered, actorsOf } = await selectQuotes(tx, filter);
      const wanted = ordered.slice(0, MOST_QUOTES);
      const quotes = new Map<string, ReportQuote>();
      const ids = [...new Set(wanted.map(({ id }) => id))];
      for (let at = 0; at < ids.length; at += BATCH) {
        const read = await readQuotes(tx, ids.slice(at, at + BATCH), actorsOf);
        for (const one of read) quotes.set(one.id, one);
      }
      return ok(
        wanted.flatMap(({ id, group }) => {
          const quote = quotes.get(id);
          return quote ? [{ ...quote, group }] : [];
        }),
      );
    },
    READING,
  );
}

interface Selected {
  /** One for each passage and group: by actor, a passage stands under each of its actors. */
  readonly ordered: readonly { readonly id: string; readonly group: string | null }[];
  readonly actorsOf: ReadonlyMap<string, readonly string[]>;
  /** To choose from. */
  readonly codes: readonly string[];
  readonly actors: readonly string[];
}

async function selectQuotes(tx: ProjectTx, filter: QuotesFilter): Promise<Selected> {
  const all = (await readPassages(tx, filter)).slice(0, MOST_PASSAGES);
  const actorsOf = await readActorsOf(tx, filter);
  const { code, with: other, voice, actor } = filter;
  let passages = code === null ? all : all.filter((one) => one.code === code);
  if (other !== null) {
    const met = new Set(
      (code === null ? countCodes(all).map((one) => one.code) : [code]).flatMap((one) => [
        ...meeting(all, one, other),
      ]),
    );
    passages = passages.filter(({ id }) => met.has(id));
  }
  if (voice !== null) {
    const voices = voicesOf(all);
    passages = passages.filter(({ id }) => voices.get(id)?.voice === voice);
  }
  if (actor !== null) {
    passages = passages.filter(({ id }) => actorsOf.get(id)?.includes(actor));
  }
  const groupsOf = ({ id, code: ownCode, publisher }: Passage): readonly (string | null)[] => {
    if (filter.by === 'code') return [ownCode];
    if (filter.by === 'publisher') return [publisher];
    const names = actorsOf.get(id) ?? [];
    return actor !== null ? [actor] : names.length > 0 ? names : [null];
  };
  const ordered = passages.flatMap((one) => groupsOf(one).map((group) => ({ id: one.id, group })));
  const names = new Map(
    [...new Set(ordered.map(({ group }) => group))].sort(byName).map((name, at) => [name, at]),
  );
  return {
    // Within a group as they were read: the newest article first, then by where they stand.
    ordered: ordered.toSorted((a, b) => (names.get(a.group) ?? 0) - (names.get(b.group) ?? 0)),
    actorsOf,
    codes: countCodes(all)
      .map((one) => one.code)
      .toSorted(),
    actors: [...new Set([...actorsOf.values()].flat())].sort(byName),
  };
}

/** By name; what has none, last. */
function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.localeCompare(b);
}

async function readPassages(tx: ProjectTx, filter: CodedFilter): Promise<Passage[]> {
  const { sql, values } = filterSql(filter, 3);
  return readJson<Passage>(
    tx,
    `SELECT a.id, a.coding_id AS "codingId", v.article_id AS "articleId", a.kind, l.key AS layer,
            c.key AS code,
            CASE WHEN r.attributes ->> 'frame_voice' IN ('outlet', 'quoted_source')
              THEN r.attributes ->> 'frame_voice' END AS voice,
            v.publisher, to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
            coalesce(f.list, '[]') AS fragments
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
       JOIN layers l ON l.project_id = c.project_id AND l.id = c.layer_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_array(f.start_offset, f.end_offset) ORDER BY f.ordinal) AS list,
                min(f.start_offset) AS start
           FROM fragments f WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id) f
         ON true
      WHERE a.project_id = $1::uuid AND $2::text = '' AND a.kind <> 'composite'
        AND ${visibleAnnotation('a')} AND ${sql}
      ORDER BY v.published_at DESC NULLS LAST, v.id, f.start NULLS FIRST, a.id
      LIMIT ${MOST_PASSAGES + 1}`,
    '',
    'object',
    values,
  );
}

/**
 * The sources of each passage: of the attributions that it is a part of, by their names in the register,
 * or as coded, or else by their words; a source itself by its own.
 */
async function readActorsOf(tx: ProjectTx, filter: CodedFilter): Promise<Map<string, string[]>> {
  const { sql, values } = filterSql(filter, 3);
  const rows = await readJson<{ passage: string; name: string }>(
    tx,
    `SELECT m.annotation_id AS passage,
            coalesce(nullif(btrim(sr.attributes ->> 'actor'), ''), w.words) AS name
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       JOIN revision_members sm ON sm.project_id = a.project_id
        AND sm.revision_id = a.head_revision_id AND sm.role = 'source'
       JOIN annotations s ON s.project_id = sm.project_id AND s.id = sm.annotation_id AND NOT s.deleted
       JOIN annotation_revisions sr ON sr.project_id = s.project_id AND sr.id = s.head_revision_id
       CROSS JOIN LATERAL (
         SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) AS words FROM fragments f
          WHERE f.project_id = s.project_id AND f.revision_id = s.head_revision_id) w
       JOIN revision_members m ON m.project_id = a.project_id AND m.revision_id = a.head_revision_id
        AND (m.role <> 'source' OR m.annotation_id = sm.annotation_id)
      WHERE a.project_id = $1::uuid AND $2::text = '' AND a.kind = 'composite'
        AND ${visibleAnnotation('a')} AND ${sql}`,
    '',
    'object',
    values,
  );
  const register = new Map(
    (await readActors(tx)).flatMap(({ name, names }) =>
      names.map((one) => [one.key, name] as const),
    ),
  );
  const found = new Map<string, string[]>();
  for (const { passage, name } of rows) {
    if (name === null) continue;
    const called = register.get(nameKey(name)) ?? name;
    const list = found.get(passage) ?? [];
    if (!list.includes(called)) found.set(passage, [...list, called]);
  }
  return found;
}

async function readQuotes(
  tx: ProjectTx,
  ids: readonly string[],
  actorsOf: ReadonlyMap<string, readonly string[]>,
): Promise<ReportQuote[]> {
  if (ids.length === 0) return [];
  const rows = await readJson<Omit<ReportQuote, 'actors'>>(
    tx,
    `SELECT a.id, c.key AS code, coalesce(f.words, '') AS words,
            CASE WHEN f.start IS NULL THEN '' ELSE
              substr(v.text, greatest(1, f.start + 1 - ${CONTEXT}), least(${CONTEXT}, f.start)) END AS before,
            CASE WHEN f.start IS NULL THEN '' ELSE substr(v.text, f.stop + 1, ${CONTEXT}) END AS after,
            r.memo, v.article_id AS "articleId", v.version_no AS "versionNo", v.title, v.publisher,
            to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS published,
            t.canonical_url AS url, v.language, v.direction, u.name AS "coderName",
            a.review_state AS "reviewState"
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN users u ON u.id = g.coder_id
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
       JOIN articles t ON t.project_id = v.project_id AND t.id = v.article_id
       JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       LEFT JOIN LATERAL (
         SELECT string_agg(f.quote, ' … ' ORDER BY f.ordinal) AS words, min(f.start_offset) AS start,
                max(f.end_offset) AS stop
           FROM fragments f WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id) f
         ON true
      WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[]) AND ${visibleAnnotation('a')}`,
    ids,
  );
  return rows.map((row) => ({
    ...row,
    ...trimContext(row, CONTEXT),
    actors: actorsOf.get(row.id) ?? [],
  }));
}
