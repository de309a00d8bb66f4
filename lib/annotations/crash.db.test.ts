import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConnections, connectTo, getOwnerPool, getPool, getPrisma } from '@/lib/db/client';
import { acquirePostgres, type EmbeddedServer } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { isPidAlive } from '@/lib/db/process-id';
import { verifyHistory } from '@/lib/provenance/verify';
import type { Marking, WriterLine, WriterOrder } from './crash-testing';
import { makeWorld, unwrap, type World } from './testing';

const LOGIN = { name: 'crash_app', password: 'crash-app' };
/** Each round kills once: the application in even rounds, PostgreSQL in odd ones. */
const ROUNDS = 4;

// Durability is what is tested: a cluster of its own, with PostgreSQL's own settings.
let dir: string;
let server: EmbeddedServer;
let world: World;
const sent = new Map<string, Marking>();
const acknowledged = new Set<string>();
const failures: string[] = [];

function urlOf(user: string, password: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${server.port}/postgres`;
}

async function startServer(): Promise<void> {
  server = await acquirePostgres({ dir });
  connectTo({
    appUrl: urlOf(LOGIN.name, LOGIN.password),
    ownerUrl: server.superuserUrl('postgres'),
  });
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sourcemark-crash-'));
  await startServer();
  await migrate(server.superuserUrl('postgres'), LOGIN);
  const superPool = new pg.Pool({ connectionString: server.superuserUrl('postgres'), max: 1 });
  const urls = { appUrl: '', ownerUrl: '', name: '' };
  const pools = { pool: getPool(), ownerPool: getOwnerPool(), superPool, prisma: getPrisma() };
  world = await makeWorld({ ...urls, ...pools });
  await superPool.end();
  await closeConnections();
});

afterAll(async () => {
  await closeConnections();
  await server.release();
  await rm(dir, { recursive: true });
});

function startWriters(each: number): { child: ChildProcess; heard: Promise<void> } {
  const child = fork('lib/annotations/crash-testing.ts', {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const again = [...sent.values()].filter((input) => !acknowledged.has(input.annotationId));
  const order: WriterOrder = { appUrl: urlOf(LOGIN.name, LOGIN.password), world, again, each };
  child.send(order);
  const { stdout } = child;
  if (!stdout) throw new Error('the writers have no stdout');
  const lines = createInterface({ input: stdout });
  lines.on('line', (text) => {
    const line = JSON.parse(text) as WriterLine;
    if ('sent' in line) sent.set(line.sent.annotationId, line.sent);
    if ('stored' in line) acknowledged.add(line.stored);
    if ('failed' in line) failures.push(line.failed);
  });
  return { child, heard: once(lines, 'close').then(() => undefined) };
}

/** Waits until the writers are at work, then a little, so that the kill falls at any moment. */
async function untilBusy(child: ChildProcess, before: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (acknowledged.size < before + 20) {
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error(`the writers do not write: ${failures.slice(0, 3).join('; ')}`);
    await sleep(20);
  }
  await sleep(Math.random() * 300);
}

async function storedIds(): Promise<string[]> {
  const { rows } = await getOwnerPool().query<{ id: string }>(
    `SELECT annotation_id::text AS id FROM annotation_revisions WHERE project_id = $1`,
    [world.projectId],
  );
  return rows.map((row) => row.id);
}

describe('kill -9 under 20 writers', () => {
  it.each(
    Array.from({ length: ROUNDS }, (_, round) => [
      round % 2 === 0 ? 'the application' : 'PostgreSQL',
    ]),
  )(
    'of %s loses nothing that was acknowledged',
    async (victim) => {
      const before = acknowledged.size;
      const { child, heard } = startWriters(100_000);
      const ended = once(child, 'exit');
      await untilBusy(child, before);
      if (victim === 'PostgreSQL') {
        process.kill(server.pid, 'SIGKILL');
        while (isPidAlive(server.pid)) await sleep(10);
      }
      child.kill('SIGKILL');
      await Promise.all([ended, heard]);
      await closeConnections();
      await startServer();
      const stored = new Set(await storedIds());
      const lost = [...acknowledged].filter((id) => !stored.has(id));
      expect(lost).toEqual([]);
      expect(acknowledged.size).toBeGreaterThan(before);
    },
    120_000,
  );

  it('doubles nothing when what was not acknowledged is sent again', async () => {
    const { child, heard } = startWriters(1);
    await Promise.all([once(child, 'exit'), heard]);
    expect([...sent.keys()].filter((id) => !acknowledged.has(id))).toEqual([]);
    expect((await storedIds()).sort()).toEqual([...sent.keys()].sort());
    const operator = { kind: 'operator', projectId: world.projectId } as const;
    const history = unwrap(await verifyHistory(operator));
    expect(history.broken).toBeNull();
    expect(history.events).toBeGreaterThan(sent.size);
  });
});
