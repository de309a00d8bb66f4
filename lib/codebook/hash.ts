import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CodebookDocument } from './schema';

/** SHA-256, hex, over the canonical JSON (RFC 8785) of the whole document. */
export function codebookHash(document: CodebookDocument): string {
  const json = canonicalize(document);
  if (json === undefined) throw new Error('The codebook has no canonical JSON.');
  return createHash('sha256').update(json, 'utf8').digest('hex');
}
