import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { temporaryFolder } from './temporary-folders';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sourcemark-temporary-'));
  vi.stubEnv('SOURCEMARK_DATA_DIR', root);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

it.each(['uploads', 'downloads'] as const)(
  'clears away abandoned %s, and no others',
  async (kind) => {
    const folder = await temporaryFolder(kind);
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of ['abandoned', 'written to', 'new']) {
      const one = path.join(folder, name);
      await mkdir(one);
      await writeFile(path.join(one, 'data'), 'x');
      if (name === 'abandoned') await utimes(path.join(one, 'data'), yesterday, yesterday);
      if (name !== 'new') await utimes(one, yesterday, yesterday);
    }
    expect(await temporaryFolder(kind)).toBe(folder);
    expect((await readdir(folder)).sort()).toEqual(['new', 'written to']);
  },
);
