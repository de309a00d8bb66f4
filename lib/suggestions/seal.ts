import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deriveKey } from '@/lib/secret';

const IV_BYTES = 12;
const TAG_BYTES = 16;

function key(): Buffer {
  return createHash('sha256').update(deriveKey('suggestion-providers')).digest();
}

/** Seals a provider's secret with the installation's key (AES-256-GCM), bound to its place. */
export function seal(secret: string, place: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** Null for what this installation cannot open: sealed with another secret, or for another place. */
export function unseal(sealed: Uint8Array, place: string): string | null {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return (
      decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') +
      decipher.final('utf8')
    );
  } catch (cause) {
    console.error('A provider’s secret cannot be opened with this installation’s key.', cause);
    return null;
  }
}
