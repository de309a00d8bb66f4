import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withFileLock } from './file-lock';
import { locatePostgres, type PostgresFiles } from './postgres-files';
import { isPidAlive, isProcessAlive, processIdentity } from './process-id';

/** The superuser's name. The application never connects as it. */
export const SUPERUSER = 'postgres';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 60_000;

export interface EmbeddedOptions {
  /** Folder that holds the cluster, its password, its log and the list of who uses it. */
  readonly dir: string;
  /** Extra `-c name=value` settings of the server. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly port: number;
  /** The postmaster's process number. */
  readonly pid: number;
  /** True when this call started the server, false when it was running already. */
  readonly started: boolean;
  /** Connection string of the superuser for one database of the cluster. */
  superuserUrl(database: string): string;
  /** Gives the server up; the last one to do so stops it. Calling twice does nothing more. */
  release(): Promise<void>;
}

/**
 * Starts the PostgreSQL of `dir`, or joins it when another process runs it. Whoever uses the server
 * is listed by a file in `dir/holders`; a holder that died no longer counts. So a command run while
 * the application serves leaves the server running, and one run alone stops it. Waits for other
 * starts of the same cluster.
 */
export async function acquirePostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dir } = options;
  const files = await locatePostgres(dir);
  return withFileLock(path.join(dir, 'lock'), async () => {
    const password = await clusterPassword(dir);
    if (!existsSync(files.data)) await initialise(files, dir, password);
    const running = await findRunning(files, password);
    const server = running ?? (await start(files, options, password));
    const holder = await addHolder(dir);
    let released: Promise<void> | undefined;
    return {
      ...server,
      started: running === undefined,
      superuserUrl: (database) => url(server.port, password, database),
      release: () => {
        released ??= releaseHolder(dir, holder, server.pid);
        return released;
      },
    };
  });
}

interface Running {
  readonly port: number;
  readonly pid: number;
}

function url(port: number, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Made at random with the cluster, readable by its owner alone. */
async function clusterPassword(dir: string): Promise<string> {
  const file = path.join(dir, 'superuser-password');
  if (!existsSync(file)) {
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Makes the cluster beside its place and moves it there, so that a half-made one is never used. */
async function initialise(files: PostgresFiles, dir: string, password: string): Promise<void> {
  const partial = `${files.data}.${randomUUID()}`;
  const passwordFile = `${partial}.pw`;
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (files.runAs.uid !== undefined && files.runAs.gid !== undefined) {
    chownSync(partial, files.runAs.uid, files.runAs.gid);
    chownSync(passwordFile, files.runAs.uid, files.runAs.gid);
  }
  try {
    // The builtin provider sorts by code point and folds case by Unicode, alike on every machine.
    await run(path.join(files.native, 'bin', 'initdb'), files, path.join(dir, 'initdb.log'), [
      `--pgdata=${partial}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await rename(partial, files.data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}

async function run(binary: string, files: PostgresFiles, log: string, args: string[]) {
  const child = spawnQuietly(binary, files, log, args);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) {
    throw new Error(`${path.basename(binary)} failed with ${code}:\n${tail(log)}`);
  }
}

function spawnQuietly(
  binary: string,
  files: PostgresFiles,
  log: string,
  args: string[],
): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn(binary, args, {
      ...files.runAs,
      cwd: '/',
      // Its own session: Ctrl-C reaches the launcher alone, which then stops things in order.
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
  } finally {
    closeSync(output);
  }
}

/** Looks for a running server of this cluster by its own pid file, and proves it by signing in. */
async function findRunning(files: PostgresFiles, password: string): Promise<Running | undefined> {
  const recorded = readPidFile(files.data);
  if (recorded === undefined || !isPidAlive(recorded.pid)) return undefined;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (isPidAlive(recorded.pid) && isPostmasterOf(recorded.pid, files.data)) {
    const port = recorded.port ?? readPidFile(files.data)?.port;
    if (port !== undefined && (await canSignIn(port, password))) {
      return { pid: recorded.pid, port };
    }
    if (Date.now() > deadline) {
      throw new Error(
        `PostgreSQL (process ${recorded.pid}) runs on ${files.data} but does not answer.`,
      );
    }
    await sleep(100);
  }
  // The number was given to another process since: PostgreSQL itself would refuse to start over it.
  if (isPidAlive(recorded.pid)) await rm(path.join(files.data, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, … (src/include/utils/pidfile.h). */
function readPidFile(data: string): { pid: number; port?: number } | undefined {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  if (!Number.isInteger(pid)) return undefined;
  return Number.isInteger(port) ? { pid, port } : { pid };
}

function isPostmasterOf(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return false;
    throw error;
  }
}

async function canSignIn(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url(port, password, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (isNotYet(error)) return false;
    throw error;
  }
}

/** Refused connections, time-outs and 57P03 (cannot_connect_now) mean "not yet". */
function isNotYet(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === '57P03' ||
    code === '57P01' ||
    /timeout|terminated/i.test(message)
  );
}

async function start(
  files: PostgresFiles,
  options: EmbeddedOptions,
  password: string,
): Promise<Running> {
  const log = path.join(options.dir, 'postgres.log');
  const deadline = Date.now() + START_TIMEOUT_MS;
  // A port may be taken between picking and binding it, and the children of a killed postmaster
  // hold its shared memory for a moment: so a failed start is tried again.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawnQuietly(path.join(files.native, 'bin', 'postgres'), files, log, [
      ...['-D', files.data],
      ...Object.entries(serverSettings(port, options)).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ]);
    let exited = false;
    child.once('exit', () => {
      exited = true;
    });
    child.once('error', () => {
      exited = true;
    });
    child.unref();
    while (!exited && Date.now() < deadline) {
      if (await canSignIn(port, password)) {
        if (child.pid === undefined) throw new Error('PostgreSQL has no process number.');
        return { port, pid: child.pid };
      }
      await sleep(50);
    }
    if (!exited) child.kill('SIGQUIT');
    if (attempt === 5 || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start. The end of ${log}:\n${tail(log)}`);
    }
    await sleep(300 * attempt);
  }
}

function serverSettings(port: number, options: EmbeddedOptions): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // Only TCP on the loopback address: a socket in /tmp would collide between checkouts.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  };
}

/** A TCP port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port.'));
        else resolve(address.port);
      });
    });
  });
}

async function addHolder(dir: string): Promise<string> {
  const holders = path.join(dir, 'holders');
  await mkdir(holders, { recursive: true });
  const file = path.join(holders, randomUUID());
  await writeFile(file, processIdentity());
  return file;
}

async function releaseHolder(dir: string, holder: string, pid: number): Promise<void> {
  await withFileLock(path.join(dir, 'lock'), async () => {
    await rm(holder, { force: true });
    if (await hasLiveHolder(path.join(dir, 'holders'))) return;
    await stop(pid);
  });
}

async function hasLiveHolder(holders: string): Promise<boolean> {
  let alive = false;
  for (const name of await readdir(holders)) {
    const file = path.join(holders, name);
    if (isProcessAlive(await readFile(file, 'utf8'))) alive = true;
    else await rm(file, { force: true });
  }
  return alive;
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything is written, then it exits. */
async function stop(pid: number): Promise<void> {
  if (!isPidAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isPidAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) did not stop.`);
    await sleep(30);
  }
}

function tail(file: string, lines = 15): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
    : '';
}
