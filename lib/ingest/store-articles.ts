import { createHash } from 'node:crypto';

import { detectLanguage, textDirection } from '@/lib/text/language';
import { bulkId } from './bulk-ids';
import { type BulkTx, type CopyValue, copyRow, copyRowStart } from './bulk-tx';
import { titleFromText } from './formats/plain';
import type { IncomingArticle, Rejection } from './schema';

/** Raised when a reader makes another text of the same bytes. */
export const IMPORTER_VERSION = '1';

/** An article of the batch and the stored version that holds its text. */
export interface PlacedArticle {
  readonly article: IncomingArticle;
  readonly articleId: string;
  readonly versionId: string;
  readonly versionNo: number;
  readonly textSha256: string;
  readonly isNewArticle: boolean;
  readonly isNewVersion: boolean;
}

export interface Placing {
  readonly placed: readonly PlacedArticle[];
  readonly rejections: readonly Rejection[];
}

interface KnownRow {
  readonly name: string;
  readonly articleId: string;
  readonly url: string | null;
  readonly versionId: string;
  readonly versionNo: number;
  readonly sha256: string;
}

interface KnownArticle {
  readonly id: string;
  readonly url: string | null;
  readonly isNew: boolean;
  /** Text's hash → version. */
  readonly versions: Map<string, { id: string; no: number }>;
  lastNo: number;
}

/**
 * Finds the stored version of each article: by its name and the hash of its text. The same name with
 * another text is a new version of the article; the same name at another address is refused.
 */
export async function placeArticles(
  tx: BulkTx,
  articles: readonly IncomingArticle[],
): Promise<Placing> {
  const names = [...new Set(articles.map(({ externalId }) => externalId))];
  const known = await knownArticles(tx, names);
  const placed: PlacedArticle[] = [];
  const rejections: Rejection[] = [];
  for (const article of articles) {
    const textSha256 = createHash('sha256').update(article.text).digest('hex');
    const { url } = article.fields;
    const before = known.get(article.externalId);
    if (before && before.url !== null && url !== null && before.url !== url) {
      const reason = `There is an article named “${article.externalId}” from ${before.url} already.`;
      rejections.push({ file: article.file, line: article.line, kind: 'article', reason });
      continue;
    }
    const one: KnownArticle = before ?? {
      id: bulkId(),
      url,
      isNew: true,
      versions: new Map(),
      lastNo: 0,
    };
    known.set(article.externalId, one);
    const version = one.versions.get(textSha256);
    const isNewArticle = one.isNew && one.versions.size === 0;
    if (!version) one.lastNo += 1;
    const { id: versionId, no: versionNo } = version ?? { id: bulkId(), no: one.lastNo };
    one.versions.set(textSha256, { id: versionId, no: versionNo });
    placed.push({
      article,
      articleId: one.id,
      versionId,
      versionNo,
      textSha256,
      isNewArticle,
      isNewVersion: !version,
    });
  }
  return { placed, rejections };
}

async function knownArticles(
  tx: BulkTx,
  names: readonly string[],
): Promise<Map<string, KnownArticle>> {
  const rows = await tx.sql<KnownRow>(
    `SELECT a.external_id AS name, a.id AS "articleId", a.canonical_url AS url, v.id AS "versionId",
            v.version_no AS "versionNo", encode(v.text_sha256, 'hex') AS sha256
       FROM articles a JOIN article_versions v ON v.project_id = a.project_id AND v.article_id = a.id
      WHERE a.project_id = $1 AND a.external_id = ANY ($2::text[])
      ORDER BY v.version_no DESC`,
    tx.projectId,
    names,
  );
  const known = new Map<string, KnownArticle>();
  for (const { name, articleId, url, versionId, versionNo, sha256 } of rows) {
    const one = known.get(name) ?? {
      id: articleId,
      url,
      isNew: false,
      versions: new Map<string, { id: string; no: number }>(),
      lastNo: versionNo,
    };
    // Of two versions with one text (it changed and changed back) the newest counts.
    if (!one.versions.has(sha256)) one.versions.set(sha256, { id: versionId, no: versionNo });
    known.set(name, one);
  }
  return known;
}

