import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withFileLock } from '@/lib/db/file-lock';
import { fromRoot } from '@/lib/db/paths';
import { env } from '@/lib/env';
import { deriveKey } from '@/lib/secret';

/** What a build is made from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];
const NOT_BUILT = /(^|\/)(generated|launch)(\/|$)|\.test\.tsx?$/;

/** The key of server actions, which Next fixes at build time: the setting, or one of the secret. */
export function actionsKey(): string {
  const given = env().NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
  if (given !== undefined) return given;
  return Buffer.from(deriveKey('server-actions'), 'base64url').toString('base64');
}

/**
 * Builds the pages when a source changed since the last build. Two at once: the second waits and
 * finds it done. Returns whether it built.
 */
export async function buildIfChanged(say: (line: string) => void): Promise<boolean> {
  return withFileLock(
    fromRoot('.sourcemark', 'build.lock'),
    async () => {
      const stampFile = fromRoot('.next', 'sourcemark-sources');
      const hash = await hashSources();
      if (existsSync(fromRoot('.next', 'BUILD_ID')) && existsSync(stampFile)) {
        if ((await readFile(stampFile, 'utf8')) === hash) return false;
      }
      say('Building the pages (once after each change) …');
      await runBuild();
      await writeFile(stampFile, hash);
      return true;
    },
    15 * 60_000,
  );
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version).update(actionsKey());
  for (const source of SOURCES) {
    if (existsSync(fromRoot(source))) await addToHash(hash, source);
  }
  return hash.digest('hex');
}

async function addToHash(hash: Hash, source: string): Promise<void> {
  const entries = await readdir(fromRoot(source), {
    withFileTypes: true,
    recursive: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  const files =
    entries === undefined
      ? [fromRoot(source)]
      : entries
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .filter((file) => !NOT_BUILT.test(path.relative(fromRoot(), file)))
          .sort();
  for (const file of files) {
    hash.update(path.relative(fromRoot(), file)).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
}

async function runBuild(): Promise<void> {
  const child = spawn(process.execPath, [fromRoot('node_modules/next/dist/bin/next'), 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  process.off('exit', stop);
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}
