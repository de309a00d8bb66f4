import type { z } from 'zod';
import { readHeads } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { createOffsetMap } from '@/lib/text/offsets';
import { countArticles, gather, prepare } from './articles';
import { readLastBatch } from './batches';
import { catchUp, catchUpBehind, countWaiting } from './catch-up';
import { hitAt } from './context';
import { readCursor, writeCursor } from './cursor';
import { parseQuery, type QueryNode } from './parse';
import { describePlaces } from './places';
import {
  COUNT_LIMIT,
  describesAnnotations,
  type FoundAnnotation,
  type FoundPlaces,
  HITS_OF_ARTICLE,
  HITS_SHOWN,
  LABEL_LIMIT,
  PAGE_ANNOTATIONS,
  PAGE_ARTICLES,
  PAGE_LINES,
  type PreviewedPlace,
  type previewLabelsSchema,
  RANKED_CANDIDATES,
  type SearchChoices,
  type SearchFilter,
  type SearchPage,
  type SearchResults,
} from './schema';
import { describedAnnotations, momentsOf, Params, unsaidConditions } from './sql';

/** What a search may spend on indexing what was imported a moment ago, before it answers. */
const CATCH_UP_MS = 1_500;

/**
 * One page of a project's search: articles with their hits, or annotations when the filter has no
 * words, or why the query cannot be read. `cursor` is a `next` of an earlier page. Articles that
 * were imported just now are indexed first, within a second or two; `waiting` says how many are
 * left out of the answer.
 */
export async function search(
  actor: Actor,
  filter: SearchFilter,
  cursor?: string,
): Promise<Result<SearchPage>> {
  const caughtUp = await catchUp(actor, { budgetMs: CATCH_UP_MS });
  if (!caughtUp.ok) return caughtUp;
  if (caughtUp.value > 0) catchUpBehind(actor);
  return inProject(
    actor,
    'project.read',
    async (tx, me) => {
      const results = await find(tx, filter, cursor);
      const choices = await readChoices(tx);
      const lastBatch = me.userId === null ? null : await readLastBatch(tx, me.userId);
      return ok({ results, choices, waiting: await countWaiting(tx), lastBatch });
    },
    // One snapshot: hits are told from the very rows that were found.
    { snapshot: true },
  );
}

async function find(
  tx: ProjectTx,
  filter: SearchFilter,
  cursor: string | undefined,
): Promise<SearchResults> {
  const parsed = parseQuery(filter.q);
  if (!parsed.ok) return { kind: 'problem', problem: parsed.problem };
  if (parsed.query) return findArticles(tx, parsed.query, filter, cursor);
  return describesAnnotations(filter)
    ? findAnnotations(tx, filter, cursor)
    : { kind: 'nothing_asked' };
}

async function findArticles(
  tx: ProjectTx,
  query: QueryNode,
  filter: SearchFilter,
  cursor: string | undefined,
): Promise<SearchResults> {
  const ready = await prepare(tx, query, filter);
  const lines = filter.view === 'kwic';
  const { articles, next } = await gather(tx, ready, filter, readCursor(cursor), {
    articles: lines ? PAGE_LINES : PAGE_ARTICLES,
    hits: lines ? PAGE_LINES : Number.POSITIVE_INFINITY,
    hitsOfArticle: lines ? HITS_OF_ARTICLE : HITS_SHOWN,
  });
  const total = await countArticles(tx, ready, filter);
  return {
    kind: 'articles',
    articles,
    total: Math.min(total, COUNT_LIMIT),
    totalIsCapped: total > COUNT_LIMIT,
    rankedInPart: filter.sort === 'relevance' && total > RANKED_CANDIDATES,
    next: next && writeCursor(next),
  };
}

interface AnnotationRow {
  readonly id: string;
  readonly article_id: string;
  readonly version_no: number;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly start: number | null;
  readonly end: number | null;
  /** The text around the first fragment, from the code point `at` on. */
  readonly around: string | null;
  readonly at: number | null;
}

/** Code points read on each side of an annotation, so that {@link hitAt} has its context. */
const AROUND = 100;

