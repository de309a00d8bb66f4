import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { isoTime, readCodings, readHeads, readUndoState } from './heads';
import { readRelations } from './relation-heads';
import type { AnnotationDto, ArticleAnnotationsDto, RevisionDto, UndoState } from './schema';
import { seesColleagues } from './visibility';

/**
 * Everything that the reader shows of one article version: all members' annotations and links that
 * are not deleted, the codings, and what the acting person could undo. The number of statements
 * does not grow with the number of annotations. Error: `not_found`.
 */
export async function getArticleAnnotations(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<ArticleAnnotationsDto>> {
  return inProject(
    actor,
    'project.read',
    async (tx, me) => {
      const filter = { articleVersionId };
      await seesColleagues(tx, filter);
      const codings = await readCodings(tx, filter);
      if (codings.length === 0) {
        const known = await tx.sql(
          'SELECT 1 AS one FROM article_versions WHERE project_id = $1::uuid AND id = $2::uuid',
          tx.projectId,
          articleVersionId,
        );
        if (known.length === 0) return err('not_found', 'There is no such article.');
        return ok({ annotations: [], relations: [], codings, undo: NOTHING_TO_UNDO });
      }
      const own = codings.find((coding) => coding.coderId === me.userId);
      return ok({
        annotations: await readHeads(tx, filter),
        relations: await readRelations(tx, filter, articleVersionId),
        codings,
        undo: own ? await readUndoState(tx, own.id) : NOTHING_TO_UNDO,
      });
    },
    // One snapshot, so that no link leads to an annotation that the other statement did not see.
    { snapshot: true },
  );
}

const NOTHING_TO_UNDO: UndoState = { undo: null, redo: null };

/** The head of one annotation. Error: `not_found`, for a deleted one too. */
export async function getAnnotation(
  actor: Actor,
  annotationId: string,
): Promise<Result<AnnotationDto>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [found] = await readHeads(tx, { ids: [annotationId] });
    return found ? ok(found) : err('not_found', 'There is no such annotation.');
  });
}

/** Every revision of one annotation, oldest first, deleted or not. Error: `not_found`. */
export async function getAnnotationRevisions(
  actor: Actor,
  annotationId: string,
): Promise<Result<RevisionDto[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<RevisionDto>(
      `SELECT r.id, r.revision_no AS "revisionNo", r.author_id AS "authorId",
              u.name AS "authorName", l.key AS "layerKey", c.key AS "codeKey", r.attributes,
              r.confidence, r.memo, r.deleted, ${isoTime('r.created_at')} AS "createdAt",
              coalesce((SELECT jsonb_agg(jsonb_build_object('start', f.start_offset, 'end',
                  f.end_offset, 'quote', f.quote) ORDER BY f.ordinal) FROM fragments f
                 WHERE f.project_id = r.project_id AND f.revision_id = r.id), '[]') AS fragments,
              coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'annotationId',
                  m.annotation_id) ORDER BY m.ordinal) FROM revision_members m
                 WHERE m.project_id = r.project_id AND m.revision_id = r.id), '[]') AS members
         FROM annotation_revisions r
         JOIN users u ON u.id = r.author_id
         JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
         JOIN layers l ON l.project_id = c.project_id AND l.id = c.layer_id
        WHERE r.project_id = $1::uuid AND r.annotation_id = $2::uuid
        ORDER BY r.revision_no`,
      tx.projectId,
      annotationId,
    );
    return rows.length > 0 ? ok(rows) : err('not_found', 'There is no such annotation.');
  });
}

/** What the acting person's next undo and redo on an article version would be. */
export async function getUndoState(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<UndoState>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const codings = await readCodings(tx, { articleVersionId });
    const own = codings.find((coding) => coding.coderId === me.userId);
    return ok(own ? await readUndoState(tx, own.id) : NOTHING_TO_UNDO);
  });
}
