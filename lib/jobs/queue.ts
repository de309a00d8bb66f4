import { QUEUE_SCHEMA } from '@/lib/db/job-queue';
import type { SqlValue } from '@/lib/db/tx';

/** What jobs there are. */
export type JobName = 'import' | 'feed' | 'release' | 'webhook';

/** How often a job is taken up, at most, before it is given up. */
export const MOST_ATTEMPTS = 6;

interface QueueOptions {
  /** Not before this time. */
  readonly runAt?: Date;
  /** A job that waits under the same key is replaced by this one. */
  readonly key?: string;
  readonly attempts?: number;
}

/**
 * Puts a job into the queue, in the caller's transaction: it is there if and only if what it is about
 * is. A worker that listens takes it up at once. `payload` says who acts and on what, never more: the
 * queue lies outside the row-level walls of projects.
 */
export async function queueJob(
  tx: { sql<Row>(text: string, ...params: SqlValue[]): Promise<Row[]> },
  name: JobName,
  payload: Readonly<Record<string, string>>,
  { runAt, key, attempts = MOST_ATTEMPTS }: QueueOptions = {},
): Promise<void> {
  await tx.sql(
    `SELECT 1 AS done FROM ${QUEUE_SCHEMA}.add_job($1::text, payload := $2::json,
       run_at := $3::timestamptz, max_attempts := $4::int, job_key := $5::text)`,
    name,
    JSON.stringify(payload),
    runAt ?? null,
    attempts,
    key ?? null,
  );
}
