import { createHash } from 'node:crypto';

/** The strong ETag of a JSON answer (RFC 9110, section 8.8.3): of the bytes that are sent. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether a header of ETags (`If-Match`, `If-None-Match`) names this one. `weak`: `W/` counts for nothing. */
export function namesEtag(header: string, etag: string, weak: boolean): boolean {
  if (header.trim() === '*') return true;
  return header
    .split(',')
    .map((one) => (weak ? one.trim().replace(/^W\//, '') : one.trim()))
    .includes(etag);
}
