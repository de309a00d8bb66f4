import type { ProjectTx } from '@/lib/db/tx';
import { readJson } from './heads';
import type { FarEndDto, RelationDto } from './schema';

/** All relations at an article version, or those with the ids. */
export type RelationFilter =
  | { readonly articleVersionId: string }
  | { readonly ids: readonly string[] };

/** A head with the article versions of its ends. */
interface HeadRow extends Omit<RelationDto, 'far'> {
  readonly fromVersionId: string;
  readonly toVersionId: string;
}

const HEAD = `l.id, r.revision_no AS "revisionNo", l.coding_id AS "codingId",
  g.coder_id AS "coderId", u.name AS "coderName", t.key AS "typeKey",
  r.from_annotation_id AS "fromAnnotationId", r.to_annotation_id AS "toAnnotationId",
  r.attributes, r.memo, f.article_version_id AS "fromVersionId",
  o.article_version_id AS "toVersionId"`;

const JOINED = `JOIN relation_revisions r ON r.project_id = l.project_id AND r.id = l.head_revision_id
  JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
  JOIN annotations f ON f.project_id = r.project_id AND f.id = r.from_annotation_id
  JOIN annotations o ON o.project_id = r.project_id AND o.id = r.to_annotation_id`;

/**
 * The relations that are not deleted, by id: those of the codings of the article version, and those
 * of other articles that lead to it. An end that stands elsewhere than in `articleVersionId` is told
 * with its article (`far`).
 */
export async function readRelations(
  tx: ProjectTx,
  filter: RelationFilter,
  articleVersionId: string,
): Promise<RelationDto[]> {
  if ('ids' in filter && filter.ids.length === 0) return [];
  const rows =
    'ids' in filter
      ? await readJson<HeadRow>(
          tx,
          `SELECT ${HEAD} FROM relations l
             JOIN codings g ON g.project_id = l.project_id AND g.id = l.coding_id
             JOIN users u ON u.id = g.coder_id ${JOINED}
            WHERE l.project_id = $1::uuid AND l.id = ANY ($2::uuid[]) AND NOT l.deleted`,
          filter.ids,
        )
      : [
          ...(await relationsOf(tx, articleVersionId)),
          ...(await relationsTo(tx, articleVersionId)),
        ];
  const far = await readFarEnds(
    tx,
    rows.flatMap((row) => farIdOf(row, articleVersionId) ?? []),
  );
  return rows
    .map(({ fromVersionId, toVersionId, ...row }): RelationDto => {
      const farId = farIdOf({ ...row, fromVersionId, toVersionId }, articleVersionId);
      return { ...row, far: (farId && far.get(farId)) || null };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function relationsOf(tx: ProjectTx, articleVersionId: string): Promise<HeadRow[]> {
  return readJson<HeadRow>(
    tx,
    `SELECT ${HEAD} FROM codings g
       JOIN users u ON u.id = g.coder_id
       JOIN relations l ON l.project_id = g.project_id AND l.coding_id = g.id ${JOINED}
      WHERE g.project_id = $1::uuid AND g.article_version_id = $2::uuid AND NOT l.deleted`,
    articleVersionId,
  );
}

/** From codings of other articles. Only annotations whose code some relation type joins are asked. */
function relationsTo(tx: ProjectTx, articleVersionId: string): Promise<HeadRow[]> {
  return readJson<HeadRow>(
    tx,
    `WITH here AS MATERIALIZED (
       SELECT a.id FROM annotations a
        WHERE a.project_id = $1::uuid AND a.article_version_id = $2::uuid AND NOT a.deleted
          AND a.code_id IN (SELECT e.code_id FROM relation_type_ends e WHERE e.project_id = $1::uuid)),
     heads AS (
       SELECT r.relation_id FROM here
         JOIN relation_revisions r ON r.project_id = $1::uuid AND r.to_annotation_id = here.id
       UNION
       SELECT r.relation_id FROM here
         JOIN relation_revisions r ON r.project_id = $1::uuid AND r.from_annotation_id = here.id)
     SELECT ${HEAD} FROM heads
       JOIN relations l ON l.project_id = $1::uuid AND l.id = heads.relation_id
       JOIN codings g ON g.project_id = l.project_id AND g.id = l.coding_id
       JOIN users u ON u.id = g.coder_id ${JOINED}
      WHERE g.article_version_id <> $2::uuid AND NOT l.deleted
        AND $2::uuid IN (f.article_version_id, o.article_version_id)`,
    articleVersionId,
  );
}

function farIdOf(row: HeadRow, articleVersionId: string): string | null {
  if (row.fromVersionId !== articleVersionId) return row.fromAnnotationId;
  return row.toVersionId === articleVersionId ? null : row.toAnnotationId;
}

/** The columns that tell an annotation together with its article; `a` is the annotation. */
export const FAR_END = `a.id AS "annotationId", a.kind, c.key AS "codeKey", w.quote, r.attributes,
  a.deleted, coder.name AS "coderName", v.article_id AS "articleId", v.version_no AS "versionNo",
  v.title AS "articleTitle", v.language, v.direction`;

/** What `FAR_END` needs, from `annotations a` on. */
export const FAR_END_FROM = `JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
  JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
  JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
  JOIN users coder ON coder.id = g.coder_id
  JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
  CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(f.quote, ' … ' ORDER BY f.ordinal), '') AS quote FROM fragments f
     WHERE f.project_id = r.project_id AND f.revision_id = r.id) w`;

async function readFarEnds(tx: ProjectTx, ids: readonly string[]): Promise<Map<string, FarEndDto>> {
  if (ids.length === 0) return new Map();
  const ends = await readJson<FarEndDto>(
    tx,
    `SELECT ${FAR_END} FROM annotations a ${FAR_END_FROM}
      WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[])`,
    [...new Set(ids)],
  );
  return new Map(ends.map((end) => [end.annotationId, end]));
}
