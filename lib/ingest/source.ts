import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '@/lib/result/result';
import type { SourceFile } from './schema';

/** A folder with more entries than this is surely the wrong folder. */
const MAX_FILES = 500_000;
const CHUNK_BYTES = 256 * 1024;

/**
 * Lists the file at `root`, or every file below the folder `root`, sorted by path. Hidden entries
 * and symbolic links are left out: neither can lead outside the folder. Fails with `not_found` when
 * nothing is there, with `import_rejected` on more than 500,000 files.
 */
export async function openSource(root: string): Promise<Result<SourceFile[]>> {
  const info = await stat(root).catch((cause: NodeJS.ErrnoException) => cause);
  if (info instanceof Error) {
    return err('not_found', `There is nothing to read at ${root}.`, { cause: info });
  }
  if (info.isFile()) return ok([fileAt(root, path.basename(root), info.size)]);
  if (!info.isDirectory()) return err('invalid_input', `${root} is neither a file nor a folder.`);
  const files: SourceFile[] = [];
  await walk(root, '', files);
  if (files.length > MAX_FILES) {
    return err('import_rejected', `The folder holds more than ${MAX_FILES} files.`);
  }
  // By code units, so that the order is the same on every machine.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return ok(files);
}

async function walk(root: string, below: string, files: SourceFile[]): Promise<void> {
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || files.length > MAX_FILES) continue;
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) await walk(root, relative, files);
    if (!entry.isFile()) continue;
    const absolute = path.join(root, relative);
    files.push(fileAt(absolute, relative, (await stat(absolute)).size));
  }
}

function fileAt(absolute: string, relative: string, size: number): SourceFile {
  return {
    path: relative,
    size,
    stream: () => createReadStream(absolute, { highWaterMark: CHUNK_BYTES }),
    slice: (start, end) => createReadStream(absolute, { start, end: end - 1 }),
  };
}
