import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { getPool } from '@/lib/db/client';
import { QUEUE_SCHEMA } from '@/lib/db/job-queue';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { env } from '@/lib/env';
import type { JobTask } from '@/lib/jobs/worker';
import { guardedPost } from '@/lib/net/guarded-post';
import { appendEvent } from '@/lib/provenance/commands';
import { readEventsAfter } from '@/lib/provenance/queries';
import { EVERY_EVENT, type EventLine } from '@/lib/provenance/schema';
import { ok, type Result } from '@/lib/result/result';
import { isAskedFor, nextAttempt } from './rules';
import { signMessage, webhookSecret } from './sign';

const payloadSchema = z.strictObject({ projectId: z.uuid(), webhookId: z.uuid() });

/** Events of one message, at most. */
const MOST_EVENTS = 100;
/** Messages that one job sends before another webhook has its turn. */
const MOST_MESSAGES = 20;
const TIMEOUT_MS = 15_000;
/** Webhooks that are queued at one time; a job that was lost is made up for after the lease. */
const MOST = 100;
const LEASE = '5 minutes';

/** Sends to one webhook. */
export const WEBHOOK_JOB: JobTask = {
  run: (payload) => sendDue(payload),
  // The lease runs out, and it is tried again then.
  brokeOff: async (payload, cause) => {
    console.error(`Webhook ${payloadSchema.parse(payload).webhookId} could not be sent to.`, cause);
  },
};

/** Queues each webhook whose project's history has gone on, of all projects; answers how many. */
export async function queueDueWebhooks(): Promise<number> {
  const { rowCount } = await getPool().query(
    `SELECT ${QUEUE_SCHEMA}.add_job('webhook',
        payload := json_build_object('projectId', due.project_id, 'webhookId', due.webhook_id),
        job_key := 'webhook/' || due.webhook_id, max_attempts := 1)
       FROM claim_due_webhooks($1::int, $2::interval) AS due`,
    [MOST, LEASE],
  );
  return rowCount ?? 0;
}

interface Due {
  readonly url: string;
  readonly kinds: readonly string[];
  readonly ownerId: string;
  readonly sentSeq: number;
  readonly failures: number;
}

/**
 * Sends what has happened since, in order, at least once: a message at a time, signed, and the next one
 * only when this one arrived (status 200 to 299). A failure is tried again after longer and longer waits,
 * then the webhook is paused with the reason. Each attempt is logged. `allowedHosts` is for tests.
 */
export async function sendDue(
  payload: unknown,
  allowedHosts: readonly string[] = (env().SOURCEMARK_WEBHOOK_HOSTS ?? '').split(','),
): Promise<void> {
  const { projectId, webhookId } = payloadSchema.parse(payload);
  const operator: Actor = { kind: 'operator', projectId };
  for (let sent = 0; sent < MOST_MESSAGES; sent += 1) {
    const due = await findDue(operator, webhookId);
    if (due === null) return;
    const owner: UserActor = { kind: 'user', userId: due.ownerId, projectId };
    const events = await readEventsAfter(owner, EVERY_EVENT, due.sentSeq, MOST_EVENTS);
    if (!events.ok) {
      await pause(operator, webhookId, 'Its owner is no longer a member of the project.');
      return;
    }
    const last = events.value.at(-1);
    if (last === undefined) return rest(operator, webhookId);
    const asked = events.value.filter(({ type }) => isAskedFor(type, due.kinds));
    if (asked.length === 0) {
      await passOver(operator, webhookId, last.seq);
      continue;
    }
    const message = { events: asked, upTo: last.seq };
    if (!(await send(operator, webhookId, due, message, allowedHosts))) return;
  }
  await rest(operator, webhookId);
}

async function findDue(operator: Actor, webhookId: string): Promise<Due | null> {
  const found = await inProject(operator, 'project.read', async (tx) => {
    const [row] = await tx.sql<Due>(
      `SELECT url, kinds, owner_id::text AS "ownerId", sent_seq::float8 AS "sentSeq", failures
         FROM webhooks WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'on'`,
      tx.projectId,
      webhookId,
    );
    return ok(row ?? null);
  });
  if (!found.ok) throw new Error(found.error.userMessage, { cause: found.error.cause });
  return found.value;
}

/** Events that are asked for; with them everything up to an event is told. */
interface Message {
  readonly events: readonly EventLine[];
  readonly upTo: number;
}

