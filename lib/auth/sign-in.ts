import { getPrisma } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/result/result';
import { verifyPassword } from './password';
import { countSignInAttempt, forgiveSignInAttempt } from './rate-limit';
import { normaliseEmail } from './rules';
import { type SessionToken, signInSchema } from './schema';

/** One sentence for every reason, so that nobody learns which accounts exist. */
const REFUSED = 'The e-mail address or the password is not right.';

/**
 * Checks an e-mail address and a password. `address` is the caller's, for the limits. Fails with
 * `rate_limited`, or with `not_signed_in` in the same words and after the same work whether the
 * account is unknown, deactivated, without a password, or the password is wrong.
 */
export async function authenticate(input: unknown, address: string): Promise<Result<SessionToken>> {
  const refused = err('not_signed_in', REFUSED);
  const parsed = signInSchema.safeParse(input);
  if (!parsed.success) return refused;
  const email = normaliseEmail(parsed.data.email);
  const key = email.ok ? email.value : 'not an address';
  const counted = await countSignInAttempt(key, address);
  if (!counted.ok) return counted;

  const user = email.ok
    ? await getPrisma().user.findUnique({
        where: { email: email.value },
        select: { id: true, passwordHash: true, sessionVersion: true, deactivatedAt: true },
      })
    : null;
  const usable = user !== null && user.deactivatedAt === null;
  const fits = await verifyPassword(usable ? user.passwordHash : null, parsed.data.password);
  if (!fits || !usable) return refused;
  await forgiveSignInAttempt(key, address);
  return ok({ userId: user.id, sessionVersion: user.sessionVersion });
}
