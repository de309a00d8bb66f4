import { createHash } from 'node:crypto';
import type { NewEvent } from '@/lib/provenance/commands';
import { bulkId } from './bulk-ids';
import type { BulkTx } from './bulk-tx';
import type { IncomingArticle } from './schema';
import { captureMetadata, IMPORTER_VERSION, type PlacedArticle } from './store-articles';

/** What is told of an article without being its text. Times are ISO 8601, UTC. */
const FIELDS = {
  title: ({ title }: IncomingArticle['fields']) => title,
  lede: ({ lede }: IncomingArticle['fields']) => lede,
  byline: ({ byline }: IncomingArticle['fields']) => byline,
  publisher: ({ publisher }: IncomingArticle['fields']) => publisher,
  section: ({ section }: IncomingArticle['fields']) => section,
  keywords: ({ keywords }: IncomingArticle['fields']) => keywords.join(', ') || null,
  imageUrl: ({ imageUrl }: IncomingArticle['fields']) => imageUrl,
  publishedAt: ({ published }: IncomingArticle['fields']) => utc(published?.utc ?? null),
  modifiedAt: ({ modified }: IncomingArticle['fields']) => utc(modified?.utc ?? null),
} as const;
type Field = keyof typeof FIELDS;
type Changes = Partial<Record<Field, { readonly before: string | null; readonly after: string }>>;

const utc = (time: string | Date | null) => (time === null ? null : new Date(time).toISOString());

interface KnownRow extends Record<Exclude<Field, 'publishedAt' | 'modifiedAt'>, string | null> {
  readonly id: string;
  readonly publishedAt: Date | null;
  readonly modifiedAt: Date | null;
  readonly changes: readonly Changes[];
  /** SHA-256 of the captures that were looked at, hex. */
  readonly seen: readonly string[];
}

/**
 * Keeps what changed of pages whose text did not: each with its capture. Only what a source says
 * counts (a file without titles takes none away), only against the newest version, and each capture
 * once, so that the same import run again records nothing. Gives the events to append.
 */
export async function recordMetadataChanges(
  tx: BulkTx,
  placed: readonly PlacedArticle[],
  importId: string,
): Promise<NewEvent[]> {
  const same = placed.filter(({ isNewVersion }) => !isNewVersion);
  if (same.length === 0) return [];
  const rows = await tx.sql<KnownRow>(
    `SELECT v.id, v.title, v.lede, v.byline, v.publisher, v.section, v.image_url AS "imageUrl",
            nullif(array_to_string(v.keywords, ', '), '') AS keywords,
            v.published_at AS "publishedAt", v.modified_at AS "modifiedAt",
            coalesce((SELECT jsonb_agg(m.changes ORDER BY m.seen_at, m.id) FROM article_metadata_changes m
              WHERE m.project_id = v.project_id AND m.article_version_id = v.id), '[]') AS changes,
            ARRAY (SELECT encode(c.sha256, 'hex') FROM captures c WHERE c.project_id = v.project_id
              AND (c.id = v.capture_id OR c.id IN (SELECT m.capture_id FROM article_metadata_changes m
                WHERE m.project_id = v.project_id AND m.article_version_id = v.id))) AS seen
       FROM article_versions v
      WHERE v.project_id = $1 AND v.id = ANY ($2::uuid[]) AND NOT EXISTS (
        SELECT 1 FROM article_versions w WHERE w.project_id = v.project_id
           AND w.article_id = v.article_id AND w.version_no > v.version_no)`,
    tx.projectId,
    same.map(({ versionId }) => versionId),
  );
  const known = new Map(rows.map((row) => [row.id, stateOf(row)]));
  const events: NewEvent[] = [];
  for (const one of same) {
    const state = known.get(one.versionId);
    const sha256 = createHash('sha256').update(one.article.capture.bytes).digest('hex');
    if (!state || state.seen.has(sha256)) continue;
    state.seen.add(sha256);
    const changes = changesOf(state.fields, one.article);
    if (Object.keys(changes).length === 0) continue;
    for (const field of Object.keys(changes) as Field[]) {
      state.fields[field] = changes[field]?.after ?? null;
    }
    await keep(tx, one, changes, importId);
    events.push({
      type: 'article.metadata_changed',
      actorId: tx.actorId,
      articleId: one.articleId,
      payload: { articleVersionId: one.versionId, versionNo: one.versionNo, importId, changes },
    });
  }
  return events;
}

function stateOf(row: KnownRow) {
  const fields: Record<Field, string | null> = {
    title: row.title,
    lede: row.lede,
    byline: row.byline,
    publisher: row.publisher,
    section: row.section,
    keywords: row.keywords,
    imageUrl: row.imageUrl,
    publishedAt: utc(row.publishedAt),
    modifiedAt: utc(row.modifiedAt),
  };
  for (const change of row.changes) {
    for (const field of Object.keys(change) as Field[])
      fields[field] = change[field]?.after ?? null;
  }
  return { fields, seen: new Set(row.seen) };
}

function changesOf(
  before: Readonly<Record<Field, string | null>>,
  article: IncomingArticle,
): Changes {
  const changes: Changes = {};
  for (const field of Object.keys(FIELDS) as Field[]) {
    const after = FIELDS[field](article.fields);
    if (after !== null && after !== before[field])
      changes[field] = { before: before[field], after };
  }
  return changes;
}

async function keep(
  tx: BulkTx,
  { article, versionId }: PlacedArticle,
  changes: Changes,
  importId: string,
): Promise<void> {
  const captureId = bulkId();
  const { capture, fields, format } = article;
  await tx.sql(
    `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, url, importer,
       importer_version, metadata, retrieved_at, captured_by)
     VALUES ($1, $2, sha256($3::bytea), $3::bytea, $4, $5, $6, $7, $8, $9::jsonb, coalesce($11::timestamptz, now()), $10)`,
    tx.projectId,
    captureId,
    Buffer.from(capture.bytes),
    capture.mediaType,
    capture.fileName,
    capture.url ?? fields.url,
    `sourcemark/${format}`,
    IMPORTER_VERSION,
    JSON.stringify(captureMetadata(article)),
    tx.actorId,
    capture.retrievedAt ?? null,
  );
  await tx.sql(
    `INSERT INTO article_metadata_changes (project_id, id, article_version_id, capture_id, import_id, changes)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb)`,
    tx.projectId,
    bulkId(),
    versionId,
    captureId,
    importId,
    JSON.stringify(changes),
  );
}

/** One event for each changed page: it became a later version of an article that was there. */
export function versionEvents(
  tx: BulkTx,
  placed: readonly PlacedArticle[],
  importId: string,
): NewEvent[] {
  return placed
    .filter(({ isNewVersion, versionNo }) => isNewVersion && versionNo > 1)
    .map(({ articleId, versionId, versionNo, textSha256 }) => ({
      type: 'article.version_added',
      actorId: tx.actorId,
      articleId,
      payload: { articleVersionId: versionId, versionNo, textSha256, importId },
    }));
}
