import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import { type ComparedVersion, whatChanged } from './rules/what-changed';
import type { VersionComparison, VersionLine } from './schema';

interface LineRow extends Omit<VersionLine, 'storedAt' | 'publishedAt' | 'modifiedAt' | 'capture'> {
  readonly storedAt: Date;
  readonly publishedAt: Date | null;
  readonly modifiedAt: Date | null;
  readonly sourceName: string;
  readonly url: string | null;
  readonly retrievedAt: Date;
  readonly sha256: string;
}

/**
 * The versions of an article, and two of them compared: the newest with the one before it, unless
 * others are named. Errors: `not_found` (also for an article of another project), `invalid_input`
 * (the first is not the earlier one).
 */
export function getVersionComparison(
  actor: Actor,
  articleId: string,
  asked: { readonly from?: number | undefined; readonly to?: number | undefined } = {},
): Promise<Result<VersionComparison>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await listVersions(tx, articleId);
    const newest = rows.at(-1);
    if (!newest) return err('not_found', 'There is no such article in this project.');
    const to = asked.to ?? newest.versionNo;
    const from = asked.from ?? Math.max(1, to - 1);
    if (from > to || (from === to && asked.from !== undefined)) {
      return err('invalid_input', `Version ${from} is not earlier than version ${to}.`);
    }
    const [before, after] = [
      await readCompared(tx, articleId, from),
      await readCompared(tx, articleId, to),
    ];
    if (!before || !after) return err('not_found', 'There is no such version of the article.');
    return ok({
      articleId,
      versions: rows,
      language: after.language,
      direction: after.direction,
      from,
      to,
      changed: from === to ? null : whatChanged(before, after),
    });
  });
}

async function listVersions(tx: ProjectTx, articleId: string): Promise<VersionLine[]> {
  const rows = await tx.sql<LineRow>(
    `SELECT v.version_no AS "versionNo", v.id AS "versionId", v.title, v.created_at AS "storedAt",
            u.name AS "importedBy", v.published_at AS "publishedAt", v.modified_at AS "modifiedAt",
            v.text_length AS "textLength", c.source_name AS "sourceName", c.url,
            c.retrieved_at AS "retrievedAt", encode(c.sha256, 'hex') AS sha256,
            coalesce((SELECT jsonb_agg(jsonb_build_object('seenAt', m.seen_at, 'sourceName',
                k.source_name, 'changes', m.changes) ORDER BY m.seen_at, m.id)
               FROM article_metadata_changes m JOIN captures k
                 ON k.project_id = m.project_id AND k.id = m.capture_id
              WHERE m.project_id = v.project_id AND m.article_version_id = v.id), '[]')
              AS "metadataChanges"
       FROM article_versions v
       JOIN captures c ON c.project_id = v.project_id AND c.id = v.capture_id
       LEFT JOIN users u ON u.id = c.captured_by
      WHERE v.project_id = $1::uuid AND v.article_id = $2::uuid ORDER BY v.version_no`,
    tx.projectId,
    articleId,
  );
  return rows.map(({ sourceName, url, retrievedAt, sha256, ...row }) => ({
    ...row,
    storedAt: row.storedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    modifiedAt: row.modifiedAt?.toISOString() ?? null,
    capture: { sourceName, url, retrievedAt: retrievedAt.toISOString(), sha256 },
  }));
}

interface ComparedRow extends Omit<ComparedVersion, 'publishedAt' | 'modifiedAt'> {
  readonly canonicaliser: CanonicaliserId;
  readonly direction: 'ltr' | 'rtl';
  readonly publishedAt: Date | null;
  readonly modifiedAt: Date | null;
}

async function readCompared(
  tx: ProjectTx,
  articleId: string,
  versionNo: number,
): Promise<(ComparedVersion & { readonly direction: 'ltr' | 'rtl' }) | null> {
  const [row] = await tx.sql<ComparedRow>(
    `SELECT text, canonicaliser, language, direction::text AS direction, title, lede, byline,
            publisher, section, keywords, image_url AS "imageUrl", published_at AS "publishedAt",
            modified_at AS "modifiedAt"
       FROM article_versions
      WHERE project_id = $1::uuid AND article_id = $2::uuid AND version_no = $3::int`,
    tx.projectId,
    articleId,
    versionNo,
  );
  if (!row) return null;
  return {
    ...row,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    modifiedAt: row.modifiedAt?.toISOString() ?? null,
  };
}

/** An article's id by the name that it had in its file, or by its own id. Error `not_found`. */
export function findArticleId(actor: Actor, name: string): Promise<Result<string>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [row] = await tx.sql<{ id: string }>(
      `SELECT id FROM articles WHERE project_id = $1::uuid AND (external_id = $2 OR id::text = $2)
        ORDER BY external_id = $2 DESC LIMIT 1`,
      tx.projectId,
      name,
    );
    return row ? ok(row.id) : err('not_found', 'There is no such article in this project.');
  });
}
