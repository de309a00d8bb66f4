import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataPath, env } from './env';

const MIN_LENGTH = 32;
const MIN_DISTINCT = 12;
/** Fragments of secrets that stand in examples; nobody draws one at random. */
const EXAMPLES =
  /secret|change.?me|default|example|password|placeholder|your.?|1234567|abcdefg|sourcemark|nextauth|insecure/i;

/** Why a secret given by hand is refused, or undefined when it will do. */
export function secretWeakness(secret: string): string | undefined {
  if (secret.length < MIN_LENGTH) return `it is shorter than ${MIN_LENGTH} characters`;
  if (new Set(secret).size < MIN_DISTINCT) return 'it repeats a few characters';
  if (EXAMPLES.test(secret)) return 'it looks like an example, not like random characters';
  return undefined;
}

/**
 * The secret that signs sessions and derives other keys: NEXTAUTH_SECRET, or one made at random on
 * first use and kept in the data folder, readable by its owner alone. Throws on a weak one.
 */
export function appSecret(): string {
  const given = env().NEXTAUTH_SECRET;
  if (given === undefined) return storedSecret(dataPath('secret'));
  const weakness = secretWeakness(given);
  if (weakness !== undefined) {
    throw new Error(
      `NEXTAUTH_SECRET is refused: ${weakness}. Unset it, or use the output of "openssl rand -base64 48".`,
    );
  }
  return given;
}

/** A key for one purpose, from the secret (HMAC-SHA-256, base64url). */
export function deriveKey(purpose: string): string {
  return createHmac('sha256', appSecret()).update(`sourcemark:${purpose}`).digest('base64url');
}

/** Reads the kept secret, making it when missing. Two processes at once end with the same one. */
function storedSecret(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, randomBytes(48).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(mine, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
