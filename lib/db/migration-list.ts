import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { repoRoot } from './paths';

/** The migrations folder as the engine wants it, in order of name. */
export async function migrationList(): Promise<MigrationList> {
  const baseDir = path.join(repoRoot(), 'prisma', 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const hasLock = entries.some((entry) => entry.name === 'migration_lock.toml');
  const content = hasLock
    ? await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8')
    : null;
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
