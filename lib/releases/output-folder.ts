import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '@/lib/result/result';
import { MANIFEST_FILE } from './manifest';
import { manifestSchema } from './schema';

/**
 * Has `work` write into a hidden folder inside `folder` and moves the files out when it succeeded,
 * so that a failed or interrupted export leaves nothing half-done. An earlier export of ours in
 * `folder` is replaced; anything else there is `conflict` unless `force` is set, and then stays
 * (only files of the same names are overwritten).
 */
export async function intoFolder<T>(
  folder: string,
  force: boolean,
  work: (draft: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const before = await look(folder);
  if (!before.ok) return before;
  const { foreign, ours } = before.value;
  if (foreign.length > 0 && !force) {
    return err(
      'conflict',
      `${folder} already holds other files (${foreign[0]}…). Choose an empty folder, or add --force.`,
      { field: 'out' },
    );
  }
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(path.join(folder, '.sourcemark-export-'));
  try {
    const result = await work(draft);
    if (!result.ok) return result;
    for (const name of ours) await rm(path.join(folder, name), { force: true });
    // The manifest last: with it in place the export is whole.
    const names = (await readdir(draft)).filter((name) => name !== MANIFEST_FILE);
    for (const name of [...names, MANIFEST_FILE]) {
      await rename(path.join(draft, name), path.join(folder, name));
    }
    return result;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What stands in a folder: files of an earlier export of ours, and everything else. */
async function look(folder: string): Promise<Result<{ foreign: string[]; ours: string[] }>> {
  let entries: string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return ok({ foreign: [], ours: [] });
    if (code === 'ENOTDIR') {
      return err('invalid_input', `${folder} is a file, not a folder.`, { field: 'out' });
    }
    throw error;
  }
  const listed = new Set<string>();
  if (entries.includes(MANIFEST_FILE)) {
    const manifest = manifestSchema.safeParse(
      parseJson(await readFile(path.join(folder, MANIFEST_FILE), 'utf8')),
    );
    if (manifest.success) {
      listed.add(MANIFEST_FILE);
      for (const file of manifest.data.files) listed.add(file.path);
    }
  }
  return ok({
    foreign: entries.filter((name) => !listed.has(name)),
    ours: entries.filter((name) => listed.has(name)),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
