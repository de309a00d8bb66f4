import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import type { JobTask, RunningJob } from '@/lib/jobs/worker';
import { appendEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import { buildFiles } from './files';
import { freezeRelease } from './freeze';
import { readRelease } from './row';

const payloadSchema = z.strictObject({
  projectId: z.uuid(),
  releaseId: z.uuid(),
  /** Absent for the operator. */
  userId: z.uuid().optional(),
});
type Payload = z.output<typeof payloadSchema>;

/** The job of one release. What was frozen before it broke off stays; the files are made again. */
export const RELEASE_JOB: JobTask = { run, brokeOff };

async function run(given: unknown, { signal }: RunningJob): Promise<void> {
  const payload = payloadSchema.parse(given);
  const { projectId, releaseId } = payload;
  const operator: Actor = { kind: 'operator', projectId };
  const building = await begin(operator, releaseId);
  if (!building.ok) throw new Error(building.error.userMessage, { cause: building.error.cause });
  if (!building.value) return;
  const actor = actorOf(payload);
  const frozen = await freezeRelease(actor, releaseId, { now: new Date(), signal });
  if (!frozen.ok) {
    await end(operator, releaseId, frozen.error.userMessage);
    return;
  }
  const built = await buildFiles(actor, releaseId, {
    signal,
    onProgress: (done) => progress(operator, releaseId, done),
  });
  if (!built.ok) {
    await end(operator, releaseId, built.error.userMessage);
    return;
  }
  const { text, sha256, manifest } = built.value;
  const done = await inProject(operator, 'datasets.release', async (tx) => {
    const changed = await tx.sql(
      `UPDATE releases SET state = 'ready', manifest = $3, message = NULL, finished_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'building' RETURNING id`,
      tx.projectId,
      releaseId,
      text,
    );
    if (changed.length === 0) return ok(undefined);
    await appendEvent(tx, {
      type: 'release.published',
      actorId: payload.userId ?? null,
      payload: {
        releaseId,
        releaseNo: manifest.release.number,
        name: manifest.release.name,
        counts: manifest.counts,
        history: manifest.history,
        manifestSha256: sha256,
      },
    });
    return ok(undefined);
  });
  if (!done.ok) throw new Error(done.error.userMessage, { cause: done.error.cause });
}

async function brokeOff(given: unknown, cause: unknown, nextTryAt: Date | null): Promise<void> {
  const { projectId, releaseId } = payloadSchema.parse(given);
  console.error(`Release ${releaseId} broke off.`, cause);
  const operator: Actor = { kind: 'operator', projectId };
  if (nextTryAt === null) {
    await end(operator, releaseId, 'It broke off each time it was tried: see the log.');
  }
}

function actorOf({ projectId, userId }: Payload): Actor {
  return userId === undefined
    ? { kind: 'operator', projectId }
    : { kind: 'user', projectId, userId };
}

/** Answers whether the release is still to be built. */
function begin(actor: Actor, releaseId: string): Promise<Result<boolean>> {
  return inProject(actor, 'datasets.release', async (tx) => {
    const taken = await tx.sql(
      `UPDATE releases SET attempts = attempts + 1
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'building' RETURNING id`,
      tx.projectId,
      releaseId,
    );
    return ok(taken.length > 0);
  });
}

/** Answers whether it goes on: false once cancelled. */
async function progress(actor: Actor, releaseId: string, done: number): Promise<boolean> {
  const told = await inProject(actor, 'datasets.release', async (tx) => {
    const changed = await tx.sql(
      `UPDATE releases SET done = $3::int
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'building' RETURNING id`,
      tx.projectId,
      releaseId,
      done,
    );
    return ok(changed.length > 0);
  });
  return told.ok && told.value;
}

/** Ends a release that cannot be built; one that was cancelled stays as it is. */
async function end(actor: Actor, releaseId: string, message: string): Promise<void> {
  await inProject(actor, 'datasets.release', async (tx, me) => {
    const release = await readRelease(tx, releaseId, true);
    if (release?.state !== 'building') return ok(undefined);
    await tx.sql(
      `UPDATE releases SET state = 'failed', message = $3, finished_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      releaseId,
      message,
    );
    await appendEvent(tx, {
      type: 'release.failed',
      actorId: me.userId,
      payload: { releaseId, name: release.name, message },
    });
    return ok(undefined);
  });
}
