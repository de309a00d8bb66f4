import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BackupReader } from './file';

const dir = mkdtempSync(path.join(tmpdir(), 'sourcemark-backup-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a reader that is made long before anybody reads', () => {
  it.each([
    ['a file that is no gzip', () => writeFileSync(path.join(dir, 'x'), 'plain text')],
    ['a cut file', () => writeFileSync(path.join(dir, 'x'), gzipSync('{"a":1}').subarray(0, 12))],
    ['no file', () => rmSync(path.join(dir, 'x'), { force: true })],
  ])('fails for its reader, not for the process: %s', async (_what, make) => {
    make();
    const reader = new BackupReader(path.join(dir, 'x'));
    // The database is connected to in the meantime; an error that nobody hears ends the process.
    await wait(50);
    await expect(reader.json()).rejects.toThrow();
    await reader.close();
  });
});
