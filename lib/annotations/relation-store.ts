import { v7 as uuidv7 } from 'uuid';
import type { ProjectTx } from '@/lib/db/tx';
import type { RelationSnapshot } from './snapshot';
import type { RevisionRef, StoredRelation } from './store';

interface RelationRow extends Omit<StoredRelation, 'snapshot'>, RelationSnapshot {}

/** Reads revisions of relations; the head where `no` is null. Unknown ones are left out. */
export async function loadRelations(
  tx: ProjectTx,
  refs: readonly RevisionRef[],
): Promise<Map<string, StoredRelation>> {
  if (refs.length === 0) return new Map();
  const rows = await tx.sql<RelationRow>(
    `SELECT l.id, l.coding_id AS "codingId", l.head_no AS "headNo", r.revision_no AS "revisionNo",
            r.relation_type_id AS "relationTypeId", t.key AS "typeKey",
            r.from_annotation_id AS "fromAnnotationId", r.to_annotation_id AS "toAnnotationId",
            r.attributes, r.memo, r.deleted
       FROM jsonb_to_recordset($2::jsonb) AS ref (id uuid, no int)
       JOIN relations l ON l.project_id = $1::uuid AND l.id = ref.id
       JOIN relation_revisions r ON r.project_id = l.project_id AND r.relation_id = l.id
        AND r.revision_no = coalesce(ref.no, l.head_no)
       JOIN relation_types t ON t.project_id = r.project_id AND t.id = r.relation_type_id`,
    tx.projectId,
    JSON.stringify(refs),
  );
  return new Map(
    rows.map(({ id, codingId, headNo, revisionNo, ...snapshot }) => [
      id,
      { id, codingId, headNo, revisionNo, snapshot },
    ]),
  );
}

/** A relation's revision to write. Revision 1 makes the relation too. */
export interface NewRelationRevision {
  readonly relationId: string;
  readonly codingId: string;
  readonly revisionNo: number;
  readonly authorId: string;
  readonly snapshot: RelationSnapshot;
  /** The codebook migration that writes it. */
  readonly migrationId?: string;
}

/**
 * Writes revisions of relations in one statement. Checks no permission: callers do. Answers the ids
 * of the relations written; one that is missing lost a race, and the caller must then roll back.
 */
export async function insertRelationRevisions(
  tx: ProjectTx,
  revisions: readonly NewRelationRevision[],
): Promise<Set<string>> {
  if (revisions.length === 0) return new Set();
  const input = revisions
    .map(({ snapshot, ...revision }) => ({
      migrationId: null,
      ...revision,
      ...snapshot,
      id: uuidv7(),
    }))
    .sort((a, b) => (a.relationId < b.relationId ? -1 : 1));
  const rows = await tx.sql<{ relationId: string }>(
    `WITH input AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, "relationId" uuid,
         "codingId" uuid, "revisionNo" int, "authorId" uuid, "relationTypeId" uuid,
         "fromAnnotationId" uuid, "toAnnotationId" uuid, attributes jsonb, memo text,
         deleted boolean, "migrationId" uuid)),
     identity AS (
       INSERT INTO relations (project_id, id, coding_id)
       SELECT $1::uuid, "relationId", "codingId" FROM input
        WHERE "revisionNo" = 1 ORDER BY "relationId"
       ON CONFLICT DO NOTHING)
     INSERT INTO relation_revisions (project_id, id, relation_id, revision_no, relation_type_id,
       from_annotation_id, to_annotation_id, attributes, memo, deleted, author_id, migration_id)
     SELECT $1::uuid, id, "relationId", "revisionNo", "relationTypeId", "fromAnnotationId",
            "toAnnotationId", attributes, memo, deleted, "authorId", "migrationId"
       FROM input ORDER BY "relationId"
     ON CONFLICT (project_id, relation_id, revision_no) DO NOTHING
     RETURNING relation_id AS "relationId"`,
    tx.projectId,
    JSON.stringify(input),
  );
  return new Set(rows.map((row) => row.relationId));
}
