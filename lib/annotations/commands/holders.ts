import type { OpenCoding } from '../in-coding';
import type { HoldingPlace } from '../rules';

/** The undeleted composites of the coding that hold a span now. */
export async function holderIds(coding: OpenCoding, annotationId: string): Promise<string[]> {
  const rows = await coding.tx.sql<{ id: string }>(
    `SELECT DISTINCT a.id FROM revision_members m
       JOIN annotation_revisions r ON r.project_id = m.project_id AND r.id = m.revision_id
       JOIN annotations a ON a.project_id = r.project_id AND a.id = r.annotation_id
        AND a.head_revision_id = r.id
      WHERE m.project_id = $1::uuid AND m.annotation_id = $2::uuid AND NOT a.deleted
        AND a.coding_id = $3::uuid`,
    coding.tx.projectId,
    annotationId,
    coding.codingId,
  );
  return rows.map((row) => row.id);
}

/** The roles in which undeleted composites hold a span, and the codes that each allows. */
export async function holdingPlaces(
  coding: OpenCoding,
  annotationId: string,
): Promise<HoldingPlace[]> {
  return coding.tx.sql<HoldingPlace>(
    `SELECT coalesce(c.name ->> 'en', c.key) AS "compositeName", m.role,
            coalesce(role.value -> 'codes', '[]') AS codes
       FROM revision_members m
       JOIN annotation_revisions r ON r.project_id = m.project_id AND r.id = m.revision_id
       JOIN annotations a ON a.project_id = r.project_id AND a.id = r.annotation_id
        AND a.head_revision_id = r.id
       JOIN codes c ON c.project_id = r.project_id AND c.id = r.code_id
       JOIN jsonb_array_elements(c.roles) AS role ON role.value ->> 'role' = m.role
      WHERE m.project_id = $1::uuid AND m.annotation_id = $2::uuid AND NOT a.deleted`,
    coding.tx.projectId,
    annotationId,
  );
}

/** The undeleted relations of the coding that start or end at an annotation. */
export async function relationIdsAt(coding: OpenCoding, annotationId: string): Promise<string[]> {
  const rows = await coding.tx.sql<{ id: string }>(
    `SELECT l.id FROM relations l
       JOIN relation_revisions r ON r.project_id = l.project_id AND r.id = l.head_revision_id
      WHERE l.project_id = $1::uuid AND l.coding_id = $3::uuid AND NOT l.deleted
        AND $2::uuid IN (r.from_annotation_id, r.to_annotation_id)`,
    coding.tx.projectId,
    annotationId,
    coding.codingId,
  );
  return rows.map((row) => row.id);
}
