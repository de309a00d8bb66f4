import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password';

describe('passwords', () => {
  it('are kept as argon2id with the parameters of OWASP', async () => {
    expect(await hashPassword('a river in november')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  it('fit their own hash, however the keyboard composes letters', async () => {
    const stored = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword(stored, 'cafe\u0301 au lait')).toBe(true);
    expect(await verifyPassword(stored, 'cafe au lait')).toBe(false);
  });

  it('never fit an account without a hash, which costs the same work', async () => {
    expect(await verifyPassword(null, 'no account has this password')).toBe(false);
    const stored = await hashPassword('a river in november');
    // The best of several, taken in turns, so that a busy machine does not decide.
    const best = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 12; round += 1) {
      for (const [name, hash] of [
        ['known', stored],
        ['unknown', null],
      ] as const) {
        const start = performance.now();
        await verifyPassword(hash, 'wrong password');
        best[name] = Math.min(best[name], performance.now() - start);
      }
    }
    const { known, unknown } = best;
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });
});
