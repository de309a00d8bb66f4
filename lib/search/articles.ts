import type { ProjectTx } from '@/lib/db/tx';
import { hitAt, placesIn, type ReadText, readText, titleParts } from './context';
import type { ArticleCursor } from './cursor';
import { findForms } from './forms';
import { createMatcher, type Forms } from './match';
import type { QueryNode } from './parse';
import {
  COUNT_LIMIT,
  describesAnnotations,
  type FoundArticle,
  type Place,
  RANKED_CANDIDATES,
  type SearchFilter,
} from './schema';
import { describedAnnotations, momentsOf, Params, unsaidConditions } from './sql';
import { type SearchArm, toArms } from './tsquery';

/** How much to gather. */
interface Amount {
  readonly articles: number;
  /** The page ends with the article that reaches it. */
  readonly hits: number;
  readonly hitsOfArticle: number;
}

interface Gathered {
  readonly articles: FoundArticle[];
  /** The last article that was looked at, when others follow. */
  readonly next: ArticleCursor | null;
}

/** Articles looked up at a time, and texts read for one page at most (code points). */
const STEP = 25;
const MAX_LENGTH = 4_000_000;
/** Looked at for one page; where filters leave few, a page is short, and the next one goes on. */
const MAX_LOOKED_AT = 200;

/** A query with the forms of its words. */
interface ReadyQuery {
  readonly query: QueryNode;
  readonly forms: ReadonlyMap<string, Forms>;
  readonly arms: readonly SearchArm[];
}

export async function prepare(
  tx: ProjectTx,
  query: QueryNode,
  filter: SearchFilter,
): Promise<ReadyQuery> {
  const forms = await findForms(tx, query, filter.language);
  return { query, forms, arms: toArms(query, forms) };
}

/** Arguments of the database's search functions, in their order. */
function argumentsOf(tx: ProjectTx, ready: ReadyQuery, filter: SearchFilter, params: Params) {
  const { from, to } = momentsOf(filter);
  return [
    params.add(JSON.stringify(ready.arms), 'jsonb'),
    params.add(filter.language, 'text'),
    params.add(filter.publisher, 'text'),
    params.add(from, 'timestamptz'),
    params.add(to, 'timestamptz'),
    versionsOf(tx, filter, params),
  ];
}

/** The versions that what the filter says of annotations, or misses in articles, leaves: an array. */
function versionsOf(tx: ProjectTx, filter: SearchFilter, params: Params): string {
  const bound = describesAnnotations(filter) && filter.where !== 'outside';
  const described = () =>
    `SELECT DISTINCT a.article_version_id FROM ${describedAnnotations(tx.projectId, filter, params)}`;
  const unsaid = unsaidConditions(filter);
  if (unsaid.length === 0) return bound ? `ARRAY(${described()})` : 'NULL::uuid[]';
  const conditions = bound ? [...unsaid, `v.id IN (${described()})`] : unsaid;
  return `ARRAY(SELECT v.id FROM article_versions v
    WHERE v.project_id = ${params.add(tx.projectId, 'uuid')} AND ${conditions.join(' AND ')})`;
}

/** How many articles fit, counted up to the limit and one more. */
export async function countArticles(
  tx: ProjectTx,
  ready: ReadyQuery,
  filter: SearchFilter,
): Promise<number> {
  const params = new Params();
  const given = argumentsOf(tx, ready, filter, params);
  const [row] = await tx.sql<{ n: number }>(
    `SELECT search_count(${given.join(', ')}, ${COUNT_LIMIT + 1}) AS n`,
    ...params.values,
  );
  return row?.n ?? 0;
}

interface Key {
  readonly article_id: string;
  readonly article_version_id: string;
  readonly rank: number;
  readonly at: string;
}

async function lookUp(
  tx: ProjectTx,
  ready: ReadyQuery,
  filter: SearchFilter,
  cursor: ArticleCursor | null,
): Promise<Key[]> {
  const params = new Params();
  const given = argumentsOf(tx, ready, filter, params);
  return tx.sql<Key>(
    `SELECT article_id, article_version_id, rank::float8 AS rank, at::text AS at
       FROM search_find(${given.join(', ')}, ${params.add(filter.sort, 'text')},
         ${params.add(cursor?.rank ?? null, 'real')}, ${params.add(cursor?.at ?? null, 'timestamptz')},
         ${params.add(cursor?.id ?? null, 'uuid')}, ${RANKED_CANDIDATES}, ${STEP + 1})`,
    ...params.values,
  );
}

interface TextRow {
  readonly article_version_id: string;
  readonly version_no: number;
  readonly title: string;
  readonly text: string;
  readonly text_length: number;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly published_at: Date | null;
}

