import type { ProjectTx } from '@/lib/db/tx';
import type { Unrecorded } from './schema';

/** What is written only together with an event, and the word for it. */
const TABLES = {
  article_versions: 'article version',
  annotation_revisions: 'annotation revision',
  relation_revisions: 'link revision',
  review_decisions: 'review decision',
} as const;

/**
 * Rows that came into the project without an event in their transaction: the history does not know
 * of them. Rows from before transactions were noted are not judged. Needs sight of the whole.
 */
export async function findUnrecorded(tx: ProjectTx): Promise<Unrecorded[]> {
  const found: Unrecorded[] = [];
  for (const [table, what] of Object.entries(TABLES)) {
    const [row] = await tx.sql<{ count: number; firstId: string | null }>(
      `SELECT count(*)::int AS count, min(r.id::text) AS "firstId" FROM ${table} r
        WHERE r.project_id = $1::uuid AND r.written_in IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM events e WHERE e.project_id = r.project_id AND e.written_in = r.written_in)`,
      tx.projectId,
    );
    if (row?.firstId) found.push({ what, count: row.count, firstId: row.firstId });
  }
  return found;
}