/** Whether a message arrived; either way the attempt is logged. */
async function send(
  operator: Actor,
  webhookId: string,
  due: Due,
  { events, upTo }: Message,
  allowedHosts: readonly string[],
): Promise<boolean> {
  const [firstSeq, lastSeq] = [events[0]?.seq ?? 0, events.at(-1)?.seq ?? 0];
  // The same for each attempt, so that a receiver can tell a repeat.
  const id = `msg_${webhookId.replaceAll('-', '')}_${firstSeq}_${lastSeq}`;
  const at = new Date();
  const body = JSON.stringify({
    type: 'history.events',
    timestamp: at.toISOString(),
    data: {
      projectId: operator.projectId,
      events: events.map(({ articleTitle: _, ...event }) => event),
    },
  });
  const answer = await guardedPost(due.url, {
    body,
    headers: signMessage(webhookSecret(webhookId), { id, at, body }),
    allowedHosts,
    timeoutMs: TIMEOUT_MS,
    maxBytes: 0,
    answer: 'none',
  });
  const took = Date.now() - at.getTime();
  const log = { id, firstSeq, lastSeq, upTo, events: events.length, took };
  await note(operator, webhookId, due, log, answer);
  return answer.ok;
}

interface Attempt {
  readonly id: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly upTo: number;
  readonly events: number;
  /** Milliseconds. */
  readonly took: number;
}

async function note(
  operator: Actor,
  webhookId: string,
  due: Due,
  attempt: Attempt,
  answer: Result<unknown>,
): Promise<void> {
  const failures = answer.ok ? 0 : due.failures + 1;
  const problem = answer.ok ? null : answer.error.userMessage;
  const next = answer.ok ? new Date() : nextAttempt(new Date(), failures);
  await inProject(operator, 'webhooks.manage', async (tx) => {
    await tx.sql(
      `INSERT INTO webhook_deliveries
         (project_id, id, webhook_id, message_id, first_seq, last_seq, events, attempt, problem, took_ms)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::bigint, $6::bigint, $7::int, $8::int, $9, $10::int)`,
      tx.projectId,
      uuidv7(),
      webhookId,
      attempt.id,
      attempt.firstSeq,
      attempt.lastSeq,
      attempt.events,
      due.failures + 1,
      problem,
      attempt.took,
    );
    await tx.sql(
      `UPDATE webhooks SET failures = $3::int, problem = $4,
          next_at = coalesce($5::timestamptz, next_at),
          state = CASE WHEN state = 'on' AND $5::timestamptz IS NULL THEN 'paused' ELSE state END,
          sent_seq = CASE WHEN $4::text IS NULL THEN greatest(sent_seq, $6::bigint) ELSE sent_seq END
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      webhookId,
      failures,
      problem,
      next,
      attempt.upTo,
    );
    if (next === null) await notePause(tx, webhookId, due.url, problem);
    return ok(undefined);
  });
}

/** The history tells that nobody is told any more. */
async function notePause(
  tx: ProjectTx,
  webhookId: string,
  source: string,
  problem: string | null,
): Promise<void> {
  const payload = { webhookId, source, problem };
  await appendEvent(tx, { type: 'webhook.paused', actorId: null, payload });
}

async function passOver(operator: Actor, webhookId: string, seq: number): Promise<void> {
  await inProject(operator, 'webhooks.manage', async (tx) => {
    await tx.sql(
      `UPDATE webhooks SET sent_seq = greatest(sent_seq, $3::bigint)
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      webhookId,
      seq,
    );
    return ok(undefined);
  });
}

/** Its turn comes again as soon as something happens. */
async function rest(operator: Actor, webhookId: string): Promise<void> {
  await inProject(operator, 'webhooks.manage', async (tx) => {
    await tx.sql(
      `UPDATE webhooks SET next_at = now() WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      webhookId,
    );
    return ok(undefined);
  });
}

async function pause(operator: Actor, webhookId: string, problem: string): Promise<void> {
  await inProject(operator, 'webhooks.manage', async (tx) => {
    const [paused] = await tx.sql<{ url: string }>(
      `UPDATE webhooks SET state = 'paused', problem = $3
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'on' RETURNING url`,
      tx.projectId,
      webhookId,
      problem,
    );
    if (paused) await notePause(tx, webhookId, paused.url, problem);
    return ok(undefined);
  });
}
