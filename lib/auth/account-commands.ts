import { v7 as uuidv7 } from 'uuid';
import { getPrisma } from '@/lib/db/client';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { Actor, OperatorActor, UserActor } from './actor';
import { lockMember, NO_MEMBER, putMember } from './commands';
import { hashPassword, verifyPassword } from './password';
import { getOpenReset, RESET_GONE } from './queries';
import { countSignInAttempt, forgetAttempts, forgiveSignInAttempt } from './rate-limit';
import type { Role } from './roles';
import { checkNewPassword, normaliseEmail, RESET_LIFETIME_MS } from './rules';
import { type NewResetLink, personNameSchema } from './schema';
import { hashToken, newToken } from './token';
import { forPerson, type PersonTx } from './user-tx';

/**
 * Makes an account; for the command line and for set-up, which act as the machine's operator.
 * With `membership` the person joins that project, with its event, in the same transaction.
 * Fails with `invalid_input`, and with `conflict` when the address has an account.
 */
export async function createUser(
  by: { readonly kind: 'operator' },
  input: {
    readonly email: string;
    readonly name: string;
    readonly password: string;
    readonly membership?: { readonly projectId: string; readonly role: Role };
  },
): Promise<Result<{ userId: string; email: string }>> {
  const refused = onlyOperator(by);
  if (refused) return refused;
  const email = normaliseEmail(input.email);
  if (!email.ok) return email;
  const name = personNameSchema.safeParse(input.name);
  if (!name.success) {
    return err('invalid_input', name.error.issues[0]?.message ?? 'Enter a name.', {
      field: 'name',
    });
  }
  const allowed = checkNewPassword(input.password, { email: email.value, name: name.data });
  if (!allowed.ok) return allowed;
  const passwordHash = await hashPassword(input.password);
  return forPerson(async (person) => {
    // Someone known only from imported files gets the account; any other clash is refused.
    const [row] = await person.sql<{ id: string }>(
      `INSERT INTO users (id, email, name, password_hash) VALUES ($1::uuid, $2, $3, $4)
       ON CONFLICT (email) DO UPDATE
         SET name = EXCLUDED.name, password_hash = EXCLUDED.password_hash
         WHERE users.password_hash IS NULL AND users.deactivated_at IS NULL
       RETURNING id`,
      uuidv7(),
      email.value,
      name.data,
      passwordHash,
    );
    if (!row) return err('conflict', `${email.value} has an account already.`, { field: 'email' });
    if (input.membership) {
      const tx = await person.enter(input.membership.projectId);
      await putMember(tx, row.id, input.membership.role);
      await appendEvent(tx, {
        type: 'member.added',
        actorId: null,
        payload: { userId: row.id, before: null, after: { role: input.membership.role } },
      });
    }
    return ok({ userId: row.id, email: email.value });
  });
}

/**
 * Makes an existing account a member without an invitation; the operator's alone. `conflict` when
 * the person is a member already.
 */
export async function addMember(
  by: OperatorActor,
  input: { readonly userId: string; readonly role: Role },
): Promise<Result<{ userId: string }>> {
  const refused = onlyOperator(by);
  if (refused) return refused;
  return inProject(by, 'members.manage', async (tx) => {
    const [present] = await tx.sql(
      `SELECT 1 FROM members
        WHERE project_id = $1::uuid AND user_id = $2::uuid AND removed_at IS NULL`,
      tx.projectId,
      input.userId,
    );
    if (present) return err('conflict', 'This person is a member already.');
    await putMember(tx, input.userId, input.role);
    await appendEvent(tx, {
      type: 'member.added',
      actorId: null,
      payload: { userId: input.userId, before: null, after: { role: input.role } },
    });
    return ok({ userId: input.userId });
  });
}

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

/** Ends every session of the account, this one too, from the next request on. */
export async function signOutEverywhere(userId: string): Promise<Result<{ userId: string }>> {
  const { count } = await getPrisma().user.updateMany({
    where: { id: userId },
    data: { sessionVersion: { increment: 1 } },
  });
  return count === 1 ? ok({ userId }) : err('not_signed_in', 'Your session has ended.');
}

