import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { err, ok } from '@/lib/result/result';
import { NO_COUNTS } from './counts';
import { buildManifest } from './manifest';
import { intoFolder } from './output-folder';
import { EMPTY_FILTER } from './schema';
import { createFolderSink } from './sink';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-out-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function writeExport(draft: string, name: string) {
  const sink = createFolderSink(draft);
  await sink.write({ file: name, data: name, last: true });
  const manifest = buildManifest({
    format: 'jsonl',
    filter: EMPTY_FILTER,
    origin: {
      project: { id: 'p', slug: 's', name: 'n' },
      codebook: { name: null, version: null, sha256: null },
      history: { event: 0, hash: '' },
    },
    codebookVersionsUsed: [],
    counts: NO_COUNTS,
    report: { losses: {}, normalised: {} },
    files: sink.files(),
    createdAt: new Date(0),
    appVersion: '0',
  });
  await sink.write({ file: 'manifest.json', data: JSON.stringify(manifest), last: true });
  return ok(undefined);
}

test('an earlier export of ours is replaced, a foreign folder is refused', async () => {
  await intoFolder(folder, false, (draft) => writeExport(draft, 'old.txt'));
  await intoFolder(folder, false, (draft) => writeExport(draft, 'new.txt'));
  expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'new.txt']);
  await writeFile(path.join(folder, 'mine.txt'), 'mine');
  const refused = await intoFolder(folder, false, (draft) => writeExport(draft, 'x.txt'));
  expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'mine.txt', 'new.txt']);
  await intoFolder(folder, true, (draft) => writeExport(draft, 'x.txt'));
  expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'mine.txt', 'x.txt']);
  expect(await readFile(path.join(folder, 'mine.txt'), 'utf8')).toBe('mine');
});

test('a failed export leaves the folder as it was', async () => {
  await intoFolder(folder, false, (draft) => writeExport(draft, 'old.txt'));
  const failed = await intoFolder(folder, false, async (draft) => {
    await writeExport(draft, 'new.txt');
    return err('unavailable', 'no');
  });
  expect(failed.ok).toBe(false);
  expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'old.txt']);
});

test('a file is no folder', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const result = await intoFolder(file, false, (draft) => writeExport(draft, 'x'));
  expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});

test('a sink takes no name that leads out of its folder', async () => {
  const sink = createFolderSink(folder);
  for (const file of ['../x', 'a/b', '.hidden', '/etc/x']) {
    await expect(sink.write({ file, data: '', last: true })).rejects.toThrow('unsafe');
  }
});
