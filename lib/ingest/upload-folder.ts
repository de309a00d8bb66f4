import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fromRoot } from '@/lib/db/paths';
import { env } from '@/lib/env';
import type { SourceFile } from './schema';
import { openUploadSchema } from './upload-schema';

/** An upload that nobody has added to for this long is given up. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

const manifestSchema = z.strictObject({
  projectId: z.uuid(),
  userId: z.uuid(),
  input: openUploadSchema,
});
export type UploadManifest = z.infer<typeof manifestSchema>;

/**
 * Where uploads wait: one folder each with what was announced and one file with all bytes in a row.
 * The names that came with the files are labels only; no path on disk is made of them.
 */
function uploadsFolder(): string {
  return fromRoot(env().SOURCEMARK_DATA_DIR, 'uploads');
}

function folderOf(uploadId: string): string {
  // The id is parsed as a UUID again: it is the one part of a path that comes from a request.
  return path.join(uploadsFolder(), z.uuid().parse(uploadId));
}

const manifestPath = (uploadId: string) => path.join(folderOf(uploadId), 'manifest.json');
const dataPath = (uploadId: string) => path.join(folderOf(uploadId), 'data');

/** Makes the folder of an upload, and clears away abandoned ones. */
export async function makeUpload(uploadId: string, manifest: UploadManifest): Promise<void> {
  await mkdir(folderOf(uploadId), { recursive: true, mode: 0o700 });
  await writeFile(manifestPath(uploadId), JSON.stringify(manifest), { mode: 0o600 });
  await writeFile(dataPath(uploadId), '', { mode: 0o600 });
  for (const name of await readdir(uploadsFolder())) {
    const folder = path.join(uploadsFolder(), name);
    const info = await stat(path.join(folder, 'data')).catch(() => null);
    if (!info || Date.now() - info.mtimeMs > ABANDONED_MS) {
      if (name !== uploadId) await rm(folder, { recursive: true, force: true });
    }
  }
}

/** What was announced for an upload; null when there is none. */
export async function readManifest(uploadId: string): Promise<UploadManifest | null> {
  const text = await readFile(manifestPath(uploadId), 'utf8').catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw cause;
    },
  );
  return text === null ? null : manifestSchema.parse(JSON.parse(text));
}

/** Bytes that have arrived. */
export async function uploadedBytes(uploadId: string): Promise<number> {
  return (await stat(dataPath(uploadId))).size;
}

/** Writes a piece at its place; the same piece again changes nothing. */
export async function writePiece(
  uploadId: string,
  offset: number,
  piece: Uint8Array,
): Promise<void> {
  const file = await open(dataPath(uploadId), 'r+');
  try {
    await file.write(piece, 0, piece.length, offset);
  } finally {
    await file.close();
  }
}

/** The uploaded files, each a stretch of the one file on disk. */
export function uploadedFiles(uploadId: string, manifest: UploadManifest): SourceFile[] {
  let start = 0;
  return manifest.input.files.map(({ path: name, size }) => {
    const from = start;
    start += size;
    return {
      path: name,
      size,
      stream: () =>
        size === 0
          ? emptyStream()
          : createReadStream(dataPath(uploadId), { start: from, end: from + size - 1 }),
    };
  });
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}

/** Removes an upload. */
export async function discardUpload(uploadId: string): Promise<void> {
  await rm(folderOf(uploadId), { recursive: true, force: true });
}
