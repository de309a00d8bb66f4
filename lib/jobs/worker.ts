import { Logger, makeWorkerUtils, run, type Task } from 'graphile-worker';
import pg from 'pg';
import { listenUrl } from '@/lib/db/client';
import { QUEUE_SCHEMA } from '@/lib/db/job-queue';
import type { JobName } from './queue';

/** A job while it runs. */
export interface RunningJob {
  /** 1 for the first time. */
  readonly attempt: number;
  /** Aborted when the worker is told to stop: the job ends soon, by throwing, and is tried again. */
  readonly signal: AbortSignal;
}

/** What is done with the jobs of one name. */
export interface JobTask {
  /** Does the job. What cannot succeed ends well here; what may succeed later throws. */
  run(payload: unknown, job: RunningJob): Promise<void>;
  /**
   * Told when a job broke off: when it is tried again, or null when it never is. May be told the
   * latter twice.
   */
  brokeOff(payload: unknown, cause: unknown, nextTryAt: Date | null): Promise<void>;
}

/** A worker takes up only the jobs that it has tasks for. */
export type JobTasks = Readonly<Partial<Record<JobName, JobTask>>>;

/** Something that a worker does now and then; several workers may do it at the same time. */
export interface Turn {
  readonly everyMs: number;
  readonly work: () => Promise<void>;
}

export interface WorkerOptions {
  readonly tasks: JobTasks;
  readonly turns?: readonly Turn[];
  readonly jobsAtOnce: number;
  /** How often jobs are looked for whose worker is gone, ms. */
  readonly sweepMs?: number;
}

export interface Worker {
  /** Settles when the worker has ended; rejects when it lost the database. */
  readonly ended: Promise<void>;
  /** Ends after the jobs that run, which are told to stop. */
  stop(): Promise<void>;
}

const SWEEP_MS = 10_000;
/** A job that was taken a moment ago may not have its lock yet. */
const GRACE = '5 seconds';
/** What runs has this long to end by itself before it is told to stop, ms. */
const STOP_AFTER_MS = 100;
/** The advisory lock of one job; `id` is an SQL expression. */
const lockOf = (id: string) => `hashtextextended('sourcemark-job/' || ${id}, 0)`;

/**
 * Runs jobs of the queue until it is stopped. Each job is under an advisory lock of this process's
 * session while it runs; when the process dies, however, Postgres lets go of the lock, and any worker
 * sees by it that the job is nobody's and gives it back to the queue.
 */
export async function startWorker({
  tasks,
  turns = [],
  jobsAtOnce,
  sweepMs = SWEEP_MS,
}: WorkerOptions): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: listenUrl(), max: jobsAtOnce + 4 });
  const lost = (error: Error) => console.error(`Lost a connection of the queue: ${error.message}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') console.error(message);
  });
  const shared = { pgPool: pool, schema: QUEUE_SCHEMA, logger };
  const locks = await JobLocks.open();
  const utils = await makeWorkerUtils(shared);
  const runner = await run({
    ...shared,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, guarded(task, locks)]),
    ),
    concurrency: jobsAtOnce,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: STOP_AFTER_MS,
  });

  const sweep = async () => {
    const gone = await pool.query<{ id: string; locked_by: string }>(
      `SELECT id::text AS id, locked_by FROM ${QUEUE_SCHEMA}.jobs
        WHERE locked_at < now() - interval '${GRACE}' AND pg_try_advisory_xact_lock(${lockOf('id')})`,
    );
    const workers = [...new Set(gone.rows.map((row) => row.locked_by))];
    if (workers.length > 0) await utils.forceUnlockWorkers(workers);
    // Those that took their worker down with them too often.
    const hopeless = await pool.query<{ id: string; name: string }>(
      `SELECT id::text AS id, task_identifier AS name FROM ${QUEUE_SCHEMA}.jobs WHERE locked_at IS NULL AND attempts >= max_attempts`,
    );
    const ids = hopeless.rows.map((row) => row.id);
    if (ids.length === 0) return;
    const names = new Map(hopeless.rows.map((row) => [row.id, row.name]));
    for (const { id, payload, last_error: error } of await utils.completeJobs(ids)) {
      const cause = new Error(error ?? 'Its worker ended each time.');
      await tasks[names.get(String(id)) as JobName]?.brokeOff(payload, cause, null);
    }
  };
  const stops = [{ everyMs: sweepMs, work: sweep }, ...turns].map(repeat);

  const ended = Promise.race([runner.promise, locks.lost]).finally(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await runner.stop().catch(() => undefined); // it may have ended by itself
    await utils.release();
    await locks.close();
    await pool.end();
  });
  ended.catch(() => undefined); // whoever waits for it hears of it
  return {
    ended,
    stop: async () => {
      await runner.stop().catch(() => undefined);
      await ended.catch(() => undefined);
    },
  };
}

/** The task as the queue's library calls it: under its lock, with what broke off told. */
function guarded(task: JobTask, locks: JobLocks): Task {
  return async (payload, { job, abortSignal }) => {
    // Another worker may hold it yet, where it was believed to be gone: the job waits for its turn.
    if (!(await locks.take(job.id)))
      throw new Error(`Job ${job.id} is still being done elsewhere.`);
    try {
      await task.run(payload, { attempt: job.attempts, signal: abortSignal });
    } catch (cause) {
      const again = job.attempts < job.max_attempts ? nextTry(job.attempts) : null;
      await task.brokeOff(payload, cause, again);
      throw cause;
    } finally {
      await locks.release(job.id);
    }
  };
}

/** As the queue backs off: e to the number of attempts, seconds, at most e^10. */
function nextTry(attempts: number): Date {
  return new Date(Date.now() + Math.exp(Math.min(attempts, 10)) * 1000);
}

/** Advisory locks of a session of its own, one for each job that runs. */
class JobLocks {
  readonly lost: Promise<never>;

  private constructor(private readonly client: pg.Client) {
    this.lost = new Promise((_, reject) => {
      client.once('error', reject);
      client.once('end', () => reject(new Error('The connection that holds the locks has ended.')));
    });
    this.lost.catch(() => undefined);
  }

  static async open(): Promise<JobLocks> {
    const client = new pg.Client({ connectionString: listenUrl(), keepAlive: true });
    await client.connect();
    return new JobLocks(client);
  }

  async take(id: string): Promise<boolean> {
    const { rows } = await this.client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(${lockOf('$1::text')}) AS taken`,
      [id],
    );
    return rows[0]?.taken === true;
  }

  async release(id: string): Promise<void> {
    await this.client.query(`SELECT pg_advisory_unlock(${lockOf('$1::text')})`, [id]);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Does something now and then, never twice at a time, until the answered function is called. */
function repeat({ everyMs, work }: Turn): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = work()
      .catch((cause: unknown) => console.error('A worker could not look after its queue.', cause))
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, everyMs);
      });
  };
  turn();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
