/**
 * What must be there before any TypeScript of the project can run: a fit Node, the dependencies and
 * the generated database client. Node's built-in modules only.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const OLDEST_NODE = [20, 19];

/**
 * Makes the checkout ready to run; quick when it already is. Everything is told on stderr, because
 * the command line keeps stdout for its answer.
 */
export function prepare() {
  process.chdir(root);
  checkNode();
  installDependencies();
  generateClient();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = OLDEST_NODE;
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  fail(`Sourcemark needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.`);
}

function installDependencies() {
  if (dependenciesMatchLock()) return;
  console.error('Installing dependencies (npm ci) …');
  const started = Date.now();
  // --include=dev: building needs them, whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { stdio: ['ignore', 2, 2] });
  if (result.status !== 0) fail('npm ci failed; its reason stands above.');
  console.error(`Installed in ${seconds(started)}.`);
}

/** True when each package of the lockfile that this machine needs is installed in its version. */
function dependenciesMatchLock() {
  const installedFile = 'node_modules/.package-lock.json';
  if (!existsSync(installedFile)) return false;
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson(installedFile).packages;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const found = installed[place];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** Runs `prisma generate` when the schema or Prisma changed since the last time. */
export function generateClient({ force = false } = {}) {
  const stamp = createHash('sha256')
    .update(readFileSync('prisma/schema.prisma'))
    .update(readJson('node_modules/prisma/package.json').version)
    .digest('hex');
  const stampFile = 'lib/db/generated/.made-from';
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const prisma = path.join(root, 'node_modules/prisma/build/index.js');
  const args = [prisma, 'generate', '--config', 'prisma/prisma.config.ts', '--no-hints'];
  const result = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: {
      ...process.env,
      // Without a file here the command downloads an engine that generating never runs.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (result.status !== 0) fail(`prisma generate failed:\n${result.stdout}${result.stderr}`);
  writeFileSync(stampFile, stamp);
}

/** Seconds since a moment, for a person. */
export function seconds(startedMs) {
  return `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Says why and ends the process. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
