import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { DeliveryDto, WebhookDto } from './schema';
import { webhookSecret } from './sign';

/** The project's webhooks that are not removed, the newest first. Errors: those of `inProject`. */
export function listWebhooks(actor: Actor): Promise<Result<WebhookDto[]>> {
  return inProject(actor, 'webhooks.manage', async (tx) => {
    const rows = await tx.sql<Omit<WebhookDto, 'secret'>>(
      `SELECT w.id::text, w.url, w.kinds, w.state, u.name AS "ownerName",
              w.sent_seq::float8 AS "sentSeq", w.failures, w.problem,
              ${isoTime('w.created_at')} AS "createdAt"
         FROM webhooks w JOIN users u ON u.id = w.owner_id
        WHERE w.project_id = $1::uuid AND w.state <> 'removed' ORDER BY w.id DESC`,
      tx.projectId,
    );
    return ok(rows.map((row) => ({ ...row, secret: webhookSecret(row.id) })));
  });
}

/** The last attempts to send to a webhook, the newest first. Errors: `not_found`, those of `inProject`. */
export function listDeliveries(
  actor: Actor,
  webhookId: string,
  limit = 50,
): Promise<Result<DeliveryDto[]>> {
  return inProject(actor, 'webhooks.manage', async (tx) => {
    const known = await tx.sql(
      `SELECT 1 AS one FROM webhooks WHERE project_id = $1::uuid AND id = $2::uuid AND state <> 'removed'`,
      tx.projectId,
      webhookId,
    );
    if (known.length === 0) return err('not_found', 'There is no such webhook.');
    return ok(
      await tx.sql<DeliveryDto>(
        `SELECT id::text, message_id AS "messageId", first_seq::float8 AS "firstSeq",
                last_seq::float8 AS "lastSeq", events, attempt, problem, took_ms AS "tookMs",
                ${isoTime('at')} AS at
           FROM webhook_deliveries WHERE project_id = $1::uuid AND webhook_id = $2::uuid
          ORDER BY at DESC, id DESC LIMIT $3::int`,
        tx.projectId,
        webhookId,
        limit,
      ),
    );
  });
}
