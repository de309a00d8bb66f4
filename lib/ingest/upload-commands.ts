import { randomUUID } from 'node:crypto';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { deriveBehind } from './after-import';
import { importSource } from './commands';
import { roomForImport, startImport } from './import-row';
import {
  discardUpload,
  makeUpload,
  readManifest,
  type UploadManifest,
  uploadedBytes,
  uploadedFiles,
  writePiece,
} from './upload-folder';
import { MAX_PIECE_BYTES, type OpenUpload, type UploadProgress } from './upload-schema';

/**
 * The import that each whole upload of this process becomes: kept from before it is started, so that
 * a last piece that comes twice at once starts one.
 */
const startedImports = new Map<string, Promise<Result<string>>>();

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
 * Adds a piece of the announced bytes. With the last one the import starts in the background and its
 * id is answered. Errors: `conflict` (no such upload of this person), `invalid_input` (out of order
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
  const starting = startedImports.get(uploadId) ?? startUploaded(actor, uploadId, manifest);
  const started = await starting;
  return started.ok ? ok({ uploadId, received, total, importId: started.value }) : started;
}

function startUploaded(
  actor: UserActor,
  uploadId: string,
  manifest: UploadManifest,
): Promise<Result<string>> {
  const starting = (async () => {
    const started = await startImport(actor, manifest.input.sourceName, manifest.input.format);
    if (started.ok) runInBackground(actor, uploadId, manifest, started.value);
    else startedImports.delete(uploadId);
    return started;
  })();
  startedImports.set(uploadId, starting);
  starting.catch(() => startedImports.delete(uploadId));
  return starting;
}

/** Stops a running import after its present batch; what is stored stays. Error: `conflict`, not running. */
export function cancelImport(actor: Actor, importId: string): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const changed = await tx.sql(
      `UPDATE imports SET state = 'cancelled', finished_at = now(), updated_at = now()
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

/** The page polls the import's row; failures are written there, and bugs to the log. */
function runInBackground(
  actor: UserActor,
  uploadId: string,
  manifest: UploadManifest,
  importId: string,
): void {
  const { sourceName, format, createCodes, columns } = manifest.input;
  void importSource(actor, uploadedFiles(uploadId, manifest), {
    format,
    sourceName,
    createCodes,
    columns,
    importId,
  })
    .then(() => deriveBehind(actor))
    .catch((cause: unknown) => console.error(`Import ${importId} broke off.`, cause))
    .finally(() => {
      startedImports.delete(uploadId);
      return discardUpload(uploadId);
    })
    .catch((cause: unknown) => console.error(`Upload ${uploadId} was not removed.`, cause));
}

function totalOf({ files }: OpenUpload): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
