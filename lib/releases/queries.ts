import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { ArticleFilter } from './frozen/schema';
import { previewCounts } from './preview';
import {
  EMPTY_FILTER,
  type ExportChoices,
  type ExportFilter,
  type ExportPreview,
  type PastExport,
  pastExportSchema,
} from './schema';
import { utc } from './sql';

/** Past exports that the page lists. */
const PAST = 10;

/**
 * What the export page shows at first: choices, named in the language (English where it has no
 * name), counts of everything, and earlier exports.
 */
export function loadExportPage(
  actor: Actor,
  language: string,
): Promise<Result<{ choices: ExportChoices; preview: ExportPreview; past: PastExport[] }>> {
  return inProject(
    actor,
    'datasets.export',
    async (tx) =>
      ok({
        choices: await exportChoices(tx, language),
        preview: await previewCounts(tx, EMPTY_FILTER),
        past: await pastExports(tx),
      }),
    { snapshot: true },
  );
}

/**
 * What an export with this filter, or a release that takes only some articles too, would hold, and what each
 * format could not carry of it.
 */
export function previewExport(
  actor: Actor,
  filter: ExportFilter,
  articles?: ArticleFilter,
): Promise<Result<ExportPreview>> {
  return inProject(
    actor,
    'datasets.export',
    async (tx) => ok(await previewCounts(tx, filter, articles)),
    { snapshot: true },
  );
}

/** Layers and codes of every published version, named as in the latest; everyone who codes. */
async function exportChoices(tx: ProjectTx, language: string): Promise<ExportChoices> {
  const codes = await tx.sql<{ key: string; layer: string; name: string; layer_name: string }>(
    `SELECT key, layer, name, layer_name FROM (
       SELECT DISTINCT ON (k.key) k.key, l.key AS layer,
              coalesce(nullif(k.name ->> $2, ''), k.name ->> 'en', k.key) AS name,
              coalesce(nullif(l.name ->> $2, ''), l.name ->> 'en', l.key) AS layer_name, l.position AS l, k.position AS k
         FROM codes k JOIN layers l ON l.project_id = k.project_id AND l.id = k.layer_id
         JOIN codebook_versions v ON v.project_id = k.project_id AND v.id = k.codebook_version_id
        WHERE k.project_id = $1::uuid AND v.state = 'published'
        ORDER BY k.key, v.version_no DESC) latest
      ORDER BY l, layer, k, key`,
    tx.projectId,
    language,
  );
  const coders = await tx.sql<{ id: string; name: string }>(
    `SELECT DISTINCT u.id::text, u.name FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid ORDER BY u.name, 1`,
    tx.projectId,
  );
  const layers = new Map(codes.map(({ layer, layer_name }) => [layer, layer_name]));
  return {
    layers: [...layers].map(([key, name]) => ({ key, name })),
    codes: codes.map(({ key, layer, name }) => ({ key, layer, name })),
    coders,
  };
}

/** The latest exports that the history tells of. */
async function pastExports(tx: ProjectTx): Promise<PastExport[]> {
  const rows = await tx.sql<{ seq: bigint; at: string; name: string | null; body: string }>(
    `SELECT e.seq, ${utc('e.at')} AS at, u.name, e.body
       FROM events e LEFT JOIN users u ON u.id = e.actor_id
      WHERE e.project_id = $1::uuid AND e.type = 'dataset.exported'
      ORDER BY e.seq DESC LIMIT $2::int`,
    tx.projectId,
    PAST,
  );
  return rows.map(({ seq, at, name, body }) => ({
    seq: Number(seq),
    at,
    actorName: name,
    payload: pastExportSchema.parse(JSON.parse(body)).payload,
  }));
}
