import type { ProjectTx } from '@/lib/db/tx';
import { NESTED } from './nesting';

/** Which undeleted attributions of a coding hold which others now. */
export async function readNesting(
  tx: ProjectTx,
  codingId: string,
): Promise<Map<string, readonly string[]>> {
  const rows = await tx.sql<{ owner: string; nested: string[] }>(
    `SELECT a.id AS owner, jsonb_agg(m.annotation_id) AS nested
       FROM annotations a
       JOIN revision_members m ON m.project_id = a.project_id AND m.revision_id = a.head_revision_id
      WHERE a.project_id = $1::uuid AND a.coding_id = $2::uuid AND a.kind = 'composite'
        AND NOT a.deleted AND m.role = $3
      GROUP BY a.id`,
    tx.projectId,
    codingId,
    NESTED,
  );
  return new Map(rows.map(({ owner, nested }) => [owner, nested]));
}
