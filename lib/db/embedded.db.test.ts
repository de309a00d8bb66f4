import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquirePostgres, type EmbeddedServer } from './embedded';
import { isPidAlive } from './process-id';

let dir: string;
const open: EmbeddedServer[] = [];

async function acquire(at = dir): Promise<EmbeddedServer> {
  const server = await acquirePostgres({ dir: at, settings: { fsync: 'off' } });
  open.push(server);
  return server;
}

async function run<T extends pg.QueryResultRow>(server: EmbeddedServer, sql: string) {
  const client = new pg.Client({ connectionString: server.superuserUrl('postgres') });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

async function ask<T extends pg.QueryResultRow>(server: EmbeddedServer, sql: string): Promise<T> {
  const [row] = await run<T>(server, sql);
  if (!row) throw new Error('no row');
  return row;
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sourcemark-embedded-'));
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.release();
  await rm(dir, { recursive: true });
});

describe('the embedded PostgreSQL', () => {
  it('is version 18, UTF-8, sorted by code point, and folds case by Unicode', async () => {
    const found = await ask(
      await acquire(),
      `SELECT current_setting('server_version_num')::int / 10000 AS version,
              current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
              lower('ÉŒ') AS folded, 'Z' < 'a' AS by_code_point, uuidv7() IS NOT NULL AS uuid`,
    );
    expect(found).toEqual({
      version: 18,
      encoding: 'UTF8',
      zone: 'UTC',
      folded: 'éœ',
      by_code_point: true,
      uuid: true,
    });
  });

  it('is started once by two at once, shared, and stopped by the last', async () => {
    const [first, second] = await Promise.all([acquire(), acquire()]);
    expect([first.started, second.started].sort()).toEqual([false, true]);
    expect(second.pid).toBe(first.pid);
    await first.release();
    await first.release();
    expect(await ask(second, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await second.release();
    expect(isPidAlive(first.pid)).toBe(false);
  });

  it('is joined when whoever started it died, and stopped by who joined', async () => {
    const first = await acquire();
    open.length = 0;
    // As a killed process leaves it: listed as a user of the server, but dead.
    for (const name of await readdir(path.join(dir, 'holders'))) {
      await writeFile(path.join(dir, 'holders', name), '999999999:1');
    }
    const second = await acquire();
    expect(second).toMatchObject({ started: false, pid: first.pid });
    await second.release();
    expect(isPidAlive(first.pid)).toBe(false);
  });

  it('starts again after kill -9, over a pid that another process has since', async () => {
    const first = await acquire();
    await run(first, 'CREATE TABLE kept AS SELECT 7 AS n');
    await run(first, 'CHECKPOINT');
    process.kill(first.pid, 'SIGKILL');
    const second = await acquire();
    expect(second.started).toBe(true);
    expect(await ask(second, 'SELECT n FROM kept')).toEqual({ n: 7 });
    for (const server of open.splice(0)) await server.release();

    const pidFile = path.join(dir, 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n/elsewhere\n0\n1\n\n127.0.0.1\n`);
    const third = await acquire();
    expect(third.started).toBe(true);
    expect(await ask(third, 'SELECT n FROM kept')).toEqual({ n: 7 });
  });

  it('runs below a folder that nobody else may enter', async () => {
    const closed = path.join(dir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await chmod(closed, 0o700);
    const server = await acquire(path.join(closed, '.sourcemark', 'postgres'));
    const { folder } = await ask<{ folder: string }>(
      server,
      `SELECT current_setting('data_directory') AS folder`,
    );
    await server.release();
    // Root's PostgreSQL runs as another user, who cannot enter: its files stand elsewhere.
    expect(folder.startsWith(dir)).toBe(process.getuid?.() !== 0);
    if (!folder.startsWith(dir)) await rm(path.dirname(folder), { recursive: true });
  });

  it('keeps its password to its owner', async () => {
    await acquire();
    const file = path.join(dir, 'superuser-password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).length).toBeGreaterThan(40);
  });
});
