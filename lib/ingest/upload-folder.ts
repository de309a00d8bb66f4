import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dataPath } from '@/lib/env';
import { temporaryFolder } from '@/lib/temporary-folders';
import type { SourceFile } from './schema';
import { openUploadSchema } from './upload-schema';

const manifestSchema = z.strictObject({
  projectId: z.uuid(),
  userId: z.uuid(),
  input: openUploadSchema,
});
export type UploadManifest = z.infer<typeof manifestSchema>;

/**
 * Where an upload waits: a folder with what was announced and one file with all bytes in a row. The
 * names that came with the files are labels only; no path on disk is made of them.
 */
function folderOf(uploadId: string): string {
  // The id is parsed as a UUID again: it is the one part of a path that comes from a request.
  return dataPath('uploads', z.uuid().parse(uploadId));
}

const manifestPath = (uploadId: string) => path.join(folderOf(uploadId), 'manifest.json');
const bytesPath = (uploadId: string) => path.join(folderOf(uploadId), 'data');

/** Makes the folder of an upload, and clears away abandoned ones. */
export async function makeUpload(uploadId: string, manifest: UploadManifest): Promise<void> {
  await temporaryFolder('uploads');
  await mkdir(folderOf(uploadId), { mode: 0o700 });
  await writeFile(manifestPath(uploadId), JSON.stringify(manifest), { mode: 0o600 });
  await writeFile(bytesPath(uploadId), '', { mode: 0o600 });
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
  return (await stat(bytesPath(uploadId))).size;
}

/** Writes a piece at its place; the same piece again changes nothing. */
export async function writePiece(
  uploadId: string,
  offset: number,
  piece: Uint8Array,
): Promise<void> {
  const file = await open(bytesPath(uploadId), 'r+');
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
          : createReadStream(bytesPath(uploadId), { start: from, end: from + size - 1 }),
      slice: (begin, end) =>
        createReadStream(bytesPath(uploadId), {
          start: from + begin,
          // Never beyond this file: the next one's bytes follow it.
          end: from + Math.min(end, size) - 1,
        }),
    };
  });
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}

/** Removes an upload. */
export async function discardUpload(uploadId: string): Promise<void> {
  await rm(folderOf(uploadId), { recursive: true, force: true });
}
