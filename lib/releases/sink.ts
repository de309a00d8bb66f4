import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { FileChunk } from './formats/writer';
import type { WrittenFile } from './manifest';

/** Where an export's files go. */
export interface ExportSink {
  write(chunk: FileChunk): Promise<void>;
  /** What was written, once every file was closed by its last chunk. */
  files(): readonly WrittenFile[];
  /** Closes what an error left open. */
  dispose(): Promise<void>;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly hash: Hash;
  bytes: number;
  /** Text that waits to be written. */
  pending: string;
}

const BUFFER_UNITS = 128 * 1024;

/**
 * Writes files into one folder, made if need be, and hashes them on the way. File names come from
 * the writers and hold no path (a name with a separator throws).
 */
export function createFolderSink(folder: string): ExportSink {
  const openFiles = new Map<string, OpenFile>();
  const written: WrittenFile[] = [];
  let ready: Promise<unknown> | undefined;

  const flush = async (file: OpenFile) => {
    if (file.pending === '') return;
    const bytes = Buffer.from(file.pending, 'utf8');
    file.pending = '';
    file.hash.update(bytes);
    file.bytes += bytes.length;
    await file.handle.writeFile(bytes);
  };
  const opened = async (name: string): Promise<OpenFile> => {
    const known = openFiles.get(name);
    if (known) return known;
    if (name !== path.basename(name) || name.startsWith('.')) {
      throw new Error(`unsafe file name ${JSON.stringify(name)}`);
    }
    ready ??= mkdir(folder, { recursive: true });
    await ready;
    const handle = await open(path.join(folder, name), 'w');
    const file = { handle, hash: createHash('sha256'), bytes: 0, pending: '' };
    openFiles.set(name, file);
    return file;
  };

  return {
    async write({ file: name, data, last }) {
      const file = await opened(name);
      file.pending += data;
      if (file.pending.length >= BUFFER_UNITS || last) await flush(file);
      if (!last) return;
      openFiles.delete(name);
      await file.handle.close();
      written.push({ path: name, bytes: file.bytes, sha256: file.hash.digest('hex') });
    },
    files: () => written,
    async dispose() {
      const left = [...openFiles.values()];
      openFiles.clear();
      await Promise.all(left.map(({ handle }) => handle.close()));
    },
  };
}