/** Changes one's own name, as colleagues see it. */
export async function changeName(
  userId: string,
  input: { readonly name: string },
): Promise<Result<{ name: string }>> {
  const name = personNameSchema.safeParse(input.name);
  if (!name.success) {
    return err('invalid_input', name.error.issues[0]?.message ?? 'Enter a name.', {
      field: 'name',
    });
  }
  const { count } = await getPrisma().user.updateMany({
    where: { id: userId, deactivatedAt: null },
    data: { name: name.data },
  });
  return count === 1 ? ok({ name: name.data }) : err('not_signed_in', 'Your session has ended.');
}

/** Chooses the language of the interface (BCP 47) for oneself, on every machine. */
export async function changeLocale(
  userId: string,
  input: { readonly locale: string },
): Promise<Result<{ locale: string }>> {
  const { count } = await getPrisma().user.updateMany({
    where: { id: userId, deactivatedAt: null },
    data: { locale: input.locale },
  });
  return count === 1 ? ok(input) : err('not_signed_in', 'Your session has ended.');
}

/**
 * Shuts an account at once: no sign-in, every session ended, in every project. The operator may;
 * so may an admin of all the projects that the person belongs to (of fewer: `forbidden`, remove
 * them from yours instead). Never oneself, never a project's last admin (`conflict`). Each project
 * gets the event.
 */
export async function deactivateUser(
  actor: Actor | { readonly kind: 'operator' },
  input: { readonly userId: string },
): Promise<Result<{ userId: string }>> {
  return forPerson(async (person) => {
    const theirs = await projectsOf(person, input.userId);
    if (actor.kind === 'user') {
      const mine = await projectsOf(person, actor.userId);
      const refused = whyNotGoverned(mine, theirs, actor, input, {
        forbidden: 'Only admins deactivate accounts.',
        self: 'Another admin has to deactivate your account.',
        elsewhere:
          'This person also works in projects that you do not administer. Remove them from yours instead.',
      });
      if (refused) return refused;
    }
    for (const { project_id: projectId } of theirs) {
      const tx = await person.enter(projectId);
      const role = await lockMember(tx, input.userId, null);
      if (!role.ok) return role;
      await appendEvent(tx, {
        type: 'member.deactivated',
        actorId: actor.kind === 'user' ? actor.userId : null,
        payload: { userId: input.userId, before: { active: true }, after: { active: false } },
      });
    }
    const [row] = await person.sql(
      `UPDATE users SET deactivated_at = now(), session_version = session_version + 1
        WHERE id = $1::uuid AND deactivated_at IS NULL RETURNING id`,
      input.userId,
    );
    return row
      ? ok({ userId: input.userId })
      : err('not_found', 'There is no such active account.');
  });
}

interface MembershipRow {
  readonly project_id: string;
  readonly role: Role;
}

/**
 * Why a person may not act on another's account, or null when they may: only an admin of every
 * project that the other belongs to, and never on their own.
 */
function whyNotGoverned(
  mine: readonly MembershipRow[],
  theirs: readonly MembershipRow[],
  actor: UserActor,
  input: { readonly userId: string },
  words: { readonly forbidden: string; readonly self: string; readonly elsewhere: string },
) {
  const myRole = new Map(mine.map((row) => [row.project_id, row.role]));
  if (!myRole.has(actor.projectId)) {
    return err('not_found', 'There is no such project, or you are not a member of it.');
  }
  if (myRole.get(actor.projectId) !== 'admin') {
    return err('forbidden', words.forbidden);
  }
  if (actor.userId === input.userId) {
    return err('conflict', words.self);
  }
  if (!theirs.some((row) => row.project_id === actor.projectId)) return err('not_found', NO_MEMBER);
  if (!theirs.every((row) => myRole.get(row.project_id) === 'admin')) {
    return err('forbidden', words.elsewhere);
  }
  return null;
}

/** Where an active person is a member, in the order in which locks are taken. */
async function projectsOf(person: PersonTx, userId: string): Promise<MembershipRow[]> {
  await person.seeAs(userId);
  return person.sql(
    `SELECT m.project_id, m.role::text AS role
       FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.user_id = $1::uuid AND m.removed_at IS NULL AND u.deactivated_at IS NULL
      ORDER BY m.project_id`,
    userId,
  );
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

async function endResetLinks(person: PersonTx, userId: string): Promise<void> {
  await person.sql(
    'UPDATE password_resets SET used_at = now() WHERE user_id = $1::uuid AND used_at IS NULL',
    userId,
  );
}

function onlyOperator(by: { readonly kind: string }) {
  return by.kind === 'operator'
    ? null
    : err('forbidden', 'Only the operator of the machine creates accounts.');
}
