import { z } from 'zod';

/** An event's kind (`review.accepted`), or the thing for all of its kinds (`review`). */
const kindSchema = z
  .string()
  .regex(/^[a-z_]{1,40}(\.[a-z_]{1,40})?$/, 'A kind is like “review.accepted”, or “review”.');

export const createWebhookSchema = z.object({
  projectId: z.uuid(),
  url: z.string().trim().min(1).max(2000),
  /** None: every event. */
  kinds: z.array(kindSchema).max(50).default([]),
});
export const webhookRefSchema = z.object({ projectId: z.uuid(), webhookId: z.uuid() });

/** A webhook as pages see it. Times in ISO 8601, UTC. */
export interface WebhookDto {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly state: 'on' | 'paused';
  readonly ownerName: string;
  /** Signs each message; Standard Webhooks, `whsec_…`. */
  readonly secret: string;
  /** The number of the last event that was sent or passed over. */
  readonly sentSeq: number;
  /** Attempts in a row that failed. */
  readonly failures: number;
  readonly problem: string | null;
  readonly createdAt: string;
}

/** One attempt to send events. */
export interface DeliveryDto {
  readonly id: string;
  readonly messageId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly events: number;
  readonly attempt: number;
  /** Null: it arrived. */
  readonly problem: string | null;
  readonly tookMs: number;
  readonly at: string;
}