/** The articles that fit, each with its hits, from the cursor on. */
export async function gather(
  tx: ProjectTx,
  ready: ReadyQuery,
  filter: SearchFilter,
  cursor: ArticleCursor | null,
  amount: Amount,
): Promise<Gathered> {
  const articles: FoundArticle[] = [];
  let at = cursor;
  let hits = 0;
  let length = 0;
  let looked = 0;
  for (;;) {
    const keys = await lookUp(tx, ready, filter, at);
    const batch = keys.slice(0, STEP);
    const ids = batch.map((key) => key.article_version_id);
    const texts = await readTexts(tx, ids);
    const extents = describesAnnotations(filter) ? await readExtents(tx, filter, ids) : null;
    for (const [index, key] of batch.entries()) {
      at = { rank: key.rank, at: key.at, id: key.article_id };
      looked += 1;
      const row = texts.get(key.article_version_id);
      if (!row) continue;
      length += row.text_length;
      const found = read(row, key.article_id, ready, (place) =>
        admits(filter, extents?.get(key.article_version_id) ?? [], place),
      );
      if (found && (found.hits.length > 0 || filter.where === 'anywhere')) {
        hits += Math.min(found.hitCount, amount.hitsOfArticle);
        articles.push({ ...found, hits: found.hits.slice(0, amount.hitsOfArticle) });
      }
      const full = articles.length >= amount.articles || hits >= amount.hits;
      if (full || length >= MAX_LENGTH || looked >= MAX_LOOKED_AT) {
        return { articles, next: index + 1 < keys.length ? at : null };
      }
    }
    if (keys.length <= STEP) return { articles, next: null };
  }
}

async function readTexts(tx: ProjectTx, ids: readonly string[]): Promise<Map<string, TextRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql<TextRow>(
    `SELECT v.id AS article_version_id, v.version_no, v.title, v.text, v.text_length, v.publisher,
            v.language, v.direction::text AS direction, v.published_at
       FROM article_versions v WHERE v.project_id = $1::uuid AND v.id = ANY ($2::uuid[])`,
    tx.projectId,
    ids,
  );
  return new Map(rows.map((row) => [row.article_version_id, row]));
}

type Extent = Pick<Place, 'start' | 'end'>;

/** Where the annotations stand that the filter describes, by article version. */
async function readExtents(
  tx: ProjectTx,
  filter: SearchFilter,
  ids: readonly string[],
): Promise<Map<string, Extent[]>> {
  const params = new Params();
  const source = describedAnnotations(tx.projectId, filter, params);
  const rows = await tx.sql<Extent & { id: string }>(
    `SELECT f.article_version_id AS id, f.start_offset AS start, f.end_offset AS "end"
       FROM fragments f
      WHERE f.project_id = $1::uuid AND f.revision_id IN (SELECT r.id FROM ${source}
        AND a.article_version_id = ANY (${params.add(ids, 'uuid[]')}))`,
    ...params.values,
  );
  const extents = new Map<string, Extent[]>();
  for (const { id, start, end } of rows) {
    const own = extents.get(id);
    if (own) own.push({ start, end });
    else extents.set(id, [{ start, end }]);
  }
  return extents;
}

function admits({ where }: SearchFilter, extents: readonly Extent[], place: Extent): boolean {
  if (where === 'anywhere') return true;
  if (where === 'inside') {
    return extents.some(({ start, end }) => start <= place.start && place.end <= end);
  }
  return !extents.some(({ start, end }) => start < place.end && place.start < end);
}

/** The article with its hits; null when it does not fit after all (a phrase in a very long text). */
function read(
  row: TextRow,
  articleId: string,
  { query, forms }: ReadyQuery,
  isAdmitted: (place: Extent) => boolean,
): FoundArticle | null {
  const matcher = createMatcher(query, forms.get(row.language ?? 'und') ?? new Map());
  const read: ReadText = readText(row.text);
  const title = titleParts(row.title, matcher);
  // The words of the title count too; the gap keeps a phrase from reaching into the text.
  const all = [...readText(row.title).words, { folded: '', start: 0, end: 0 }, ...read.words];
  if (!matcher.fits(all)) return null;
  const places = placesIn(read, matcher).filter(isAdmitted);
  return {
    articleId,
    articleVersionId: row.article_version_id,
    versionNo: row.version_no,
    title,
    publisher: row.publisher,
    language: row.language,
    direction: row.direction,
    publishedAt: row.published_at?.toISOString() ?? null,
    hitCount: places.length,
    hits: places.map((place) => hitAt(read.map, place)),
  };
}
