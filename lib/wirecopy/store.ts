import type { ProjectTx } from '@/lib/db/tx';
import type { Pair } from './rules/kinship';
import type { WireMember } from './schema';

/** The pairs of an article, or of the project: `own` is of `a`, `other` of `b`. */
export function readPairs(tx: ProjectTx, articleId: string | null, limit: number): Promise<Pair[]> {
  return tx.sql<Pair>(
    `SELECT low_id::text AS a, high_id::text AS b, shared, low_shingles AS own, high_shingles AS other
       FROM wire_pairs
      WHERE project_id = $1::uuid AND ($2::uuid IS NULL OR low_id = $2::uuid OR high_id = $2::uuid)
      ORDER BY low_id, high_id LIMIT $3::int`,
    tx.projectId,
    articleId,
    limit,
  );
}

/** Compared articles with their labels. */
export function readMembers(tx: ProjectTx, ids: readonly string[]): Promise<WireMember[]> {
  return tx.sql<WireMember>(
    `SELECT w.article_id::text AS "articleId", v.title, v.publisher,
            to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt",
            w.agency, w.agency_words AS "agencyWords", w.shingles,
            (SELECT l.label FROM wire_labels l
              WHERE l.project_id = w.project_id AND l.article_id = w.article_id
              ORDER BY l.label_no DESC LIMIT 1) AS label
       FROM wire_articles w
       JOIN article_versions v ON v.project_id = w.project_id AND v.id = w.article_version_id
      WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[])
      ORDER BY v.published_at NULLS LAST, w.article_id`,
    tx.projectId,
    ids,
  );
}