async function findAnnotations(
  tx: ProjectTx,
  filter: SearchFilter,
  cursor: string | undefined,
): Promise<SearchResults> {
  const params = new Params();
  const source = describedAnnotations(tx.projectId, filter, params);
  const { from, to } = momentsOf(filter);
  const conditions = ['true', ...unsaidConditions(filter)];
  if (filter.language === 'und') conditions.push('v.language IS NULL');
  else if (filter.language) conditions.push(`v.language = ${params.add(filter.language, 'text')}`);
  if (filter.publisher) conditions.push(`v.publisher = ${params.add(filter.publisher, 'text')}`);
  if (from) conditions.push(`v.published_at >= ${params.add(from, 'timestamptz')}`);
  if (to) conditions.push(`v.published_at < ${params.add(to, 'timestamptz')}`);
  const fitting = `${source} AND EXISTS (SELECT 1 FROM article_versions v
           WHERE v.project_id = a.project_id AND v.id = a.article_version_id
             AND ${conditions.join(' AND ')})`;
  const [counted] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${fitting} LIMIT ${COUNT_LIMIT + 1}) c`,
    ...params.values,
  );
  const total = counted?.n ?? 0;
  const after = readCursor(cursor)?.id;
  const beyond = after ? `AND a.id < ${params.add(after, 'uuid')}` : '';
  const rows = await tx.sql<AnnotationRow>(
    `WITH page AS (SELECT a.id, a.article_version_id, r.id AS revision_id
         FROM ${fitting} ${beyond}
        ORDER BY a.id DESC LIMIT ${PAGE_ANNOTATIONS + 1})
     SELECT p.id, v.article_id, v.version_no, v.title, v.language, v.direction::text AS direction,
            f.start_offset AS start, f.end_offset AS "end",
            greatest(f.start_offset - ${AROUND}, 0) AS at,
            substr(v.text, greatest(f.start_offset - ${AROUND}, 0) + 1,
              f.end_offset + ${AROUND} - greatest(f.start_offset - ${AROUND}, 0)) AS around
       FROM page p
       JOIN article_versions v ON v.project_id = $1::uuid AND v.id = p.article_version_id
       LEFT JOIN fragments f ON f.project_id = $1::uuid AND f.revision_id = p.revision_id
        AND f.ordinal = 0
      ORDER BY p.id DESC`,
    ...params.values,
  );
  const page = rows.slice(0, PAGE_ANNOTATIONS);
  const heads = await readHeads(tx, { ids: page.map((row) => row.id) });
  const byId = new Map(heads.map((head) => [head.id, head]));
  const last = page.at(-1);
  return {
    kind: 'annotations',
    annotations: page.flatMap((row) => foundAnnotation(row, byId.get(row.id))),
    total: Math.min(total, COUNT_LIMIT),
    totalIsCapped: total > COUNT_LIMIT,
    next:
      last && rows.length > PAGE_ANNOTATIONS
        ? writeCursor({ rank: 0, at: 'infinity', id: last.id })
        : null,
  };
}

function foundAnnotation(
  row: AnnotationRow,
  annotation: FoundAnnotation['annotation'] | undefined,
): FoundAnnotation[] {
  if (!annotation) return [];
  const { start, end, around, at } = row;
  let hit: FoundAnnotation['hit'] = null;
  if (start !== null && end !== null && around !== null && at !== null) {
    const near = hitAt(createOffsetMap(around), { start: start - at, end: end - at });
    hit = { ...near, start, end };
  }
  const { article_id: articleId, version_no: versionNo, title, language, direction } = row;
  return [{ annotation, articleId, versionNo, title, language, direction, hit }];
}

/** What the filters offer; languages and publishers by stepping along an index, not by a scan. */
async function readChoices(tx: ProjectTx): Promise<SearchChoices> {
  const distinct = (column: 'language' | 'publisher') =>
    tx.sql<{ value: string }>(
      `WITH RECURSIVE step (value, n) AS (
         (SELECT ${column}, 1 FROM search_articles
           WHERE project_id = $1::uuid AND ${column} IS NOT NULL ORDER BY ${column} LIMIT 1)
         UNION ALL
         SELECT (SELECT s.${column} FROM search_articles s
                  WHERE s.project_id = $1::uuid AND s.${column} > step.value
                  ORDER BY s.${column} LIMIT 1), n + 1
           FROM step WHERE step.value IS NOT NULL AND n < 500)
       SELECT value FROM step WHERE value IS NOT NULL ORDER BY value`,
      tx.projectId,
    );
  const languages = await distinct('language');
  const publishers = await distinct('publisher');
  const coders = await tx.sql<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid ORDER BY u.name, u.id LIMIT 500`,
    tx.projectId,
  );
  return {
    languages: languages.map(({ value }) => value),
    publishers: publishers.map(({ value }) => value),
    coders,
  };
}

/**
 * The places of a search for "label all these", from its first page on, up to what one act may
 * label. Error: `invalid_input` for a query without words or that cannot be read.
 */
export async function findPlaces(actor: Actor, filter: SearchFilter): Promise<Result<FoundPlaces>> {
  const caughtUp = await catchUp(actor, { budgetMs: CATCH_UP_MS });
  if (!caughtUp.ok) return caughtUp;
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const parsed = parseQuery(filter.q);
      if (!parsed.ok || !parsed.query) {
        return err('invalid_input', 'Search for some words first.', { field: 'q' });
      }
      const ready = await prepare(tx, parsed.query, filter);
      const { articles, next } = await gather(tx, ready, filter, null, {
        articles: LABEL_LIMIT + 1,
        hits: LABEL_LIMIT + 1,
        hitsOfArticle: LABEL_LIMIT + 1,
      });
      const places = articles.flatMap(({ articleVersionId, hits }) =>
        hits.map(({ start, end }) => ({ articleVersionId, start, end })),
      );
      return ok({
        places: places.slice(0, LABEL_LIMIT),
        isCapped: places.length > LABEL_LIMIT || next !== null,
      });
    },
    { snapshot: true },
  );
}

/** What "label all these" would do at each place, with the words around it. */
export async function previewLabels(
  actor: Actor,
  input: z.output<typeof previewLabelsSchema>,
): Promise<Result<readonly PreviewedPlace[]>> {
  return inProject(actor, 'annotations.write', async (tx, me) => {
    if (me.userId === null) return err('forbidden', 'Only a signed-in member codes.');
    return ok(await describePlaces(tx, me.userId, input.codeKey, input.places));
  });
}
