import { codebookInUse } from '@/lib/annotations/codebook-in-use';
import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { CanonicaliserId } from '@/lib/text/canonicalise';
import { fingerprintOf } from './proposal';
import type { HttpProvider } from './providers/http-provider';
import type { AskedText, Question } from './providers/provider';
import { unseal } from './seal';

/** A provider of the project with what is needed to ask it. */
export interface NamedProvider extends HttpProvider {
  readonly id: string;
}

/** Reads the text and the codebook that suggestions are asked for. Error: `not_found`. */
export async function readQuestion(
  tx: ProjectTx,
  articleVersionId: string,
): Promise<Result<Question>> {
  const codebook = await codebookInUse(tx);
  if (!codebook.ok) return codebook;
  const [asked] = await tx.sql<AskedText & { canonicaliser: CanonicaliserId }>(
    `SELECT id AS "articleVersionId", text, text_length AS length,
            encode(text_sha256, 'hex') AS sha256, language, canonicaliser, title
       FROM article_versions WHERE project_id = $1::uuid AND id = $2::uuid`,
    tx.projectId,
    articleVersionId,
  );
  if (!asked) return err('not_found', 'There is no such article.');
  return ok({ asked, codebook: codebook.value });
}

/** The project's own providers with their secrets opened; for the server alone. */
export async function readProviders(tx: ProjectTx): Promise<NamedProvider[]> {
  const rows = await tx.sql<{
    id: string;
    url: string;
    headerName: string | null;
    sealed: Uint8Array | null;
  }>(
    `SELECT id, url, header_name AS "headerName", secret_sealed AS sealed
       FROM suggestion_providers WHERE project_id = $1::uuid AND removed_at IS NULL
      ORDER BY name, id`,
    tx.projectId,
  );
  return rows.map(({ id, url, headerName, sealed }) => ({
    id,
    url,
    headerName,
    secret: sealed && unseal(sealed, `${tx.projectId}/${id}`),
  }));
}

/** Fingerprints of spans that the person has marked already, and of contents in their attributions. */
export async function readOwnMarks(
  tx: ProjectTx,
  articleVersionId: string,
  coderId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ codeKey: string; fragments: { start: number; end: number }[] }>(
    `SELECT c.key AS "codeKey", (SELECT jsonb_agg(jsonb_build_object('start', f.start_offset,
              'end', f.end_offset) ORDER BY f.ordinal) FROM fragments f
              WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id) AS fragments
       FROM annotations a
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
      WHERE a.project_id = $1::uuid AND a.article_version_id = $2::uuid AND g.coder_id = $3::uuid
        AND a.kind = 'span' AND NOT a.deleted`,
    tx.projectId,
    articleVersionId,
    coderId,
  );
  return new Set(
    rows.map(({ codeKey, fragments }) =>
      fingerprintOf({ kind: 'span', codeKey, attributes: {}, fragments, parts: [] }),
    ),
  );
}
