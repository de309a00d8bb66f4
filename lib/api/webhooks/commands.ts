import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { webAddress } from '@/lib/ingest/formats/page-url';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { createWebhookSchema, webhookRefSchema } from './schema';

/** Webhooks that one project may have. */
export const MOST_WEBHOOKS = 20;

type WebhookRef = Pick<z.output<typeof webhookRefSchema>, 'webhookId'>;

/**
 * Tells an address from now on what happens in the project, as the acting person may see it. Errors:
 * `invalid_input` (no web address), `conflict` (too many), `forbidden` (the operator), those of
 * `inProject` with `webhooks.manage`.
 */
export function createWebhook(
  actor: Actor,
  { url, kinds }: Pick<z.output<typeof createWebhookSchema>, 'url' | 'kinds'>,
): Promise<Result<{ webhookId: string }>> {
  return inProject(actor, 'webhooks.manage', async (tx, me) => {
    if (me.userId === null) return err('forbidden', 'Only a signed-in member adds webhooks.');
    const address = webAddress(url);
    if (address === null) {
      return err('invalid_input', 'This is no web address.', { field: 'url' });
    }
    const [counted] = await tx.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM webhooks WHERE project_id = $1::uuid AND state <> 'removed'`,
      tx.projectId,
    );
    if ((counted?.n ?? 0) >= MOST_WEBHOOKS) {
      return err('conflict', 'The project has 20 webhooks, which is the most. Remove one first.');
    }
    const webhookId = uuidv7();
    const kept = [...new Set(kinds)].sort();
    const seq = await appendEvent(tx, {
      type: 'webhook.created',
      actorId: me.userId,
      payload: { webhookId, source: address, kinds: kept },
    });
    await tx.sql(
      `INSERT INTO webhooks (project_id, id, url, kinds, owner_id, sent_seq)
       VALUES ($1::uuid, $2::uuid, $3, $4::text[], $5::uuid, $6::bigint)`,
      tx.projectId,
      webhookId,
      address,
      kept,
      me.userId,
      seq,
    );
    return ok({ webhookId });
  });
}

/** Sends nothing until it is resumed; what happens meanwhile is sent then. Errors: `not_found`, `forbidden`. */
export function pauseWebhook(actor: Actor, { webhookId }: WebhookRef): Promise<Result<void>> {
  return move(actor, webhookId, 'paused', 'webhook.paused');
}

/** Goes on where it stopped, at once, as the acting person may see it. Errors as `pauseWebhook`. */
export function resumeWebhook(actor: Actor, { webhookId }: WebhookRef): Promise<Result<void>> {
  return move(actor, webhookId, 'on', 'webhook.resumed');
}

/** Ends a webhook; its log stays. Errors as `pauseWebhook`. */
export function removeWebhook(actor: Actor, { webhookId }: WebhookRef): Promise<Result<void>> {
  return move(actor, webhookId, 'removed', 'webhook.removed');
}

function move(
  actor: Actor,
  webhookId: string,
  state: 'on' | 'paused' | 'removed',
  type: 'webhook.paused' | 'webhook.resumed' | 'webhook.removed',
): Promise<Result<void>> {
  return inProject(actor, 'webhooks.manage', async (tx, me) => {
    if (state === 'on' && me.userId === null) {
      return err('forbidden', 'Only a signed-in member resumes webhooks.');
    }
    const found = await lock(tx, webhookId);
    if (!found.ok) return found;
    if (found.value.state === state) return ok(undefined);
    await tx.sql(
      `UPDATE webhooks SET state = $3, next_at = now(),
          failures = CASE WHEN $3 = 'on' THEN 0 ELSE failures END,
          problem = CASE WHEN $3 = 'on' THEN NULL ELSE problem END,
          owner_id = CASE WHEN $3 = 'on' THEN $4::uuid ELSE owner_id END
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      webhookId,
      state,
      me.userId,
    );
    const payload = { webhookId, source: found.value.url };
    await appendEvent(tx, { type, actorId: me.userId, payload });
    return ok(undefined);
  });
}

async function lock(
  tx: ProjectTx,
  webhookId: string,
): Promise<Result<{ url: string; state: string }>> {
  const [found] = await tx.sql<{ url: string; state: string }>(
    `SELECT url, state FROM webhooks
      WHERE project_id = $1::uuid AND id = $2::uuid AND state <> 'removed' FOR NO KEY UPDATE`,
    tx.projectId,
    webhookId,
  );
  return found ? ok(found) : err('not_found', 'There is no such webhook.');
}
