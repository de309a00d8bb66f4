import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';

/** An article in its newest version, without the text. Times are ISO 8601, UTC. */
export interface ListedArticle {
  readonly id: string;
  readonly externalId: string;
  readonly url: string | null;
  readonly versionId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly byline: string | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** In code points. */
  readonly textLength: number;
  /** Hex, of the UTF-8 bytes. */
  readonly textSha256: string;
}

/** Which articles; what is null keeps everything. */
export interface ArticleListFilter {
  readonly externalId: string | null;
  readonly url: string | null;
  readonly publisher: string | null;
  readonly language: string | null;
  /** UTC; published from this moment on, and before this one. */
  readonly publishedFrom: Date | null;
  readonly publishedBefore: Date | null;
}

/**
 * The project's articles in the order of their ids: at most `limit` after the one named. Errors: those
 * of `inProject`.
 */
export function listArticles(
  actor: Actor,
  filter: ArticleListFilter,
  after: string | null,
  limit: number,
): Promise<Result<ListedArticle[]>> {
  return inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<ListedArticle>(
        `SELECT t.id::text, t.external_id AS "externalId", t.canonical_url AS url,
                v.id::text AS "versionId", v.version_no AS "versionNo", v.title, v.byline, v.publisher,
                v.language, ${isoTime('v.published_at')} AS "publishedAt",
                ${isoTime('v.modified_at')} AS "modifiedAt", v.text_length AS "textLength",
                encode(v.text_sha256, 'hex') AS "textSha256"
           FROM articles t
           JOIN LATERAL (SELECT * FROM article_versions w
             WHERE w.project_id = t.project_id AND w.article_id = t.id
             ORDER BY w.version_no DESC LIMIT 1) v ON true
          WHERE t.project_id = $1::uuid AND ($2::uuid IS NULL OR t.id > $2::uuid)
            AND ($3::text IS NULL OR t.external_id = $3) AND ($4::text IS NULL OR t.canonical_url = $4)
            AND ($5::text IS NULL OR v.publisher = $5) AND ($6::text IS NULL OR v.language = $6)
            AND ($7::timestamptz IS NULL OR v.published_at >= $7::timestamptz)
            AND ($8::timestamptz IS NULL OR v.published_at < $8::timestamptz)
          ORDER BY t.id LIMIT $9::int`,
        tx.projectId,
        after,
        filter.externalId,
        filter.url,
        filter.publisher,
        filter.language,
        filter.publishedFrom,
        filter.publishedBefore,
        limit,
      ),
    ),
  );
}

/** A version's text with what its annotations say of where they stand. */
export interface AnnotatedText {
  readonly versionId: string;
  readonly title: string;
  readonly url: string | null;
  readonly text: string;
  /** Of its last change, or else its publication; ISO 8601, UTC. */
  readonly datedAt: string | null;
}

/** One version of an article by its id. Errors: `not_found`, those of `inProject`. */
export function getAnnotatedText(actor: Actor, versionId: string): Promise<Result<AnnotatedText>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [row] = await tx.sql<AnnotatedText>(
      `SELECT v.id::text AS "versionId", v.title, t.canonical_url AS url, v.text,
              ${isoTime('coalesce(v.modified_at, v.published_at)')} AS "datedAt"
         FROM article_versions v
         JOIN articles t ON t.project_id = v.project_id AND t.id = v.article_id
        WHERE v.project_id = $1::uuid AND v.id = $2::uuid`,
      tx.projectId,
      versionId,
    );
    return row ? ok(row) : err('not_found', 'There is no such version of an article.');
  });
}
