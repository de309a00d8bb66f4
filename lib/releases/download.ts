import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { UserActor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { temporaryFolder } from '@/lib/temporary-folders';
import { safeFileName } from '@/lib/text/file-names';
import { exportDataset } from './commands';
import { MANIFEST_FILE } from './manifest';
import type { ExportRequest, Manifest } from './schema';
import { createFolderSink } from './sink';

/** A zip on its way out. */
export interface Download {
  readonly name: string;
  /** Cancelling it, or reading it to its end, removes what it was made from. */
  readonly body: ReadableStream<Uint8Array>;
}

/** Who has an export being prepared in this process: one at a time each. */
const preparing = new Set<string>();

/**
 * Prepares an export in a temporary folder and streams it as a zip. Prepared whole first, so that a
 * failure is told as one and the database is not held by a slow reader. Errors: those of
 * `exportDataset`, and `rate_limited` while an earlier one of the same person is being prepared.
 */
export async function prepareDownload(
  actor: UserActor,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<Result<Download>> {
  if (preparing.has(actor.userId)) {
    return err('rate_limited', 'Your earlier export is still being prepared. Try again after it.');
  }
  preparing.add(actor.userId);
  try {
    return await prepare(actor, request, signal);
  } finally {
    preparing.delete(actor.userId);
  }
}

async function prepare(
  actor: UserActor,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<Result<Download>> {
  const folder = await mkdtemp(path.join(await temporaryFolder('downloads'), 'one-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const made = await exportDataset(actor, request, createFolderSink(folder), { signal });
    if (!made.ok) {
      await discard();
      return made;
    }
    return ok(zipOf(folder, made.value, discard));
  } catch (error) {
    await discard();
    throw error;
  }
}

function zipOf(folder: string, manifest: Manifest, discard: () => Promise<void>): Download {
  const { project, format, history, created_at } = manifest;
  const base = safeFileName(`${project.slug}-${format}-${history.event}`, 'export');
  const zip = new ZipFile();
  const options = { mtime: new Date(created_at), mode: 0o100644 };
  for (const name of [MANIFEST_FILE, ...manifest.files.map((file) => file.path)]) {
    zip.addFile(path.join(folder, name), `${base}/${name}`, options);
  }
  zip.end();
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>);
  zip.on('error', (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  output.once('close', () => {
    discard().catch((error: unknown) => console.error('An export was left behind.', error));
  });
  return { name: `${base}.zip`, body: Readable.toWeb(output) as ReadableStream<Uint8Array> };
}
