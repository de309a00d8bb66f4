import { z } from 'zod';
import { err, ok } from '@/lib/result/result';
import { operation } from '../operation';
import { time } from '../shapes';
import { createWebhook, pauseWebhook, removeWebhook, resumeWebhook } from '../webhooks/commands';
import { listDeliveries, listWebhooks } from '../webhooks/queries';
import { createWebhookSchema, type WebhookDto } from '../webhooks/schema';

const params = z.object({ webhookId: z.uuid() });

const webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    kinds: z.array(z.string()).describe('None: every event'),
    state: z.enum(['on', 'paused']),
    secret: z.string().describe('Signs each message (Standard Webhooks 1.0)'),
    sentSeq: z.int().describe('The last event that was sent or passed over'),
    failures: z.int().describe('Attempts in a row that failed'),
    problem: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });

const delivery = z
  .object({
    id: z.uuid(),
    messageId: z.string(),
    firstSeq: z.int(),
    lastSeq: z.int(),
    events: z.int(),
    attempt: z.int(),
    problem: z.string().nullable().describe('Null: it arrived'),
    tookMs: z.int(),
    at: time,
  })
  .meta({ id: 'Delivery' });

function shape({ ownerName: _, ...one }: WebhookDto): z.output<typeof webhook> {
  return { ...one, kinds: [...one.kinds] };
}

export const WEBHOOK_OPERATIONS = [
  operation({
    id: 'listWebhooks',
    method: 'GET',
    path: '/webhooks',
    tag: 'Webhooks',
    summary: 'List the project’s webhooks',
    scope: 'webhooks',
    status: 200,
    answer: z.object({ items: z.array(webhook) }),
    run: async ({ actor }) => {
      const found = await listWebhooks(actor);
      return found.ok ? ok({ json: { items: found.value.map(shape) } }) : found;
    },
  }),
  operation({
    id: 'createWebhook',
    method: 'POST',
    path: '/webhooks',
    tag: 'Webhooks',
    summary: 'Tell an address what happens in the project from now on',
    scope: 'webhooks',
    body: createWebhookSchema.omit({ projectId: true }),
    status: 201,
    answer: webhook,
    run: async ({ actor, body, base }) => {
      const made = await createWebhook(actor, body);
      if (!made.ok) return made;
      const all = await listWebhooks(actor);
      if (!all.ok) return all;
      const one = all.value.find(({ id }) => id === made.value.webhookId);
      if (!one) return err('not_found', 'There is no such webhook.');
      return ok({ json: shape(one), headers: { location: `${base}/webhooks/${one.id}` } });
    },
  }),
  operation({
    id: 'changeWebhook',
    method: 'PATCH',
    path: '/webhooks/{webhookId}',
    tag: 'Webhooks',
    summary: 'Pause a webhook, or go on where it stopped',
    scope: 'webhooks',
    params,
    body: z.strictObject({ state: z.enum(['on', 'paused']) }),
    status: 204,
    run: async ({ actor, params: ref, body: { state } }) => {
      const done = await (state === 'on' ? resumeWebhook(actor, ref) : pauseWebhook(actor, ref));
      return done.ok ? ok({ json: undefined }) : done;
    },
  }),
  operation({
    id: 'removeWebhook',
    method: 'DELETE',
    path: '/webhooks/{webhookId}',
    tag: 'Webhooks',
    summary: 'Remove a webhook',
    scope: 'webhooks',
    params,
    status: 204,
    run: async ({ actor, params: ref }) => {
      const done = await removeWebhook(actor, ref);
      return done.ok ? ok({ json: undefined }) : done;
    },
  }),
  operation({
    id: 'listDeliveries',
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries',
    tag: 'Webhooks',
    summary: 'The last attempts to send to a webhook, the newest first',
    scope: 'webhooks',
    params,
    status: 200,
    answer: z.object({ items: z.array(delivery) }),
    run: async ({ actor, params: { webhookId } }) => {
      const found = await listDeliveries(actor, webhookId);
      return found.ok ? ok({ json: { items: found.value } }) : found;
    },
  }),
];
