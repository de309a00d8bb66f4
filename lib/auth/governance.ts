import { err } from '@/lib/result/result';
import type { UserActor } from './actor';
import { NO_MEMBER } from './commands';
import type { Role } from './roles';
import type { PersonTx } from './user-tx';

export interface MembershipRow {
  readonly project_id: string;
  readonly role: Role;
}

/**
 * Why a person may not act on another's account, or null when they may: only an admin of every
 * project that the other belongs to, and never on their own.
 */
export function whyNotGoverned(
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
export async function projectsOf(person: PersonTx, userId: string): Promise<MembershipRow[]> {
  await person.seeAs(userId);
  return person.sql(
    `SELECT m.project_id, m.role::text AS role
       FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.user_id = $1::uuid AND m.removed_at IS NULL AND u.deactivated_at IS NULL
      ORDER BY m.project_id`,
    userId,
  );
}
