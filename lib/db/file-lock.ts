import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProcessAlive, processIdentity } from './process-id';

const POLL_MS = 50;

/**
 * Runs `work` while no other process of this machine runs something under the same lock file. The
 * lock of a process that died is taken over. Waits at most `timeoutMs`, then throws.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  timeoutMs = 120_000,
): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  await acquire(file, Date.now() + timeoutMs);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string, deadline: number): Promise<void> {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, processIdentity());
  try {
    for (;;) {
      // A hard link appears with its content or not at all, unlike open-then-write.
      if (await tryLink(mine, file)) return;
      const holder = await readIfThere(file);
      if (holder !== undefined && !isProcessAlive(holder)) await takeAway(file, holder);
      else if (Date.now() > deadline) {
        throw new Error(`Gave up waiting for ${file}, held by process ${holder ?? 'unknown'}.`);
      } else await sleep(POLL_MS);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Moves a dead process's lock aside; puts it back if another process was quicker. */
async function takeAway(file: string, deadHolder: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readIfThere(aside)) !== deadHolder) await tryLink(aside, file);
  await rm(aside, { force: true });
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
