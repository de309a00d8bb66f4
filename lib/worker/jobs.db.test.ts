import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { UserActor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { getImport } from '@/lib/ingest/queries';
import { addToUpload, cancelImport, openUpload } from '@/lib/ingest/upload-commands';
import { openUploadSchema } from '@/lib/ingest/upload-schema';
import { queueJob } from '@/lib/jobs/queue';
import { type JobTask, startWorker, type Worker } from '@/lib/jobs/worker';
import { createProject } from '@/lib/projects/commands';
import { verifyHistory } from '@/lib/provenance/verify';
import { ok, type Result } from '@/lib/result/result';
import { TASKS } from './tasks';

const db = await testDatabase();
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function lead(): Promise<UserActor> {
  const slug = `p${randomUUID().slice(0, 8)}`;
  const { id: projectId } = unwrap(await createProject({ slug, name: slug }));
  const userId = randomUUID();
  await db.superPool.query(
    `INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, 'Lead', '')`,
    [userId, `${userId}@example.org`],
  );
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
    [projectId, userId],
  );
  return { kind: 'user', userId, projectId };
}

async function upload(who: UserActor, content: string): Promise<string> {
  const bytes = new TextEncoder().encode(content);
  const input = openUploadSchema.parse({
    sourceName: 'desk',
    format: 'jsonl',
    createCodes: true,
    files: [{ path: 'desk.jsonl', size: bytes.length }],
  });
  const { uploadId } = unwrap(await openUpload(who, input));
  const { importId } = unwrap(await addToUpload(who, uploadId, 0, bytes));
  if (!importId) throw new Error('the import was not queued');
  return importId;
}

async function work(tasks = TASKS): Promise<Worker> {
  const worker = await startWorker({ tasks, jobsAtOnce: 2, sweepMs: 200 });
  stops.push(worker.stop);
  return worker;
}

/** A worker as the product starts it, which can be killed. */
function workerProcess(): ChildProcess {
  const child = fork('lib/worker/process.ts', {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_APP_URL: db.appUrl, DATABASE_URL: undefined },
  });
  stops.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

const until = (who: UserActor, importId: string, state: string, timeout = 60_000) =>
  expect
    .poll(async () => unwrap(await getImport(who, importId)).state, { timeout, interval: 50 })
    .toBe(state);

/** Every seventh line is no article; one that comes again is there already. */
function mixedLines(count: number): string {
  const line = (n: number) =>
    n % 7 === 3
      ? `{"id": ${n}}`
      : JSON.stringify({ id: n, text: `Text number ${n} of the desk.`, label: [[0, 4, 'Thing']] });
  return Array.from({ length: count }, (_, n) => line(n)).join('\n');
}

