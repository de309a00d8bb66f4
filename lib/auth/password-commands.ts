import { v7 as uuidv7 } from 'uuid';
import { getPrisma } from '@/lib/db/client';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { Actor } from './actor';
import { projectsOf, whyNotGoverned } from './governance';
import { hashPassword, verifyPassword } from './password';
import { getOpenReset, RESET_GONE } from './queries';
import { countSignInAttempt, forgetAttempts, forgiveSignInAttempt } from './rate-limit';
import { checkNewPassword, RESET_LIFETIME_MS } from './rules';
import type { NewResetLink } from './schema';
import { hashToken, newToken } from './token';
import { forPerson, type PersonTx } from './user-tx';

/**
 * Changes one's own password and ends every session of the account; the page signs in anew. The
 * old password is asked for and counted like a sign-in. Fails with `invalid_input` (which field),
 * `rate_limited`, `not_signed_in`.
 */
export async function changePassword(
  userId: string,
  input: { readonly oldPassword: string; readonly newPassword: string },
): Promise<Result<{ email: string }>> {
  const user = await getPrisma().user.findUnique({ where: { id: userId } });
  if (!user || user.deactivatedAt) return err('not_signed_in', 'Your session has ended.');
  const counted = await countSignInAttempt(user.email, `account:${userId}`);
  if (!counted.ok) return counted;
  if (!(await verifyPassword(user.passwordHash, input.oldPassword))) {
    return err('invalid_input', 'This is not your present password.', { field: 'oldPassword' });
  }
  await forgiveSignInAttempt(user.email, `account:${userId}`);
  if (input.newPassword === input.oldPassword) {
    return err('invalid_input', 'The new password is the old one.', { field: 'newPassword' });
  }
  const allowed = checkNewPassword(input.newPassword, user);
  if (!allowed.ok) return err('invalid_input', allowed.error.userMessage, { field: 'newPassword' });
  const passwordHash = await hashPassword(input.newPassword);
  // Only over the hash that was checked: of two changes at once, one wins and the other is told.
  const { count } = await getPrisma().user.updateMany({
    where: { id: userId, passwordHash: user.passwordHash, deactivatedAt: null },
    data: { passwordHash, sessionVersion: { increment: 1 } },
  });
  if (count === 0) return err('conflict', 'The password was changed meanwhile. Sign in again.');
  return ok({ email: user.email });
}

/**
 * Makes a link with which a person who cannot sign in sets a new password: single use, for a day; an
 * earlier one ends. The operator may; so may an admin of all the projects that the person belongs
 * to, since whoever holds the link can sign in as them. Each project gets the event. Errors:
 * `not_found`, `forbidden`, `conflict` (oneself; someone without an account).
 */
export async function makeResetLink(
  actor: Actor | { readonly kind: 'operator' },
  input: { readonly userId: string },
): Promise<Result<NewResetLink>> {
  return forPerson(async (person) => {
    const theirs = await projectsOf(person, input.userId);
    const by = actor.kind === 'user' ? actor.userId : null;
    if (actor.kind === 'user') {
      const mine = await projectsOf(person, actor.userId);
      const refused = whyNotGoverned(mine, theirs, actor, input, {
        forbidden: 'Only admins make such a link.',
        self: 'Change your own password on the page of your account.',
        elsewhere:
          'This person also works in projects that you do not administer. Whoever runs the server can make the link.',
      });
      if (refused) return refused;
    }
    const [user] = await person.sql<{ email: string; can_sign_in: boolean }>(
      `SELECT email, password_hash IS NOT NULL AS can_sign_in FROM users
        WHERE id = $1::uuid AND deactivated_at IS NULL FOR NO KEY UPDATE`,
      input.userId,
    );
    if (!user) return err('not_found', 'There is no such active account.');
    if (!user.can_sign_in) return err('conflict', 'This person has no account: invite them.');
    await endResetLinks(person, input.userId);
    const token = newToken();
    const expiresAt = new Date(Date.now() + RESET_LIFETIME_MS);
    await person.sql(
      `INSERT INTO password_resets (id, user_id, token_hash, made_by, expires_at)
       VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::timestamptz)`,
      uuidv7(),
      input.userId,
      hashToken(token),
      by,
      expiresAt,
    );
    for (const { project_id: projectId } of theirs) {
      await appendEvent(await person.enter(projectId), {
        type: 'member.reset_link_made',
        actorId: by,
        payload: { userId: input.userId, expiresAt: expiresAt.toISOString() },
      });
    }
    return ok({ email: user.email, token, expiresAt: expiresAt.toISOString() });
  });
}

/**
 * Sets a new password by a link's token, which is the permission; ends every session and forgets
 * what was counted against the account. Single use: of two at once one gets `not_found`. Error
 * `invalid_input` (password) leaves the link as it was.
 */
export async function resetPassword(input: {
  readonly token: string;
  readonly password: string;
}): Promise<Result<{ email: string }>> {
  const open = await getOpenReset(input.token);
  if (!open.ok) return open;
  const allowed = checkNewPassword(input.password, open.value);
  if (!allowed.ok) return allowed;
  const passwordHash = await hashPassword(input.password);
  const done = await forPerson(async (person) => {
    const [reset] = await person.sql<{ user_id: string }>(
      `UPDATE password_resets SET used_at = now()
        WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING user_id`,
      hashToken(input.token),
    );
    if (!reset) return err('not_found', RESET_GONE);
    const changed = await person.sql(
      `UPDATE users SET password_hash = $2, session_version = session_version + 1
        WHERE id = $1::uuid AND deactivated_at IS NULL RETURNING id`,
      reset.user_id,
      passwordHash,
    );
    return changed.length === 1 ? ok({ email: open.value.email }) : err('not_found', RESET_GONE);
  });
  if (done.ok) await forgetAttempts(done.value.email);
  return done;
}

/** Ends every open link of the person for a new password. */
async function endResetLinks(person: PersonTx, userId: string): Promise<void> {
  await person.sql(
    'UPDATE password_resets SET used_at = now() WHERE user_id = $1::uuid AND used_at IS NULL',
    userId,
  );
}
