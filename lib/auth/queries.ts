import { GOLD_ID } from '@/lib/adjudication/rules/gold';
import { getPrisma } from '@/lib/db/client';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { Actor } from './actor';
import type { Role } from './roles';
import { normaliseEmail } from './rules';
import type { InvitationDto, MemberDto, ProjectDto } from './schema';
import { hashToken } from './token';
import { forPerson, type PersonTx } from './user-tx';

/** The projects a person is a member of, by name. */
export async function listProjects(userId: string): Promise<ProjectDto[]> {
  const result = await forPerson(async (tx) => ok(await memberships(tx, userId, null)));
  return result.ok ? result.value : [];
}

/** One project with the person's role in it, or null for anyone who is not a member. */
export async function getMembership(userId: string, projectId: string): Promise<ProjectDto | null> {
  const result = await forPerson(async (tx) => ok(await memberships(tx, userId, projectId)));
  return result.ok ? (result.value[0] ?? null) : null;
}

async function memberships(
  tx: PersonTx,
  userId: string,
  projectId: string | null,
): Promise<ProjectDto[]> {
  await tx.seeAs(userId);
  return tx.sql<ProjectDto>(
    `SELECT p.id, p.slug, p.name, p.description, m.role::text AS role
       FROM members m JOIN projects p ON p.id = m.project_id JOIN users u ON u.id = m.user_id
      WHERE m.user_id = $1::uuid AND m.removed_at IS NULL AND u.deactivated_at IS NULL
        AND ($2::uuid IS NULL OR p.id = $2::uuid)
      ORDER BY lower(p.name), p.id`,
    userId,
    projectId,
  );
}

interface MemberRow {
  user_id: string;
  name: string;
  email: string;
  role: Role;
  joined_at: Date;
  has_password: boolean;
  deactivated_at: Date | null;
}

/** The project's present members, admins first, then by name. */
export async function listMembers(actor: Actor): Promise<Result<MemberDto[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.sql<MemberRow>(
      `SELECT m.user_id, u.name, u.email, m.role::text AS role, m.joined_at,
              u.password_hash IS NOT NULL AS has_password, u.deactivated_at
         FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.project_id = $1::uuid AND m.removed_at IS NULL
          -- The owner of gold codings is nobody who works here.
          AND m.user_id <> $2::uuid
        ORDER BY m.role, lower(u.name), u.id`,
      tx.projectId,
      GOLD_ID,
    );
    return ok(
      rows.map((row) => ({
        userId: row.user_id,
        name: row.name,
        email: row.email,
        role: row.role,
        joinedAt: row.joined_at.toISOString(),
        canSignIn: row.has_password && row.deactivated_at === null,
        deactivated: row.deactivated_at !== null,
      })),
    );
  });
}

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
}

/** Invitations that can still be accepted, newest first. Only for those who manage members. */
export async function listInvitations(actor: Actor): Promise<Result<InvitationDto[]>> {
  return inProject(actor, 'members.manage', async (tx) => {
    const rows = await tx.sql<InvitationRow>(
      `SELECT i.id, i.email, i.role::text AS role, u.name AS invited_by, i.created_at, i.expires_at
         FROM invitations i LEFT JOIN users u ON u.id = i.invited_by
        WHERE i.project_id = $1::uuid AND i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND i.expires_at > now()
        ORDER BY i.created_at DESC, i.id DESC`,
      tx.projectId,
    );
    return ok(
      rows.map((row) => ({
        id: row.id,
        email: row.email,
        role: row.role,
        invitedBy: row.invited_by,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
    );
  });
}

/** What the holder of an invitation link is shown. */
export interface OpenInvitation {
  readonly projectId: string;
  readonly projectName: string;
  readonly email: string;
  readonly role: Role;
  /** The address has an account that can sign in: its owner signs in instead of setting a password. */
  readonly hasAccount: boolean;
}

export const INVITATION_GONE =
  'This invitation is not valid any more: it was used, withdrawn, or is older than a week. Ask for a new one.';

/** Looks an invitation up by its token, which is the permission. `not_found` when it cannot be used. */
export async function getOpenInvitation(token: string): Promise<Result<OpenInvitation>> {
  return forPerson(async (tx) => {
    const [found] = await tx.sql<{ project_id: string | null }>(
      'SELECT find_invitation_project($1)::text AS project_id',
      hashToken(token),
    );
    if (!found?.project_id) return err('not_found', INVITATION_GONE);
    const project = await tx.enter(found.project_id);
    const [row] = await project.sql<{
      name: string;
      email: string;
      role: Role;
      has_account: boolean;
    }>(
      `SELECT p.name, i.email, i.role::text AS role,
              EXISTS (SELECT 1 FROM users u WHERE u.email = i.email AND u.password_hash IS NOT NULL)
                AS has_account
         FROM invitations i JOIN projects p ON p.id = i.project_id
        WHERE i.project_id = $1::uuid AND i.token_hash = $2 AND i.accepted_at IS NULL
          AND i.revoked_at IS NULL AND i.expires_at > now()`,
      found.project_id,
      hashToken(token),
    );
    if (!row) return err('not_found', INVITATION_GONE);
    return ok({
      projectId: found.project_id,
      projectName: row.name,
      email: row.email,
      role: row.role,
      hasAccount: row.has_account,
    });
  });
}

export const RESET_GONE =
  'This link is not valid any more: it was used, replaced, or is older than a day. Ask for a new one.';

/** Looks up whose password a link sets, by its token, which is the permission. Error `not_found`. */
export async function getOpenReset(
  token: string,
): Promise<Result<{ email: string; name: string }>> {
  const [row] = await getPrisma().$queryRaw<{ email: string; name: string }[]>`
    SELECT u.email, u.name FROM password_resets r JOIN users u ON u.id = r.user_id
     WHERE r.token_hash = ${hashToken(token)} AND r.used_at IS NULL AND r.expires_at > now()
       AND u.deactivated_at IS NULL`;
  return row ? ok(row) : err('not_found', RESET_GONE);
}

/** The id of an account by its address; for the command line alone, since it tells who exists. */
export async function findUserId(rawEmail: string): Promise<Result<string>> {
  const email = normaliseEmail(rawEmail);
  if (!email.ok) return email;
  const user = await getPrisma().user.findUnique({
    where: { email: email.value },
    select: { id: true },
  });
  return user
    ? ok(user.id)
    : err('not_found', `${email.value} has no account.`, { field: 'email' });
}
