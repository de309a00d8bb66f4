import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFileLock } from './file-lock';
import { isProcessAlive, processIdentity } from './process-id';

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sourcemark-lock-'));
  file = path.join(dir, 'lock');
});

afterEach(() => rm(dir, { recursive: true }));

describe('the file lock', () => {
  it('lets one in at a time, and leaves no file behind', async () => {
    let inside = 0;
    let most = 0;
    const enter = () =>
      withFileLock(file, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(5);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 8 }, enter));
    expect(most).toBe(1);
    expect(await readdir(dir)).toEqual([]);
  });

  it('is opened again when the work fails', async () => {
    const failing = withFileLock(file, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it('is taken from a process that died, also by several at once', async () => {
    await writeFile(file, '999999999:1');
    const results = await Promise.all([1, 2, 3].map((n) => withFileLock(file, async () => n)));
    expect(results).toEqual([1, 2, 3]);
  });

  it('is not taken from a living one', async () => {
    await writeFile(file, processIdentity());
    await expect(withFileLock(file, async () => 1, 200)).rejects.toThrow('Gave up waiting');
  });
});

describe('the identity of a process', () => {
  it('tells a process from a later one with the same number', () => {
    expect(isProcessAlive(processIdentity())).toBe(true);
    expect(isProcessAlive(`${process.pid}:1`)).toBe(process.platform !== 'linux');
    expect(isProcessAlive('999999999:?')).toBe(false);
    expect(isProcessAlive('')).toBe(false);
  });
});
