import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { dataPath } from './env';

/** What nobody has written to for this long was given up: no upload or download takes a day. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Where uploads wait and downloads are prepared: in the data folder, which is this product's own. */
export type TemporaryKind = 'uploads' | 'downloads';

/**
 * The folder of a kind, made if need be (for its owner's eyes), after clearing away what a crash or
 * a connection that broke off has left in it for more than a day.
 */
export async function temporaryFolder(kind: TemporaryKind): Promise<string> {
  const folder = dataPath(kind);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeAbandoned(folder);
  return folder;
}

async function removeAbandoned(parent: string): Promise<void> {
  const before = Date.now() - ABANDONED_MS;
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    const touched = await lastTouched(folder);
    if (touched < before) await rm(folder, { recursive: true, force: true });
  }
}

/** When the folder or something directly in it was last written, ms since the epoch; now if it is gone. */
async function lastTouched(folder: string): Promise<number> {
  try {
    const inside = (await readdir(folder)).map((name) => path.join(folder, name));
    const times = await Promise.all(
      [folder, ...inside].map(async (one) => (await stat(one)).mtimeMs),
    );
    return Math.max(...times);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Another request has just removed it.
    if (code === 'ENOENT') return Date.now();
    throw cause;
  }
}
