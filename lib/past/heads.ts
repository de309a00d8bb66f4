import { isoTime, readJson } from '@/lib/annotations/heads';
import type { AnnotationDto, FarEndDto, RelationDto } from '@/lib/annotations/schema';
import { seenAnnotation } from '@/lib/annotations/visibility';
import type { ProjectTx } from '@/lib/db/tx';
import { wasThere } from './moment';
import { type PastDecision, type PastRevision, reviewStateOf } from './rules';
import type { Moment } from './schema';

/** An annotation as it was, deleted or not, with where it stands. */
export interface PastHead extends Omit<AnnotationDto, 'openThreads'> {
  readonly deleted: boolean;
  readonly place: Pick<
    FarEndDto,
    'articleId' | 'versionNo' | 'articleTitle' | 'language' | 'direction'
  >;
}

interface HeadRow extends Omit<PastHead, 'reviewState'> {
  readonly revisions: readonly PastRevision[];
  readonly decisions: readonly PastDecision[];
}

type Which = { readonly articleVersionId: string } | { readonly ids: readonly string[] };

/** Annotations in the state that they had at a moment: the last revision of each that was there. */
export async function readPastHeads(
  tx: ProjectTx,
  moment: Moment,
  which: Which,
): Promise<PastHead[]> {
  if ('ids' in which && which.ids.length === 0) return [];
  const byArticle = 'articleVersionId' in which;
  const rows = await readAt<HeadRow>(
    tx,
    moment,
    `WITH revised AS (
       SELECT r.*, a.kind, a.coding_id FROM annotations a
         JOIN annotation_revisions r ON r.project_id = a.project_id AND r.annotation_id = a.id
        WHERE a.project_id = $1::uuid
          AND ${byArticle ? 'a.article_version_id = $2::uuid' : 'a.id = ANY ($2::uuid[])'}
          AND ${seenAnnotation('a')} AND ${wasThere('r', 'created_at', 3, 4)}),
     course AS (
       SELECT annotation_id, json_agg(json_build_object('id', id, 'keepsReview', keeps_review)
           ORDER BY revision_no) AS revisions FROM revised GROUP BY annotation_id)
     SELECT DISTINCT ON (r.annotation_id) r.annotation_id AS id, r.kind, r.coding_id AS "codingId",
            g.coder_id AS "coderId", coder.name AS "coderName", r.id AS "revisionId",
            r.revision_no AS "revisionNo", r.author_id AS "authorId", author.name AS "authorName",
            l.key AS "layerKey", c.key AS "codeKey", r.attributes, r.confidence, r.memo, r.deleted,
            ${isoTime('r.created_at')} AS "changedAt",
            json_build_object('articleId', v.article_id, 'versionNo', v.version_no, 'articleTitle', v.title,
              'language', v.language, 'direction', v.direction) AS place,
            coalesce((SELECT json_agg(json_build_object('start', f.start_offset, 'end', f.end_offset,
                'quote', f.quote) ORDER BY f.ordinal) FROM fragments f
               WHERE f.project_id = r.project_id AND f.revision_id = r.id), '[]') AS fragments,
            coalesce((SELECT json_agg(json_build_object('role', m.role, 'annotationId', m.annotation_id)
                ORDER BY m.ordinal) FROM revision_members m
               WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS members,
            course.revisions,
            coalesce((SELECT json_agg(json_build_object('id', d.id, 'kind', d.kind, 'revisionId',
                d.revision_id, 'amendedRevisionId', d.amended_revision_id)) FROM review_decisions d
               WHERE d.project_id = r.project_id AND d.annotation_id = r.annotation_id
                 AND ${wasThere('d', 'decided_at', 3, 4)}), '[]') AS decisions
       FROM revised r JOIN course USING (annotation_id)
       JOIN codings g ON g.project_id = r.project_id AND g.id = r.coding_id
       JOIN users coder ON coder.id = g.coder_id
       JOIN users author ON author.id = r.author_id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
       JOIN layers l ON l.project_id = c.project_id AND l.id = c.layer_id
       JOIN article_versions v ON v.project_id = r.project_id AND v.id = r.article_version_id
      ORDER BY r.annotation_id, r.revision_no DESC`,
    byArticle ? which.articleVersionId : which.ids,
  );
  return rows.map(({ revisions, decisions, ...row }) => ({
    ...row,
    reviewState: reviewStateOf(revisions, decisions),
  }));
}

interface RelationRow extends Omit<RelationDto, 'far'> {
  readonly deleted: boolean;
}

/** The links at an article version as they were: of its codings, and those that led to it. */
export async function readPastRelations(
  tx: ProjectTx,
  moment: Moment,
  articleVersionId: string,
): Promise<Omit<RelationDto, 'far'>[]> {
  const rows = await readAt<RelationRow>(
    tx,
    moment,
    `WITH here AS (SELECT id FROM annotations WHERE project_id = $1::uuid AND article_version_id = $2::uuid)
     SELECT DISTINCT ON (l.id) l.id, r.revision_no AS "revisionNo", l.coding_id AS "codingId",
            g.coder_id AS "coderId", u.name AS "coderName", t.key AS "typeKey",
            r.from_annotation_id AS "fromAnnotationId", r.to_annotation_id AS "toAnnotationId",
            r.attributes, r.memo, r.deleted
       FROM relation_revisions r
       JOIN relations l ON l.project_id = r.project_id AND l.id = r.relation_id
       JOIN codings g ON g.project_id = l.project_id AND g.id = l.coding_id
       JOIN users u ON u.id = g.coder_id
       JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id
      WHERE r.project_id = $1::uuid AND ${wasThere('r', 'created_at', 3, 4)}
        AND (r.from_annotation_id IN (SELECT id FROM here) OR r.to_annotation_id IN (SELECT id FROM here))
      ORDER BY l.id, r.revision_no DESC`,
    articleVersionId,
  );
  return rows.flatMap(({ deleted, ...row }) => (deleted ? [] : [row]));
}

/** As `readJson`, with the moment's number and time as `$3` and `$4`. */
async function readAt<Row>(
  tx: ProjectTx,
  { event, at }: Moment,
  select: string,
  value: string | readonly string[],
): Promise<Row[]> {
  return readJson<Row>(tx, select, value, 'object', [event, at]);
}