const STAGE = `CREATE TEMP TABLE IF NOT EXISTS ingest_articles (
  bytes bytea STORAGE EXTERNAL, capture_id uuid, media_type text, source_name text, capture_metadata jsonb,
  retrieved_at timestamptz, capture_url text, importer text, article_id uuid, external_id text, url text, is_new boolean, version_id uuid,
  version_no int, text text STORAGE EXTERNAL, sha256 bytea, length int, canonicaliser text, language text,
  direction text_direction, title text, lede text, byline text, publisher text, section text,
  keywords text[], image_url text, published_at timestamptz, published_raw text,
  modified_at timestamptz, modified_raw text, metadata jsonb
) ON COMMIT DELETE ROWS`;

/** Stores the new versions, with their captures and articles: one COPY, three INSERT … SELECT. */
export async function insertArticles(
  tx: BulkTx,
  placed: readonly PlacedArticle[],
  importId: string,
): Promise<void> {
  const fresh = placed.filter(({ isNewVersion }) => isNewVersion);
  if (fresh.length === 0) return;
  await tx.sql(STAGE);
  await tx.copy('ingest_articles', stageRows(fresh));
  await tx.sql(
    `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, url, importer,
         importer_version, metadata, retrieved_at, captured_by)
     SELECT $1, capture_id, sha256(bytes), bytes, media_type, source_name, capture_url, importer, $2,
         capture_metadata, coalesce(retrieved_at, now()), $3 FROM ingest_articles`,
    tx.projectId,
    IMPORTER_VERSION,
    tx.actorId,
  );
  await tx.sql(
    `INSERT INTO articles (project_id, id, external_id, canonical_url)
     SELECT $1, article_id, external_id, url FROM ingest_articles WHERE is_new`,
    tx.projectId,
  );
  await tx.sql(
    `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, import_id, text,
         text_sha256, text_length, canonicaliser, language, direction, title, lede, byline, publisher,
         section, keywords, image_url, published_at, published_raw, modified_at, modified_raw, metadata)
     SELECT $1, version_id, article_id, version_no, capture_id, $2, text, sha256, length, canonicaliser,
         language, direction, title, lede, byline, publisher, section, keywords, image_url,
         published_at, published_raw, modified_at, modified_raw, metadata FROM ingest_articles`,
    tx.projectId,
    importId,
  );
}

/**
 * The article with the language that its source declares, or that its text tells. Done while the
 * batch is read, not while it is stored: the database is at work at that time anyway.
 */
export function withLanguage<T extends Pick<IncomingArticle, 'text' | 'fields'>>(article: T): T {
  if (article.fields.language !== null) return article;
  const language = detectLanguage(article.text) ?? null;
  return { ...article, fields: { ...article.fields, language } };
}

/** Where the bytes stood in their file, and what came with them. */
export function captureMetadata({ line, capture }: IncomingArticle): object {
  return { ...(line === null ? {} : { line }), ...capture.metadata };
}

function* stageRows(placed: readonly PlacedArticle[]): Generator<string> {
  for (const one of placed) {
    const { article } = one;
    const { fields, capture, text } = article;
    const { language } = fields;
    // By itself, since it is as long as the rest and plain ASCII, which is quick to encode.
    yield copyRowStart([capture.bytes]);
    const values: CopyValue[] = [
      bulkId(),
      capture.mediaType,
      capture.fileName,
      JSON.stringify(captureMetadata(article)),
      capture.retrievedAt ?? null,
      capture.url ?? fields.url,
      `sourcemark/${article.format}`,
      one.articleId,
      article.externalId,
      fields.url,
      one.isNewArticle,
      one.versionId,
      one.versionNo,
      text,
      Buffer.from(one.textSha256, 'hex'),
      article.length,
      article.canonicaliser,
      language,
      fields.direction ?? textDirection(language, text),
      fields.title ?? titleFromText(text) ?? article.externalId,
      fields.lede,
      fields.byline,
      fields.publisher,
      fields.section,
      fields.keywords,
      fields.imageUrl,
      fields.published?.utc ?? null,
      fields.published?.original ?? null,
      fields.modified?.utc ?? null,
      fields.modified?.original ?? null,
      JSON.stringify(fields.metadata),
    ];
    yield copyRow(values);
  }
}
