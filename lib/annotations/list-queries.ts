import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { isoTime, readHeads } from './heads';
import type { AnnotationDto, Attributes, ReviewState } from './schema';
import { visibleAnnotation } from './visibility';

/** An annotation's head with the article version that it stands in. */
export interface PlacedAnnotation extends AnnotationDto {
  readonly articleId: string;
  readonly articleVersionId: string;
  readonly articleVersionNo: number;
}

/** Which annotations of a project; what is null keeps everything. */
export interface AnnotationFilter {
  readonly articleId: string | null;
  readonly articleVersionId: string | null;
  /** Keys. */
  readonly layer: string | null;
  readonly code: string | null;
  readonly coderId: string | null;
  readonly reviewState: ReviewState | null;
  /** UTC; heads written from this moment on. */
  readonly changedSince: Date | null;
}

/**
 * The heads of the project's annotations that are not deleted and that the person may see, in the order
 * of their ids, which is that of their making: at most `limit` after the one named. Errors: those of
 * `inProject`.
 */
export function listAnnotations(
  actor: Actor,
  filter: AnnotationFilter,
  after: string | null,
  limit: number,
): Promise<Result<PlacedAnnotation[]>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const rows = await tx.sql<{ id: string }>(
        `SELECT a.id::text FROM annotations a
           JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
           JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
           JOIN codes k ON k.project_id = a.project_id AND k.id = a.code_id
           JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id
          WHERE a.project_id = $1::uuid AND ($2::uuid IS NULL OR a.id > $2::uuid)
            AND ${visibleAnnotation('a')} AND a.head_no > 0
            AND ($3::uuid IS NULL OR v.article_id = $3::uuid)
            AND ($4::uuid IS NULL OR a.article_version_id = $4::uuid)
            AND ($5::text IS NULL OR l.key = $5) AND ($6::text IS NULL OR k.key = $6)
            AND ($7::uuid IS NULL OR g.coder_id = $7::uuid)
            AND ($8::text IS NULL OR a.review_state::text = $8)
            AND ($9::timestamptz IS NULL OR EXISTS (SELECT 1 FROM annotation_revisions r
              WHERE r.project_id = a.project_id AND r.id = a.head_revision_id AND r.created_at >= $9::timestamptz))
          ORDER BY a.id LIMIT $10::int`,
        tx.projectId,
        after,
        filter.articleId,
        filter.articleVersionId,
        filter.layer,
        filter.code,
        filter.coderId,
        filter.reviewState,
        filter.changedSince,
        limit,
      );
      return ok(
        await placed(
          tx,
          rows.map(({ id }) => id),
        ),
      );
    },
    // One snapshot, so that no head is of another moment than its listing.
    { snapshot: true },
  );
}

/** The head of one annotation with its place. Error: `not_found`, for a deleted one too. */
export function getPlacedAnnotation(
  actor: Actor,
  annotationId: string,
): Promise<Result<PlacedAnnotation>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [found] = await placed(tx, [annotationId]);
    return found ? ok(found) : err('not_found', 'There is no such annotation.');
  });
}

async function placed(tx: ProjectTx, ids: readonly string[]): Promise<PlacedAnnotation[]> {
  if (ids.length === 0) return [];
  const heads = await readHeads(tx, { ids });
  const places = await tx.sql<{
    id: string;
    articleId: string;
    articleVersionId: string;
    articleVersionNo: number;
  }>(
    `SELECT a.id::text, v.article_id::text AS "articleId", v.id::text AS "articleVersionId",
            v.version_no AS "articleVersionNo"
       FROM annotations a
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
      WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[])`,
    tx.projectId,
    ids,
  );
  const placeOf = new Map(places.map(({ id, ...place }) => [id, place]));
  return heads
    .flatMap((head) => {
      const place = placeOf.get(head.id);
      return place ? [{ ...head, ...place }] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A relation's head. Times in ISO 8601, UTC. */
export interface ListedRelation {
  readonly id: string;
  readonly revisionNo: number;
  readonly articleVersionId: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly typeKey: string;
  readonly fromAnnotationId: string;
  readonly toAnnotationId: string;
  readonly attributes: Attributes;
  readonly memo: string | null;
  readonly changedAt: string;
}

/** Which relations; what is null keeps everything. */
export interface RelationListFilter {
  readonly relationId: string | null;
  readonly articleVersionId: string | null;
  readonly type: string | null;
  /** One of the ends. */
  readonly annotationId: string | null;
}

/**
 * The project's relations that are not deleted and both of whose ends the person may see, in the order
 * of their ids: at most `limit` after the one named. Errors: those of `inProject`.
 */
export function listRelations(
  actor: Actor,
  filter: RelationListFilter,
  after: string | null,
  limit: number,
): Promise<Result<ListedRelation[]>> {
  return inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<ListedRelation>(
        `SELECT n.id::text, r.revision_no AS "revisionNo", g.article_version_id::text AS "articleVersionId",
                g.coder_id::text AS "coderId", u.name AS "coderName", t.key AS "typeKey",
                r.from_annotation_id::text AS "fromAnnotationId",
                r.to_annotation_id::text AS "toAnnotationId", r.attributes, r.memo,
                ${isoTime('r.created_at')} AS "changedAt"
           FROM relations n
           JOIN codings g ON g.project_id = n.project_id AND g.id = n.coding_id
           JOIN users u ON u.id = g.coder_id
           JOIN relation_revisions r ON r.project_id = n.project_id AND r.id = n.head_revision_id
           JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
           JOIN annotations a ON a.project_id = r.project_id AND a.id = r.from_annotation_id
           JOIN annotations b ON b.project_id = r.project_id AND b.id = r.to_annotation_id
          WHERE n.project_id = $1::uuid AND NOT n.deleted AND ($2::uuid IS NULL OR n.id > $2::uuid)
            AND ${visibleAnnotation('a')} AND ${visibleAnnotation('b')}
            AND ($3::uuid IS NULL OR n.id = $3::uuid)
            AND ($4::uuid IS NULL OR g.article_version_id = $4::uuid)
            AND ($5::text IS NULL OR t.key = $5)
            AND ($6::uuid IS NULL OR $6::uuid IN (r.from_annotation_id, r.to_annotation_id))
          ORDER BY n.id LIMIT $7::int`,
        tx.projectId,
        after,
        filter.relationId,
        filter.articleVersionId,
        filter.type,
        filter.annotationId,
        limit,
      ),
    ),
  );
}
