import { randomUUID } from 'node:crypto';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { queueImport, roomForImport } from './import-row';
import {
  makeUpload,
  readManifest,
  type UploadManifest,
  uploadedBytes,
  writePiece,
} from './upload-folder';
import { MAX_PIECE_BYTES, type OpenUpload, type UploadProgress } from './upload-schema';

/**
 * Opens an upload: what will come, in this order. Errors: `rate_limited` while too many imports of
 * the project run, those of `inProject` with `articles.import`.
 */
export function openUpload(actor: UserActor, input: OpenUpload): Promise<Result<UploadProgress>> {
  return inProject(actor, 'articles.import', async (tx) => {
    const room = await roomForImport(tx);
    if (!room.ok) return room;
    const uploadId = randomUUID();
    const { projectId, userId } = actor;
    await makeUpload(uploadId, { projectId, userId, input });
    return ok({ uploadId, received: 0, total: totalOf(input), importId: null });
  });
}

/**
 * Adds a piece of the announced bytes. With the last one the import is queued and its id is
 * answered. Errors: `conflict` (no such upload of this person), `invalid_input` (out of order
 * or too much), those of `inProject` with `articles.import`.
 */
export async function addToUpload(
  actor: UserActor,
  uploadId: string,
  offset: number,
  piece: Uint8Array,
): Promise<Result<UploadProgress>> {
  // Asked first, so that somebody without the right learns nothing about uploads.
  const allowed = await inProject(actor, 'articles.import', async () => ok(undefined));
  if (!allowed.ok) return allowed;
  const manifest = await readManifest(uploadId);
  if (!manifest || manifest.projectId !== actor.projectId || manifest.userId !== actor.userId) {
    return err('conflict', 'This upload is gone. Choose the files again.');
  }
  const total = totalOf(manifest.input);
  const before = await uploadedBytes(uploadId);
  const tooMuch = piece.length > MAX_PIECE_BYTES || offset + piece.length > total;
  if (tooMuch || offset > before) {
    return err('invalid_input', 'The upload went out of step. Choose the files again.');
  }
  await writePiece(uploadId, offset, piece);
  const received = Math.max(before, offset + piece.length);
  if (received < total) return ok({ uploadId, received, total, importId: null });
  const started = await startUploaded(actor, uploadId, manifest);
  return started.ok ? ok({ uploadId, received, total, importId: started.value }) : started;
}

/** The import of an upload: one, also when its last piece comes twice at once. */
function startUploaded(
  actor: UserActor,
  uploadId: string,
  { input }: UploadManifest,
): Promise<Result<string>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    await tx.sql(
      `SELECT pg_advisory_xact_lock(hashtextextended('upload/' || $1, 0))::text`,
      uploadId,
    );
    const [started] = await tx.sql<{ id: string }>(
      `SELECT id::text AS id FROM imports
        WHERE project_id = $1::uuid AND source ->> 'uploadId' = $2`,
      tx.projectId,
      uploadId,
    );
    if (started) return ok(started.id);
    const { sourceName, format } = input;
    return ok(
      await queueImport(tx, me, { sourceName, format, source: { kind: 'upload', uploadId } }),
    );
  });
}

/** Stops a running import after its present batch; what is stored stays. Error: `conflict`, not running. */
export function cancelImport(actor: Actor, importId: string): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const changed = await tx.sql(
      `UPDATE imports SET state = 'cancelled', retry_at = NULL, finished_at = now(), updated_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'running' RETURNING id`,
      tx.projectId,
      importId,
    );
    if (changed.length === 0) return err('conflict', 'This import is not running any more.');
    await appendEvent(tx, {
      type: 'import.finished',
      actorId: me.userId,
      payload: { importId, state: 'cancelled' },
    });
    return ok(undefined);
  });
}

function totalOf({ files }: OpenUpload): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
