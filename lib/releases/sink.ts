import { createHash, type Hash } from 'node:crypto';
import { appendFile, type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
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
  readonly path: string;
  /** Null between writes, where files are too many to be kept open. */
  readonly handle: FileHandle | null;
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
  return createSink(folder, false);
}

/** As `createFolderSink`, for files in folders below it, of any number: none is kept open. */
export function createTreeSink(folder: string): ExportSink {
  return createSink(folder, true);
}

function createSink(folder: string, isTree: boolean): ExportSink {
  const openFiles = new Map<string, OpenFile>();
  const written: WrittenFile[] = [];
  let ready: Promise<unknown> | undefined;

  const flush = async (file: OpenFile) => {
    if (file.pending === '') return;
    const bytes = Buffer.from(file.pending, 'utf8');
    file.pending = '';
    await put(file, bytes);
  };
  const put = async (file: OpenFile, bytes: Uint8Array) => {
    file.hash.update(bytes);
    file.bytes += bytes.length;
    await (file.handle ? file.handle.writeFile(bytes) : appendFile(file.path, bytes));
  };
  const opened = async (name: string): Promise<OpenFile> => {
    const known = openFiles.get(name);
    if (known) return known;
    const parts = isTree ? name.split('/') : [name];
    if (parts.some((part) => part !== path.basename(part) || /^(\.|$)/.test(part))) {
      throw new Error(`unsafe file name ${JSON.stringify(name)}`);
    }
    ready ??= mkdir(folder, { recursive: true });
    await ready;
    const at = path.join(folder, name);
    if (isTree) {
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, '');
    }
    const handle = isTree ? null : await open(at, 'w');
    const file = { path: at, handle, hash: createHash('sha256'), bytes: 0, pending: '' };
    openFiles.set(name, file);
    return file;
  };

  return {
    async write({ file: name, data, last }) {
      const file = await opened(name);
      if (typeof data === 'string') file.pending += data;
      else {
        await flush(file);
        await put(file, data);
      }
      if (file.pending.length >= BUFFER_UNITS || last) await flush(file);
      if (!last) return;
      openFiles.delete(name);
      await file.handle?.close();
      written.push({ path: name, bytes: file.bytes, sha256: file.hash.digest('hex') });
    },
    files: () => written,
    async dispose() {
      const left = [...openFiles.values()];
      openFiles.clear();
      await Promise.all(left.map(({ handle }) => handle?.close()));
    },
  };
}
