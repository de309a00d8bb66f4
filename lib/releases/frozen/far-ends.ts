import type { ProjectTx } from '@/lib/db/tx';
import type { ExportArticle, JsonValue } from '../schema';

/** Another article in which an end of a relation stands. */
export interface FarEnd {
  readonly articleId: string;
  readonly metadata: Readonly<Record<string, JsonValue>>;
}

interface PlacedEnd extends FarEnd {
  readonly versionId: string;
}

/** The ends of an article's relations that stand in others, by the ids of the annotations. */
export async function readFarEnds(
  tx: ProjectTx,
  article: Pick<ExportArticle, 'annotations' | 'relations'>,
): Promise<ReadonlyMap<string, PlacedEnd>> {
  const here = new Set(article.annotations.map(({ id }) => id));
  const far = article.relations
    .flatMap(({ from, to }) => [from, to])
    .filter((end) => !here.has(end));
  if (far.length === 0) return new Map();
  const rows = await tx.sql<{
    id: string;
    articleId: string;
    versionId: string;
    publisher: string | null;
    published: string | null;
  }>(
    `SELECT a.id::text, v.article_id::text AS "articleId", v.id::text AS "versionId", v.publisher,
            to_char(v.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS published
       FROM annotations a
       JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
      WHERE a.project_id = $1::uuid AND a.id = ANY ($2::uuid[])`,
    tx.projectId,
    [...new Set(far)],
  );
  return new Map(
    rows.map(({ id, articleId, versionId, publisher, published }) => [
      id,
      { articleId, versionId, metadata: { publisher, published_at: published } },
    ]),
  );
}

/** Those of these annotations that stand in articles of a split of a release. */
export async function readEndsInSplit(
  tx: ProjectTx,
  releaseId: string,
  split: string,
  annotationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT a.id::text FROM annotations a
       JOIN release_articles r ON r.project_id = a.project_id AND r.release_id = $2::uuid
        AND r.article_version_id = a.article_version_id
       JOIN release_splits s ON s.project_id = r.project_id AND s.release_id = r.release_id
        AND s.position = r.position
      WHERE a.project_id = $1::uuid AND a.id = ANY ($4::uuid[]) AND s.split = $3`,
    tx.projectId,
    releaseId,
    split,
    annotationIds,
  );
  return new Set(rows.map(({ id }) => id));
}
