import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx, type SqlValue } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import {
  isIndexable,
  likePattern,
  QUEUE_SEGMENTS,
  type QueueCursor,
  readCursor,
  writeCursor,
} from './rules';
import {
  type ArticleDto,
  COUNT_LIMIT,
  type CodingStateName,
  PAGE_SIZE,
  type QueueFilter,
  type QueuePage,
  type QueueProgress,
  type QueueRow,
} from './schema';

/** Numbered parameters of a statement that is put together. */
class Params {
  readonly values: SqlValue[] = [];
  add(value: SqlValue, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

interface KeyedRow {
  readonly article_id: string;
  readonly version_id: string;
  readonly key: string | null;
  readonly segment: number;
}

const anyCoding = (condition: string) => `EXISTS (SELECT 1 FROM codings w
    WHERE w.project_id = v.project_id AND w.article_version_id = v.id AND w.kind = 'coder'
      AND ${condition})`;
const SUBMITTED = anyCoding(`w.state = 'submitted'`);

const PROGRESS: Readonly<Record<QueueProgress, string>> = {
  untouched: `NOT ${anyCoding(`w.state <> 'not_started'`)}`,
  started: `${anyCoding(`w.state = 'in_progress'`)} AND NOT ${SUBMITTED}`,
  submitted: SUBMITTED,
};

/** FROM and WHERE of the newest versions that fit the filter; `mine` is the person's own coding. */
function fitting(tx: ProjectTx, me: Me, filter: QueueFilter, params: Params): string {
  const project = params.add(tx.projectId, 'uuid');
  const conditions = [
    `v.project_id = ${project}`,
    `NOT EXISTS (SELECT 1 FROM article_versions newer WHERE newer.project_id = v.project_id
       AND newer.article_id = v.article_id AND newer.version_no > v.version_no)`,
  ];
  if (filter.q !== '') {
    const pattern = params.add(likePattern(filter.q), 'text');
    // Under row-level security ILIKE is kept from the index, since it might leak: a function that
    // asks for the project itself looks titles up. Few letters fit so much that walking is faster.
    conditions.push(
      isIndexable(filter.q)
        ? `v.id IN (SELECT search_titles(${pattern}))`
        : `v.title ILIKE ${pattern}`,
    );
  }
  if (filter.language === 'und') conditions.push('v.language IS NULL');
  else if (filter.language !== null) {
    conditions.push(`v.language = ${params.add(filter.language, 'text')}`);
  }
  if (filter.progress !== null) conditions.push(PROGRESS[filter.progress]);
  const state = `coalesce(mine.state, 'not_started')`;
  if (filter.state === 'unfinished') conditions.push(`${state} <> 'submitted'`);
  else if (filter.state !== null) {
    conditions.push(`${state} = ${params.add(filter.state, 'coding_state')}`);
  }
  return `article_versions v LEFT JOIN codings mine ON mine.project_id = v.project_id
      AND mine.article_version_id = v.id AND mine.coder_id = ${params.add(me.userId, 'uuid')}
    WHERE ${conditions.join(' AND ')}`;
}

/** At most `limit` rows beyond the cursor, in the order of travel, across the order's segments. */
async function walk(
  tx: ProjectTx,
  me: Me,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  limit: number,
): Promise<KeyedRow[]> {
  const backwards = cursor?.direction === 'before';
  const segments = QUEUE_SEGMENTS[filter.sort].map((segment, index) => ({ segment, index }));
  if (backwards) segments.reverse();
  const found: KeyedRow[] = [];
  for (const { segment, index } of segments) {
    const passed = cursor !== null && (backwards ? index > cursor.segment : index < cursor.segment);
    if (passed || found.length >= limit) continue;
    const params = new Params();
    const source = fitting(tx, me, filter, params);
    const key = segment.key?.sql;
    const falling = segment.descending !== backwards;
    let beyond = '';
    if (cursor !== null && index === cursor.segment) {
      const id = params.add(cursor.id, 'uuid');
      const sign = falling ? '<' : '>';
      beyond = segment.key
        ? `AND (${segment.key.sql}, v.id) ${sign} (${params.add(cursor.key, segment.key.type)}, ${id})`
        : `AND v.id ${sign} ${id}`;
    }
    const order = [key, 'v.id']
      .filter(Boolean)
      .map((item) => `${item} ${falling ? 'DESC' : 'ASC'}`);
    const rows = await tx.sql<KeyedRow>(
      `SELECT v.article_id, v.id AS version_id, ${key ? `(${key})::text` : 'NULL'} AS key,
              ${index}::int AS segment
         FROM ${source} AND ${segment.where} ${beyond}
        ORDER BY ${order.join(', ')} LIMIT ${params.add(limit - found.length, 'int')}`,
      ...params.values,
    );
    found.push(...rows);
  }
  return found;
}

interface DetailRow {
  readonly article_id: string;
  readonly version_id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly published_at: Date | null;
  readonly text_length: number;
  readonly my_state: CodingStateName;
  readonly my_annotations: number;
  readonly annotations: number;
  readonly unreviewed: number;
  readonly coders_started: number;
  readonly coders_submitted: number;
}

async function details(tx: ProjectTx, me: Me, versionIds: string[]): Promise<QueueRow[]> {
  const rows = await tx.sql<DetailRow>(
    `SELECT v.article_id, v.id AS version_id, v.title, v.publisher, v.language,
            v.direction::text AS direction, v.published_at, v.text_length,
            coalesce(c.my_state, 'not_started') AS my_state, a.my_annotations, a.annotations,
            a.unreviewed, c.coders_started, c.coders_submitted
       FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
       JOIN article_versions v ON v.project_id = $1::uuid AND v.id = wanted.id
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state <> 'not_started')::int AS coders_started,
                count(*) FILTER (WHERE state = 'submitted')::int AS coders_submitted,
                max(state::text) FILTER (WHERE coder_id = $3::uuid) AS my_state
           FROM codings WHERE project_id = v.project_id AND article_version_id = v.id
             AND kind = 'coder') c
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS annotations,
                count(*) FILTER (WHERE k.coder_id = $3::uuid)::int AS my_annotations,
                count(*) FILTER (WHERE n.review_state = 'unreviewed'
                  AND k.state = 'submitted')::int AS unreviewed
           FROM annotations n JOIN codings k ON k.project_id = n.project_id AND k.id = n.coding_id
            AND k.kind = 'coder'
          WHERE n.project_id = v.project_id AND n.article_version_id = v.id AND NOT n.deleted) a
      ORDER BY wanted.place`,
    tx.projectId,
    versionIds,
    me.userId,
  );
  return rows.map((row) => ({
    articleId: row.article_id,
    versionId: row.version_id,
    title: row.title,
    publisher: row.publisher,
    language: row.language,
    direction: row.direction,
    publishedAt: row.published_at?.toISOString() ?? null,
    textLength: row.text_length,
    myState: row.my_state,
    myAnnotations: row.my_annotations,
    annotations: row.annotations,
    unreviewed: row.unreviewed,
    codersStarted: row.coders_started,
    codersSubmitted: row.coders_submitted,
  }));
}

async function countUpTo(tx: ProjectTx, me: Me, filter: QueueFilter): Promise<number> {
  const params = new Params();
  const source = fitting(tx, me, filter, params);
  const limit = params.add(COUNT_LIMIT + 1, 'int');
  const [row] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${source} LIMIT ${limit}) counted`,
    ...params.values,
  );
  return row?.n ?? 0;
}

/** The languages of the project's articles; `und` for articles without one. */
async function languages(tx: ProjectTx): Promise<string[]> {
  const rows = await tx.sql<{ language: string }>(
    `SELECT DISTINCT coalesce(language, 'und') AS language FROM article_versions
      WHERE project_id = $1::uuid ORDER BY 1 LIMIT 200`,
    tx.projectId,
  );
  return rows.map((row) => row.language);
}

/**
 * One page of the queue: articles in their newest version, with the person's own state and the
 * work of all. `cursor` is a `previous` or `next` of an earlier page; any other text means the
 * first page.
 */
export function getQueue(
  actor: Actor,
  filter: QueueFilter,
  cursor?: string,
): Promise<Result<QueuePage>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const from = readCursor(filter.sort, cursor);
    const backwards = from?.direction === 'before';
    const found = await walk(tx, me, filter, from, PAGE_SIZE + 1);
    const more = found.length > PAGE_SIZE;
    const keys = found.slice(0, PAGE_SIZE);
    if (backwards) keys.reverse();
    const [first, last] = [keys[0], keys.at(-1)];
    const at = (direction: 'after' | 'before', row: KeyedRow) =>
      writeCursor({ direction, segment: row.segment, key: row.key, id: row.version_id });
    const rows = await details(
      tx,
      me,
      keys.map((row) => row.version_id),
    );
    const total = await countUpTo(tx, me, filter);
    const known = await languages(tx);
    return ok({
      rows,
      previous: first && (backwards ? more : from !== null) ? at('before', first) : null,
      next: last && (backwards || more) ? at('after', last) : null,
      total: Math.min(total, COUNT_LIMIT),
      totalIsCapped: total > COUNT_LIMIT,
      projectIsEmpty: known.length === 0,
      languages: known,
    });
  });
}

/** The place of an article's newest version in an order; undefined for an unknown article. */
async function placeOf(
  tx: ProjectTx,
  sort: QueueFilter['sort'],
  articleId: string,
): Promise<QueueCursor | undefined> {
  for (const [index, segment] of QUEUE_SEGMENTS[sort].entries()) {
    const [row] = await tx.sql<{ id: string; key: string | null }>(
      `SELECT v.id, ${segment.key ? `(${segment.key.sql})::text` : 'NULL'} AS key
         FROM article_versions v
        WHERE v.project_id = $1::uuid AND v.article_id = $2::uuid AND ${segment.where}
          AND v.version_no = (SELECT max(version_no) FROM article_versions w
                WHERE w.project_id = v.project_id AND w.article_id = v.article_id)`,
      tx.projectId,
      articleId,
    );
    if (row) return { direction: 'after', segment: index, key: row.key, id: row.id };
  }
  return undefined;
}

/**
 * The article that the person should code next: of those that fit the filter and are not submitted,
 * the first one after `afterArticleId` in the filter's order, or else from its beginning. Null when
 * all but that one is done.
 */
export function getNextUnfinished(
  actor: Actor,
  given: QueueFilter,
  afterArticleId?: string,
): Promise<Result<string | null>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const open = given.state === 'not_started' || given.state === 'in_progress';
    const filter: QueueFilter = open ? given : { ...given, state: 'unfinished' };
    const place = afterArticleId ? await placeOf(tx, filter.sort, afterArticleId) : undefined;
    const found = place ? await walk(tx, me, filter, place, 1) : [];
    if (found.length === 0) found.push(...(await walk(tx, me, filter, null, 1)));
    const next = found[0]?.article_id ?? null;
    return ok(next === afterArticleId ? null : next);
  });
}

/**
 * One article with its text: its newest version, or the one with that number. Error `not_found`
 * also for an article of another project.
 */
export function getArticle(
  actor: Actor,
  articleId: string,
  versionNo?: number,
): Promise<Result<ArticleDto>> {
  return inProject(actor, 'project.read', async (tx) => {
    const article = await tx.prisma.article.findUnique({
      where: { projectId_id: { projectId: tx.projectId, id: articleId } },
      include: {
        versions: { select: { id: true, versionNo: true }, orderBy: { versionNo: 'asc' } },
      },
    });
    const chosen =
      versionNo === undefined
        ? article?.versions.at(-1)
        : article?.versions.find((item) => item.versionNo === versionNo);
    if (!article || !chosen) return err('not_found', 'There is no such article in this project.');
    const version = await tx.prisma.articleVersion.findUniqueOrThrow({
      where: { projectId_id: { projectId: tx.projectId, id: chosen.id } },
      include: { capture: { omit: { bytes: true, metadata: true } } },
      omit: { metadata: true },
    });
    const { capture } = version;
    return ok({
      articleId: article.id,
      externalId: article.externalId,
      canonicalUrl: article.canonicalUrl,
      versionId: version.id,
      versionNo: version.versionNo,
      versionNos: article.versions.map((item) => item.versionNo),
      text: version.text,
      textSha256: Buffer.from(version.textSha256).toString('hex'),
      textLength: version.textLength,
      canonicaliser: version.canonicaliser,
      language: version.language,
      direction: version.direction,
      title: version.title,
      lede: version.lede,
      byline: version.byline,
      publisher: version.publisher,
      section: version.section,
      keywords: version.keywords,
      imageUrl: version.imageUrl,
      publishedAt: version.publishedAt?.toISOString() ?? null,
      publishedRaw: version.publishedRaw,
      modifiedAt: version.modifiedAt?.toISOString() ?? null,
      modifiedRaw: version.modifiedRaw,
      storedAt: version.createdAt.toISOString(),
      capture: {
        id: capture.id,
        sha256: Buffer.from(capture.sha256).toString('hex'),
        mediaType: capture.mediaType,
        sourceName: capture.sourceName,
        url: capture.url,
        importer: capture.importer,
        importerVersion: capture.importerVersion,
        retrievedAt: capture.retrievedAt.toISOString(),
      },
    });
  });
}
