import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '@/lib/auth/actor';
import { ok, type Result } from '@/lib/result/result';
import { exportLake } from './commands';
import type { Manifest } from './schema';
import { createTreeSink } from './sink';

/**
 * Puts a project into a tree of partitioned Parquet, in the place of what stands there of it; other
 * projects of the tree are left alone. It is written beside the tree's tables and moved in when it is whole:
 * a run that fails changes nothing. Errors: those of `exportLake`.
 */
export async function writeLake(
  actor: Actor,
  project: string,
  folder: string,
): Promise<Result<Manifest>> {
  await mkdir(folder, { recursive: true });
  // Hidden, so that no reader of the tree takes it for a table.
  const draft = await mkdtemp(path.join(folder, '.sourcemark-lake-'));
  try {
    const made = await exportLake(actor, project, createTreeSink(draft));
    if (!made.ok) return made;
    const own = `project=${encodeURIComponent(project)}`;
    for (const table of await readdir(draft)) {
      const isManifest = table.startsWith('_');
      const name = isManifest ? `${own}.json` : own;
      await mkdir(path.join(folder, table), { recursive: true });
      const place = path.join(folder, table, name);
      await rm(place, { recursive: true, force: true });
      await rename(path.join(draft, table, name), place);
    }
    return ok(made.value);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
