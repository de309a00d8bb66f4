import { v7 as uuidv7 } from 'uuid';
import { getPrisma } from '@/lib/db/client';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { Actor, OperatorActor } from './actor';
import { lockMember, putMember } from './commands';
import { projectsOf, whyNotGoverned } from './governance';
import { hashPassword } from './password';
import type { Role } from './roles';
import { checkNewPassword, normaliseEmail } from './rules';
import { personNameSchema } from './schema';
import { forPerson } from './user-tx';

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

/**
 * Opens an account again that was deactivated; the operator's alone. Memberships and the password
 * are as they were, sessions stay ended. Each project gets the event. Error `not_found`: there is no
 * deactivated account of that id.
 */
export async function reactivateUser(
  by: { readonly kind: 'operator' },
  input: { readonly userId: string },
): Promise<Result<{ userId: string }>> {
  const refused = onlyOperator(by);
  if (refused) return refused;
  return forPerson(async (person) => {
    const [row] = await person.sql(
      `UPDATE users SET deactivated_at = NULL
        WHERE id = $1::uuid AND deactivated_at IS NOT NULL RETURNING id`,
      input.userId,
    );
    if (!row) return err('not_found', 'There is no deactivated account of this address.');
    for (const { project_id: projectId } of await projectsOf(person, input.userId)) {
      await appendEvent(await person.enter(projectId), {
        type: 'member.reactivated',
        actorId: null,
        payload: { userId: input.userId, before: { active: false }, after: { active: true } },
      });
    }
    return ok({ userId: input.userId });
  });
}

function onlyOperator(by: { readonly kind: string }) {
  return by.kind === 'operator'
    ? null
    : err('forbidden', 'Only the operator of the machine creates accounts or opens them again.');
}
