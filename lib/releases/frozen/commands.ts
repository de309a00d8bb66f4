import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { queueJob } from '@/lib/jobs/queue';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { removeFiles } from './files';
import { readRelease } from './row';
import type { createReleaseSchema, releaseRefSchema, withdrawReleaseSchema } from './schema';

/** Releases of one project that may be built at the same time. */
const MOST_BUILDING = 2;

/**
 * Asks for a release: a job freezes it and builds its files, unless the caller does (`queue` false),
 * who must then end it. Errors: `rate_limited` while others are
 * built, those of `inProject` with `datasets.release`.
 */
export function createRelease(
  actor: Actor,
  { name, spec }: Pick<z.output<typeof createReleaseSchema>, 'name' | 'spec'>,
  { queue = true }: { readonly queue?: boolean } = {},
): Promise<Result<{ releaseId: string }>> {
  return inProject(actor, 'datasets.release', async (tx, me) => {
    await tx.sql(
      `SELECT pg_advisory_xact_lock(hashtextextended('releases/' || $1, 0))::text`,
      tx.projectId,
    );
    const [state] = await tx.sql<{ building: number; last: number; key: string | null }>(
      `SELECT count(*) FILTER (WHERE state = 'building')::int AS building,
              coalesce(max(release_no), 0)::int AS last, min(pseudonym_key) AS key
         FROM releases WHERE project_id = $1::uuid`,
      tx.projectId,
    );
    if ((state?.building ?? 0) >= MOST_BUILDING) {
      return err('rate_limited', 'Two releases are being built. Wait until one is ready.');
    }
    const releaseId = uuidv7();
    await tx.sql(
      `INSERT INTO releases (project_id, id, release_no, name, spec, pseudonym_key, created_by)
       VALUES ($1::uuid, $2::uuid, $3::int, $4, $5::jsonb, $6, $7::uuid)`,
      tx.projectId,
      releaseId,
      (state?.last ?? 0) + 1,
      name,
      JSON.stringify(spec),
      state?.key ?? randomBytes(32).toString('hex'),
      me.userId,
    );
    await appendEvent(tx, {
      type: 'release.asked',
      actorId: me.userId,
      payload: { releaseId, releaseNo: (state?.last ?? 0) + 1, name, spec },
    });
    const who: Record<string, string> = me.userId === null ? {} : { userId: me.userId };
    if (queue) await queueJob(tx, 'release', { projectId: tx.projectId, releaseId, ...who });
    return ok({ releaseId });
  });
}

/** Stops the building of a release. Errors: `not_found`, `conflict` (it is built), `forbidden`. */
export function cancelRelease(
  actor: Actor,
  { releaseId }: Pick<z.output<typeof releaseRefSchema>, 'releaseId'>,
): Promise<Result<void>> {
  return inProject(actor, 'datasets.release', async (tx, me) => {
    const release = await readRelease(tx, releaseId, true);
    if (!release) return err('not_found', 'There is no such release.');
    if (release.state !== 'building') return err('conflict', 'This release is not being built.');
    await tx.sql(
      `UPDATE releases SET state = 'failed', message = $3, finished_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      releaseId,
      'It was cancelled.',
    );
    await appendEvent(tx, {
      type: 'release.failed',
      actorId: me.userId,
      payload: { releaseId, name: release.name, message: 'It was cancelled.' },
    });
    return ok(undefined);
  });
}

/**
 * Withdraws a release: its files are no longer handed out; that it was there, what it held and why it
 * is gone stay. Errors: `not_found`, `conflict` (not ready, or withdrawn already), `forbidden`.
 */
export async function withdrawRelease(
  actor: Actor,
  { releaseId, reason }: Pick<z.output<typeof withdrawReleaseSchema>, 'releaseId' | 'reason'>,
): Promise<Result<void>> {
  const done = await inProject(actor, 'datasets.release', async (tx, me) => {
    const release = await readRelease(tx, releaseId, true);
    if (!release) return err('not_found', 'There is no such release.');
    if (release.state !== 'ready') return err('conflict', 'Only a ready release is withdrawn.');
    await tx.sql(
      `UPDATE releases SET state = 'withdrawn', withdrawn_by = $3::uuid, withdrawn_at = now(),
          withdrawal_reason = $4 WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      releaseId,
      me.userId,
      reason,
    );
    await appendEvent(tx, {
      type: 'release.withdrawn',
      actorId: me.userId,
      payload: { releaseId, name: release.name, reason },
    });
    return ok(undefined);
  });
  if (done.ok) await removeFiles(releaseId);
  return done;
}
