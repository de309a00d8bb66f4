import { z } from 'zod';
import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import {
  frozenSchema,
  type ReleaseDto,
  type ReleaseManifest,
  releaseManifestSchema,
  releaseSpecSchema,
} from './schema';

interface Stored extends Omit<ReleaseDto, 'spec' | 'frozen'> {
  readonly spec: unknown;
  readonly frozen: unknown;
}

const SELECT = `SELECT r.id::text, r.release_no AS no, r.name, r.spec, r.state,
    (r.state = 'building' AND r.attempts = 0) AS waiting, r.done, r.total, r.message, r.frozen,
    encode(sha256(convert_to(r.manifest, 'UTF8')), 'hex') AS "manifestSha256", u.name AS "createdBy",
    ${isoTime('r.created_at')} AS "createdAt", w.name AS "withdrawnBy",
    ${isoTime('r.withdrawn_at')} AS "withdrawnAt", r.withdrawal_reason AS "withdrawalReason"
  FROM releases r LEFT JOIN users u ON u.id = r.created_by LEFT JOIN users w ON w.id = r.withdrawn_by
  WHERE r.project_id = $1::uuid`;

/** The project's releases, the newest first. Errors: those of `inProject`. */
export function listReleases(actor: Actor): Promise<Result<ReleaseDto[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<Stored>(`${SELECT} ORDER BY r.release_no DESC`, tx.projectId);
    return ok(rows.map(toDto));
  });
}

/** One release with its manifest, once it is built. Error `not_found`. */
export function getRelease(
  actor: Actor,
  releaseId: string,
): Promise<Result<{ release: ReleaseDto; manifest: ReleaseManifest | null }>> {
  return inProject(actor, 'project.read', async (tx) => {
    const gone = err('not_found', 'There is no such release.');
    if (!z.uuid().safeParse(releaseId).success) return gone;
    const [row] = await tx.sql<Stored>(`${SELECT} AND r.id = $2::uuid`, tx.projectId, releaseId);
    if (!row) return gone;
    return ok({ release: toDto(row), manifest: await readManifest(tx, releaseId) });
  });
}

async function readManifest(tx: ProjectTx, releaseId: string): Promise<ReleaseManifest | null> {
  const [row] = await tx.sql<{ manifest: string | null }>(
    'SELECT manifest FROM releases WHERE project_id = $1::uuid AND id = $2::uuid',
    tx.projectId,
    releaseId,
  );
  return row?.manifest ? releaseManifestSchema.parse(JSON.parse(row.manifest)) : null;
}

/** The publishers of the project's articles, for the filter. */
export function listPublishers(actor: Actor): Promise<Result<string[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<{ publisher: string }>(
      `SELECT DISTINCT publisher FROM article_versions
        WHERE project_id = $1::uuid AND publisher IS NOT NULL ORDER BY 1 LIMIT 200`,
      tx.projectId,
    );
    return ok(rows.map(({ publisher }) => publisher));
  });
}

function toDto(row: Stored): ReleaseDto {
  return {
    ...row,
    spec: releaseSpecSchema.parse(row.spec),
    frozen: row.frozen === null ? null : frozenSchema.parse(row.frozen),
  };
}
