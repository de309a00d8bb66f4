import { v7 as uuidv7 } from 'uuid';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { Actor } from './actor';
import { hashPassword } from './password';
import { getOpenInvitation, INVITATION_GONE } from './queries';
import type { Role } from './roles';
import { checkNewPassword, INVITATION_LIFETIME_MS, leavesNoAdmin, normaliseEmail } from './rules';
import { type NewInvitation, personNameSchema } from './schema';
import { hashToken, newToken } from './token';
import { forPerson } from './user-tx';

/** Said of a person who is not (any more) in the project. */
export const NO_MEMBER = 'This person is not a member of the project (any more).';
const LAST_ADMIN = 'A project needs an admin. Make somebody else an admin first.';

/**
 * Invites an address into the project. An earlier open invitation of the same address is revoked.
 * Fails with `invalid_input` (address) and `conflict` (already a member).
 */
export async function inviteMember(
  actor: Actor,
  input: { readonly email: string; readonly role: Role },
): Promise<Result<NewInvitation>> {
  return inProject(actor, 'members.manage', async (tx, me) => {
    const email = normaliseEmail(input.email);
    if (!email.ok) return email;
    const [present] = await tx.sql(
      `SELECT 1 FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.project_id = $1::uuid AND m.removed_at IS NULL AND u.email = $2
          AND u.password_hash IS NOT NULL`,
      tx.projectId,
      email.value,
    );
    if (present) {
      return err('conflict', 'This person is a member already.', { field: 'email' });
    }
    const open = await tx.sql<{ id: string }>(
      `UPDATE invitations SET revoked_at = now()
        WHERE project_id = $1::uuid AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL
        RETURNING id`,
      tx.projectId,
      email.value,
    );
    const invitationId = uuidv7();
    const token = newToken();
    const expiresAt = new Date(Date.now() + INVITATION_LIFETIME_MS);
    await tx.sql(
      `INSERT INTO invitations (project_id, id, email, role, token_hash, invited_by, expires_at)
       VALUES ($1::uuid, $2::uuid, $3, $4::member_role, $5, $6::uuid, $7::timestamptz)`,
      tx.projectId,
      invitationId,
      email.value,
      input.role,
      hashToken(token),
      me.userId,
      expiresAt,
    );
    await appendEvent(tx, {
      type: 'invitation.created',
      actorId: me.userId,
      payload: {
        invitationId,
        email: email.value,
        role: input.role,
        expiresAt: expiresAt.toISOString(),
        replaces: open.map((row) => row.id),
      },
    });
    return ok({
      invitationId,
      email: email.value,
      role: input.role,
      token,
      expiresAt: expiresAt.toISOString(),
    });
  });
}

/** Withdraws an open invitation; `not_found` when it is used, expired, withdrawn or another project's. */
export async function revokeInvitation(
  actor: Actor,
  input: { readonly invitationId: string },
): Promise<Result<{ invitationId: string }>> {
  return inProject(actor, 'members.manage', async (tx, me) => {
    const [row] = await tx.sql<{ email: string }>(
      `UPDATE invitations SET revoked_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid AND accepted_at IS NULL
          AND revoked_at IS NULL AND expires_at > now()
        RETURNING email`,
      tx.projectId,
      input.invitationId,
    );
    if (!row) return err('not_found', 'This invitation is not open any more.');
    await appendEvent(tx, {
      type: 'invitation.revoked',
      actorId: me.userId,
      payload: { invitationId: input.invitationId, email: row.email },
    });
    return ok({ invitationId: input.invitationId });
  });
}

/**
 * Accepts an invitation by its token. The address has an account: its owner must be signed in
 * (`signedInUserId`), and joins. It has none: name and password make one. Single use: of two at
 * once one gets `not_found`. Fails with `not_signed_in`, `forbidden` (signed in as somebody else,
 * or deactivated), `invalid_input` (name, password).
 */
