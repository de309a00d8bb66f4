import { createHash } from 'node:crypto';

/** The hash before the first event: 32 zero bytes, in hex. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The hash of one event of a project's chain, hex: SHA-256 over the canonical JSON (RFC 8785) of
 * `{"body","prev","project","seq"}`, where body is the SHA-256 of the event's own canonical JSON.
 * The database computes the same in `event_hash()`.
 */
export function hashEvent(
  projectId: string,
  seq: bigint,
  previousHash: string,
  body: string,
): string {
  // Every member is a hex string, a UUID or an integer, so this text is its own canonical form.
  return sha256(
    `{"body":"${sha256(body)}","prev":"${previousHash}","project":"${projectId}","seq":${seq}}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
