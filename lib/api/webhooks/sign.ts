import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@/lib/secret';

const PREFIX = 'whsec_';
/** A message that is older than this was kept by somebody and sent again, seconds. */
const TOLERANCE = 5 * 60;

/** The secret of a webhook: derived from the application's, so that none is kept. */
export function webhookSecret(webhookId: string): string {
  return `${PREFIX}${Buffer.from(deriveKey(`webhook:${webhookId}`), 'base64url').toString('base64')}`;
}

/**
 * The headers that sign a message (Standard Webhooks 1.0): HMAC-SHA-256 over
 * `id.timestamp.body` with the bytes of the secret, base64. `at` in UTC.
 */
export function signMessage(
  secret: string,
  { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac(secret, `${id}.${timestamp}.${body}`)}`,
  };
}

/** Whether a message is what its headers say, and not an old one; what a receiver asks. */
export function isSigned(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  now: Date,
): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = headers;
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERANCE)) return false;
  const expected = Buffer.from(`v1,${mac(secret, `${id}.${timestamp}.${body}`)}`);
  return (headers['webhook-signature'] ?? '').split(' ').some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function mac(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return createHmac('sha256', key).update(content, 'utf8').digest('base64');
}