export async function acceptInvitation(input: {
  readonly token: string;
  readonly signedInUserId: string | null;
  readonly name?: string;
  readonly password?: string;
}): Promise<Result<{ projectId: string; userId: string; email: string }>> {
  // Nobody without a good link makes the server hash.
  const open = await getOpenInvitation(input.token);
  if (!open.ok) return open;
  // Hashed before the transaction, which would otherwise hold its locks meanwhile.
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  return forPerson(async (person) => {
    const [found] = await person.sql<{ project_id: string | null }>(
      'SELECT find_invitation_project($1)::text AS project_id',
      hashToken(input.token),
    );
    if (!found?.project_id) return err('not_found', INVITATION_GONE);
    const tx = await person.enter(found.project_id);
    const [invitation] = await tx.sql<{ id: string; email: string; role: Role }>(
      `SELECT id, email, role::text AS role FROM invitations
        WHERE project_id = $1::uuid AND token_hash = $2 AND accepted_at IS NULL
          AND revoked_at IS NULL AND expires_at > now()
        FOR UPDATE`,
      tx.projectId,
      hashToken(input.token),
    );
    if (!invitation) return err('not_found', INVITATION_GONE);
    const user = await accountFor(tx, invitation.email, { ...input, passwordHash });
    if (!user.ok) return user;
    const [present] = await tx.sql(
      `SELECT 1 FROM members
        WHERE project_id = $1::uuid AND user_id = $2::uuid AND removed_at IS NULL AND $3::boolean`,
      tx.projectId,
      user.value,
      user.value === input.signedInUserId,
    );
    // An old link changes no role, least of all the last admin's.
    if (present) return err('conflict', 'You are a member of this project already.');
    await tx.sql(
      `UPDATE invitations SET accepted_at = now(), accepted_by = $3::uuid
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      invitation.id,
      user.value,
    );
    await putMember(tx, user.value, invitation.role);
    await appendEvent(tx, {
      type: 'invitation.accepted',
      actorId: user.value,
      payload: { invitationId: invitation.id, userId: user.value, role: invitation.role },
    });
    await appendEvent(tx, {
      type: 'member.added',
      actorId: user.value,
      payload: { userId: user.value, before: null, after: { role: invitation.role } },
    });
    return ok({ projectId: tx.projectId, userId: user.value, email: invitation.email });
  });
}

interface AccountInput {
  readonly signedInUserId: string | null;
  readonly name?: string;
  readonly password?: string;
  readonly passwordHash: string | null;
}

/** The id of the account that an invitation's address has or is given now. */
async function accountFor(
  tx: ProjectTx,
  email: string,
  input: AccountInput,
): Promise<Result<string>> {
  const [user] = await tx.sql<{ id: string; can_sign_in: boolean; deactivated: boolean }>(
    `SELECT id, password_hash IS NOT NULL AS can_sign_in, deactivated_at IS NOT NULL AS deactivated
       FROM users WHERE email = $1 FOR UPDATE`,
    email,
  );
  if (user?.deactivated) {
    return err('forbidden', 'This account is deactivated. Ask an admin of the project.');
  }
  if (user?.can_sign_in) {
    if (input.signedInUserId === user.id) return ok(user.id);
    return input.signedInUserId === null
      ? err('not_signed_in', `Sign in as ${email} to join the project.`)
      : err('forbidden', `This invitation is for ${email}. Sign out, then sign in with it.`);
  }
  const name = personNameSchema.safeParse(input.name ?? '');
  if (!name.success) {
    const message = name.error.issues[0]?.message ?? 'Enter a name.';
    return err('invalid_input', message, { field: 'name' });
  }
  const allowed = checkNewPassword(input.password ?? '', { email, name: name.data });
  if (!allowed.ok) return allowed;
  const id = user?.id ?? uuidv7();
  // A person known only from imported files keeps the identity that their work bears.
  await tx.sql(
    `INSERT INTO users (id, email, name, password_hash) VALUES ($1::uuid, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, password_hash = EXCLUDED.password_hash`,
    id,
    email,
    name.data,
    input.passwordHash,
  );
  return ok(id);
}

/** Makes someone a member, or a returning one a member again. */
export async function putMember(tx: ProjectTx, userId: string, role: Role): Promise<void> {
  await tx.sql(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1::uuid, $2::uuid, $3::member_role)
     ON CONFLICT (project_id, user_id)
       DO UPDATE SET role = EXCLUDED.role, joined_at = now(), removed_at = NULL`,
    tx.projectId,
    userId,
    role,
  );
}

/** Changes a member's role; it holds from their next request on. `conflict`: the last admin. */
export async function changeRole(
  actor: Actor,
  input: { readonly userId: string; readonly role: Role },
): Promise<Result<{ userId: string; role: Role }>> {
  return inProject(actor, 'members.manage', async (tx, me) => {
    const before = await lockMember(tx, input.userId, input.role);
    if (!before.ok) return before;
    if (before.value === input.role) return ok({ userId: input.userId, role: input.role });
    await tx.sql(
      `UPDATE members SET role = $3::member_role WHERE project_id = $1::uuid AND user_id = $2::uuid`,
      tx.projectId,
      input.userId,
      input.role,
    );
    await recordMember(tx, me, 'member.role_changed', input.userId, before.value, input.role);
    return ok({ userId: input.userId, role: input.role });
  });
}

/** Takes a member out of the project at once; their work stays. `conflict`: the last admin. */
export async function removeMember(
  actor: Actor,
  input: { readonly userId: string },
): Promise<Result<{ userId: string }>> {
  return inProject(actor, 'members.manage', async (tx, me) => {
    const before = await lockMember(tx, input.userId, null);
    if (!before.ok) return before;
    await tx.sql(
      `UPDATE members SET removed_at = now() WHERE project_id = $1::uuid AND user_id = $2::uuid`,
      tx.projectId,
      input.userId,
    );
    await recordMember(tx, me, 'member.removed', input.userId, before.value, null);
    return ok({ userId: input.userId });
  });
}

/**
 * Locks the project's memberships of admins and the person's own, and gives the person's role.
 * Fails when the change to `nextRole` would leave no admin: two admins who remove each other at
 * once are served one after the other.
 */
export async function lockMember(
  tx: ProjectTx,
  userId: string,
  nextRole: Role | null,
): Promise<Result<Role>> {
  const rows = await tx.sql<{ user_id: string; role: Role; active: boolean }>(
    `SELECT m.user_id, m.role::text AS role,
            (u.deactivated_at IS NULL AND u.password_hash IS NOT NULL) AS active
       FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1::uuid AND m.removed_at IS NULL
        AND (m.role = 'admin' OR m.user_id = $2::uuid)
      ORDER BY m.user_id FOR UPDATE OF m`,
    tx.projectId,
    userId,
  );
  const member = rows.find((row) => row.user_id === userId);
  if (!member) return err('not_found', NO_MEMBER);
  const admins = rows.filter((row) => row.role === 'admin' && row.active).map((row) => row.user_id);
  if (member.role === 'admin' && leavesNoAdmin(admins, userId, nextRole)) {
    return err('conflict', LAST_ADMIN);
  }
  return ok(member.role);
}

async function recordMember(
  tx: ProjectTx,
  me: Me,
  type: 'member.role_changed' | 'member.removed',
  userId: string,
  before: Role,
  after: Role | null,
): Promise<void> {
  await appendEvent(tx, {
    type,
    actorId: me.userId,
    payload: { userId, before: { role: before }, after: after ? { role: after } : null },
  });
}
