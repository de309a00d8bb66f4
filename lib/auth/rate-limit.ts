import { RateLimiterRes } from 'rate-limiter-flexible';
import { getPool } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/result/result';
import { type Limit, limiter } from './limiter';

/** One person on one machine: typing errors are forgiven, guessing is not. */
const ACCOUNT_AT_ADDRESS: Limit = { name: 'sign-in:pair', points: 8, window: 15 * 60 };
/** One account from everywhere: slows guessing spread over many machines. */
const ACCOUNT: Limit = { name: 'sign-in:account', points: 40, window: 60 * 60 };
/** One address for all accounts: slows trying one password on many accounts. */
const ADDRESS: Limit = { name: 'sign-in:address', points: 80, window: 15 * 60 };

/**
 * Counts one attempt to sign in, before the password is looked at, so that parallel guesses are
 * all counted. Fails with `rate_limited` and the minutes to wait. The counters are kept whether
 * the account exists or not.
 */
export async function countSignInAttempt(email: string, address: string): Promise<Result<true>> {
  const keys = keysOf(email, address);
  await clearExpired();
  try {
    for (const [limit, key] of keys) await limiter(limit).consume(key);
    return ok(true);
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const minutes = Math.max(1, Math.ceil(reason.msBeforeNext / 60_000));
    return err(
      'rate_limited',
      `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      { details: { minutes } },
    );
  }
}

/** After a success the person's own counter starts anew; the shared ones get the attempt back. */
export async function forgiveSignInAttempt(email: string, address: string): Promise<void> {
  for (const [limit, key] of keysOf(email, address)) {
    if (limit === ACCOUNT_AT_ADDRESS) await limiter(limit).delete(key);
    else await limiter(limit).reward(key);
  }
}

/** After a new password was set by a link: what was counted against the account is forgotten. */
export async function forgetAttempts(email: string): Promise<void> {
  await getPool().query(`DELETE FROM rate_limits WHERE key = $1 OR starts_with(key, $2)`, [
    `${ACCOUNT.name}:${email.slice(0, 120)}`,
    `${ACCOUNT_AT_ADDRESS.name}:${email.slice(0, 120)}|`,
  ]);
}

const CLEARING_MS = 60_000;
let lastCleared = 0;

/** Removes counters whose window is over, once a minute, so that guesses at random do not pile up. */
async function clearExpired(): Promise<void> {
  const now = Date.now();
  if (now - lastCleared < CLEARING_MS) return;
  lastCleared = now;
  await getPool().query('DELETE FROM rate_limits WHERE expire < $1', [now]);
}

function keysOf(email: string, address: string): readonly (readonly [Limit, string])[] {
  return [
    [ACCOUNT_AT_ADDRESS, `${email.slice(0, 120)}|${address}`],
    [ACCOUNT, email.slice(0, 120)],
    [ADDRESS, address],
  ];
}