describe('an import as a job', () => {
  it('killed with its worker twice, ends as if it had not been: same rows, same counts', async () => {
    const lines = 9000;
    const who = await lead();
    const importId = await upload(who, mixedLines(lines));
    expect(unwrap(await getImport(who, importId))).toMatchObject({
      state: 'running',
      waiting: true,
    });
    for (let kill = 1; kill <= 2; kill += 1) {
      const before = unwrap(await getImport(who, importId)).counts.articles.created;
      const child = workerProcess();
      await expect
        .poll(
          async () => {
            expect(child.exitCode).toBeNull();
            return unwrap(await getImport(who, importId)).counts.articles.created;
          },
          { timeout: 60_000, interval: 5 },
        )
        .toBeGreaterThan(before);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(unwrap(await getImport(who, importId)).state).toBe('running');
    }
    const cut = unwrap(await getImport(who, importId)).counts.articles.created;
    expect(cut).toBeLessThan(lines * (6 / 7) - 1);

    await work();
    await until(who, importId, 'finished');
    const done = unwrap(await getImport(who, importId));
    const bad = Math.ceil((lines - 3) / 7);
    expect(done.counts).toEqual({
      articles: { created: lines - bad, unchanged: 0, rejected: bad },
      annotations: { created: lines - bad, unchanged: 0, rejected: 0 },
      relations: { created: 0, unchanged: 0, rejected: 0 },
      files: { read: 1, rejected: 0 },
      progress: expect.objectContaining({}),
    });
    expect(done.rejections).toBe(bad);
    const { rows } = await db.superPool.query(
      `SELECT (SELECT attempts FROM imports WHERE id = $2) AS attempts,
              (SELECT count(*)::int FROM article_versions WHERE project_id = $1) AS versions,
              (SELECT count(*)::int FROM captures WHERE project_id = $1) AS captures,
              (SELECT count(*)::int FROM annotation_revisions WHERE project_id = $1) AS revisions,
              (SELECT count(DISTINCT line)::int FROM import_rejections WHERE project_id = $1) AS lines,
              (SELECT count(*)::int FROM events WHERE project_id = $1 AND type = 'import.finished') AS ends`,
      [who.projectId, importId],
    );
    const stored = lines - bad;
    expect(rows[0]).toEqual({
      attempts: 3,
      versions: stored,
      captures: stored,
      revisions: stored,
      lines: bad,
      ends: 1,
    });
    expect(unwrap(await verifyHistory(who)).broken).toBeNull();
  });

  it('is shared out among workers', async () => {
    const who = await lead();
    const ids = await Promise.all([1, 2, 3].map((n) => upload(who, `{"text":"Desk ${n}."}`)));
    await Promise.all([work(), work()]);
    for (const id of ids) await until(who, id, 'finished');
    const { rows } = await db.superPool.query(
      'SELECT count(*)::int AS n FROM article_versions WHERE project_id = $1',
      [who.projectId],
    );
    expect(rows[0]?.n).toBe(3);
  });

  it('cancelled while it waits is never begun', async () => {
    const who = await lead();
    const importId = await upload(who, '{"text":"Never."}');
    unwrap(await cancelImport(who, importId));
    await work();
    await expect
      .poll(async () => (await db.superPool.query('SELECT 1 FROM graphile_worker.jobs')).rowCount)
      .toBe(0);
    expect(unwrap(await getImport(who, importId))).toMatchObject({
      state: 'cancelled',
      counts: { articles: { created: 0 } },
    });
  });

  it('fails with the reason when the person may not import any more', async () => {
    const who = await lead();
    const importId = await upload(who, '{"text":"Never."}');
    await db.superPool.query(
      `UPDATE members SET role = 'reader' WHERE project_id = $1 AND user_id = $2`,
      [who.projectId, who.userId],
    );
    await work();
    await until(who, importId, 'failed');
    expect(unwrap(await getImport(who, importId)).message).toContain('does not allow this');
  });
});

describe('the queue', () => {
  async function queue(who: UserActor, attempts: number): Promise<void> {
    unwrap(
      await inProject(who, 'project.read', async (tx) => {
        await queueJob(tx, 'import', { projectId: who.projectId }, { attempts });
        return ok(undefined);
      }),
    );
  }

  it('is not filled by a transaction that is taken back', async () => {
    const who = await lead();
    await expect(
      inProject(who, 'project.read', async (tx) => {
        await queueJob(tx, 'import', { projectId: who.projectId });
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    const { rowCount } = await db.superPool.query('SELECT 1 FROM graphile_worker.jobs');
    expect(rowCount).toBe(0);
  });

  it('tries again, later and later, and gives up with the reason', async () => {
    const who = await lead();
    const told: (Date | null)[] = [];
    const ran: number[] = [];
    const task: JobTask = {
      run: async (_payload, { attempt }) => {
        ran.push(attempt);
        throw new Error('the disk is full');
      },
      brokeOff: async (_payload, _cause, next) => {
        told.push(next);
      },
    };
    await queue(who, 2);
    const start = Date.now();
    await work({ import: task });
    await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    expect(ran).toEqual([1, 2]);
    expect(told[0]?.getTime()).toBeGreaterThan(start + 2000);
    expect(told[1]).toBeNull();
  });

  it('stops what runs, which is then tried again', async () => {
    const who = await lead();
    let running = false;
    const stuck: JobTask = {
      run: (_payload, { signal }) =>
        new Promise((_, reject) => {
          running = true;
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
      brokeOff: async () => undefined,
    };
    await queue(who, 3);
    const first = await work({ import: stuck });
    await expect.poll(() => running, { timeout: 10_000 }).toBe(true);
    await first.stop();
    let done = 0;
    const run = async () => {
      done += 1;
    };
    await work({ import: { run, brokeOff: async () => undefined } });
    await expect.poll(() => done, { timeout: 20_000 }).toBe(1);
    await sleep(300);
    expect(done).toBe(1);
  });
});
