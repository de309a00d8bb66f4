import type { ProjectTx, SqlValue } from '@/lib/db/tx';
import type { AnnotationDto, CodingDto, UndoState } from './schema';
import { visibleAnnotation } from './visibility';

/** Which annotations or relations to read: all of an article version, or those with the ids. */
export type HeadFilter =
  | { readonly articleVersionId: string }
  | { readonly ids: readonly string[] };

type HeadRow = Omit<AnnotationDto, 'fragments' | 'members'>;

/**
 * The heads of annotations that are not deleted, in text order (article labels first, then
 * composites without fragments of their own among them). Three statements, however many there are.
 */
export async function readHeads(tx: ProjectTx, filter: HeadFilter): Promise<AnnotationDto[]> {
  const byArticle = 'articleVersionId' in filter;
  if (!byArticle && filter.ids.length === 0) return [];
  const which = byArticle ? 'a.article_version_id = $2::uuid' : 'a.id = ANY ($2::uuid[])';
  const value = byArticle ? filter.articleVersionId : filter.ids;
  const heads = await readJson<HeadRow>(
    tx,
    `SELECT a.id, a.kind, a.coding_id AS "codingId", g.coder_id AS "coderId",
            coder.name AS "coderName", r.id AS "revisionId", r.revision_no AS "revisionNo",
            r.author_id AS "authorId", author.name AS "authorName", l.key AS "layerKey",
            c.key AS "codeKey", r.attributes, r.confidence, r.memo, a.review_state AS "reviewState",
            (SELECT count(*) FROM threads t WHERE t.project_id = a.project_id
                AND t.annotation_id = a.id AND t.resolved_at IS NULL) AS "openThreads",
            ${isoTime('r.created_at')} AS "changedAt"
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN users coder ON coder.id = g.coder_id
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       JOIN users author ON author.id = r.author_id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
       JOIN layers l ON l.project_id = c.project_id AND l.id = c.layer_id
      WHERE a.project_id = $1::uuid AND ${which} AND ${visibleAnnotation('a')}`,
    value,
  );
  const fragments = await readJson<[string, number, number, string]>(
    tx,
    `SELECT json_build_array(a.id, f.start_offset, f.end_offset, f.quote) AS row
       FROM annotations a
       JOIN fragments f ON f.project_id = a.project_id AND f.revision_id = a.head_revision_id
      WHERE a.project_id = $1::uuid AND ${which} AND ${visibleAnnotation('a')}
      ORDER BY f.revision_id, f.ordinal`,
    value,
    'array',
  );
  if (!heads.some((head) => head.kind === 'composite')) return assemble(heads, fragments, []);
  const members = await readJson<[string, AnnotationDto['members'][number]['role'], string]>(
    tx,
    `SELECT json_build_array(a.id, m.role, m.annotation_id) AS row
       FROM annotations a
       JOIN revision_members m ON m.project_id = a.project_id AND m.revision_id = a.head_revision_id
      WHERE a.project_id = $1::uuid AND ${which} AND a.kind = 'composite'
        AND ${visibleAnnotation('a')}
      ORDER BY m.revision_id, m.ordinal`,
    value,
    'array',
  );
  return assemble(heads, fragments, members);
}

function assemble(
  heads: readonly HeadRow[],
  fragmentRows: readonly [string, number, number, string][],
  memberRows: readonly [string, AnnotationDto['members'][number]['role'], string][],
): AnnotationDto[] {
  const fragments = new Map<string, AnnotationDto['fragments'][number][]>();
  for (const [id, start, end, quote] of fragmentRows) {
    pushTo(fragments, id, { start, end, quote });
  }
  const members = new Map<string, AnnotationDto['members'][number][]>();
  for (const [id, role, annotationId] of memberRows) pushTo(members, id, { role, annotationId });
  return heads
    .map((head) => ({
      ...head,
      fragments: fragments.get(head.id) ?? [],
      members: members.get(head.id) ?? [],
    }))
    .sort(byText);
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** By start, the longer first, then by id (time of making). */
export function byText(a: AnnotationDto, b: AnnotationDto): number {
  return (
    (a.fragments[0]?.start ?? -1) - (b.fragments[0]?.start ?? -1) ||
    (b.fragments.at(-1)?.end ?? 0) - (a.fragments.at(-1)?.end ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The codings of an article version, or one of them by id, by the coder's name. */
export async function readCodings(
  tx: ProjectTx,
  filter: { readonly articleVersionId: string } | { readonly id: string },
): Promise<CodingDto[]> {
  const byArticle = 'articleVersionId' in filter;
  return readJson<CodingDto>(
    tx,
    `SELECT g.id, g.coder_id AS "coderId", u.name AS "coderName", g.state,
            ${isoTime('g.submitted_at')} AS "submittedAt"
       FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid
        AND ${byArticle ? 'g.article_version_id' : 'g.id'} = $2::uuid
      ORDER BY u.name, g.id`,
    byArticle ? filter.articleVersionId : filter.id,
  );
}

/** What the coding's next undo and redo would be, by their labels. */
export async function readUndoState(tx: ProjectTx, codingId: string): Promise<UndoState> {
  const [state] = await tx.sql<UndoState>(
    `SELECT (SELECT label FROM operations WHERE project_id = $1::uuid AND coding_id = $2::uuid
              AND state = 'done' ORDER BY position DESC LIMIT 1) AS undo,
            (SELECT label FROM operations WHERE project_id = $1::uuid AND coding_id = $2::uuid
              AND state = 'undone' ORDER BY position LIMIT 1) AS redo`,
    tx.projectId,
    codingId,
  );
  return state ?? { undo: null, redo: null };
}

/** ISO 8601 in UTC with milliseconds, as JavaScript writes it. */
export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/**
 * Runs a SELECT whose rows come as one JSON text (objects, or arrays from a column `row`): for ten thousand rows several times faster than
 * converting each cell on its way through the client.
 */
export async function readJson<Row>(
  tx: ProjectTx,
  select: string,
  value: string | readonly string[],
  shape: 'object' | 'array' = 'object',
  /** For `$3` and on. */
  more: readonly SqlValue[] = [],
): Promise<Row[]> {
  // json_agg keeps the order of the subquery's rows.
  const row = shape === 'object' ? 'row_to_json(x)' : 'x.row';
  const [answer] = await tx.sql<{ rows: string }>(
    `SELECT coalesce(json_agg(${row}), '[]')::text AS rows FROM (${select}) x`,
    tx.projectId,
    value,
    ...more,
  );
  return answer ? JSON.parse(answer.rows) : [];
}
