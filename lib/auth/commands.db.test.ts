import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { addMember, deactivateUser, reactivateUser } from './account-commands';
import {
  acceptInvitation,
  changeRole,
  inviteMember,
  removeMember,
  revokeInvitation,
} from './commands';
import { makeResetLink, resetPassword } from './password-commands';
import {
  codeOf,
  newPerson,
  newTestProject,
  TEST_PASSWORD,
  type TestProject,
  unwrap,
} from './people-testing';
import { getMembership, getOpenInvitation, listInvitations, listMembers } from './queries';
import { authenticate } from './sign-in';
import { hashToken } from './token';

const db = await testDatabase();

let project: TestProject;
beforeAll(async () => {
  project = await newTestProject();
});

async function lastEvents(projectId: string, count: number) {
  const { rows } = await db.superPool.query<{ type: string; body: string }>(
    'SELECT type, body FROM events WHERE project_id = $1 ORDER BY seq DESC LIMIT $2',
    [projectId, count],
  );
  return rows.reverse();
}

describe('invitations', () => {
  it('make an account and a member, once, and leave no token behind', async () => {
    const admin = await project.member('admin');
    const made = unwrap(await inviteMember(admin, { email: 'Nora@Example.ORG', role: 'analyst' }));
    expect(made.email).toBe('nora@example.org');
    const { rows } = await db.superPool.query('SELECT token_hash FROM invitations WHERE id = $1', [
      made.invitationId,
    ]);
    expect(rows).toEqual([{ token_hash: hashToken(made.token) }]);

    const accept = () =>
      acceptInvitation({
        token: made.token,
        signedInUserId: null,
        name: ' Nora  New ',
        password: TEST_PASSWORD,
      });
    // Twice at once: one of them gets in.
    const outcomes = (await Promise.all([accept(), accept()])).map(codeOf).sort();
    expect(outcomes).toEqual(['not_found', 'ok']);
    expect(codeOf(await accept())).toBe('not_found');

    const members = unwrap(await listMembers(admin));
    const nora = members.find((member) => member.email === 'nora@example.org');
    expect(nora).toMatchObject({ name: 'Nora New', role: 'analyst', canSignIn: true });
    expect(codeOf(await authenticate({ email: made.email, password: TEST_PASSWORD }, 't1'))).toBe(
      'ok',
    );
    const events = await lastEvents(project.projectId, 3);
    expect(events.map((event) => event.type)).toEqual([
      'invitation.created',
      'invitation.accepted',
      'member.added',
    ]);
    expect(events.map((event) => event.body).join()).not.toContain(made.token);
  });

  it('change no role of who has become a member otherwise', async () => {
    const own = await newTestProject();
    const admin = await own.member('admin');
    const person = await newPerson();
    const { token } = unwrap(await inviteMember(admin, { email: person.email, role: 'reader' }));
    unwrap(await addMember(own.operator, { userId: person.userId, role: 'admin' }));
    unwrap(await removeMember(own.operator, { userId: admin.userId }));
    // Accepted, it would leave the project without an admin.
    expect(codeOf(await acceptInvitation({ token, signedInUserId: person.userId }))).toBe(
      'conflict',
    );
    const members = unwrap(await listMembers(own.operator));
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([[person.userId, 'admin']]);
  });

  it('end after a week, when withdrawn, and when replaced', async () => {
    const admin = await project.member('admin');
    const invite = async () =>
      unwrap(await inviteMember(admin, { email: 'late@example.org', role: 'reader' }));
    const first = await invite();
    const second = await invite();
    expect(codeOf(await getOpenInvitation(first.token))).toBe('not_found');
    expect(codeOf(await getOpenInvitation(second.token))).toBe('ok');
    unwrap(await revokeInvitation(admin, second));
    expect(codeOf(await getOpenInvitation(second.token))).toBe('not_found');
    expect(codeOf(await revokeInvitation(admin, second))).toBe('not_found');
    const third = await invite();
    await db.superPool.query(
      `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [third.invitationId],
    );
    expect(codeOf(await getOpenInvitation(third.token))).toBe('not_found');
    const late = { token: third.token, signedInUserId: null, name: 'L', password: TEST_PASSWORD };
    expect(codeOf(await acceptInvitation(late))).toBe('not_found');
    expect(unwrap(await listInvitations(admin)).some((open) => open.email === first.email)).toBe(
      false,
    );
  });

  it('let the owner of an account join, and nobody in their name', async () => {
    const admin = await project.member('admin');
    const owner = await newPerson();
    const other = await newPerson();
    const { token } = unwrap(await inviteMember(admin, { email: owner.email, role: 'lead' }));
    const as = (signedInUserId: string | null) =>
      acceptInvitation({ token, signedInUserId, name: 'Thief', password: 'another password' });
    expect(codeOf(await as(null))).toBe('not_signed_in');
    expect(codeOf(await as(other.userId))).toBe('forbidden');
    expect(codeOf(await as(owner.userId))).toBe('ok');
    expect(await getMembership(owner.userId, project.projectId)).toMatchObject({ role: 'lead' });
    expect(
      codeOf(await authenticate({ email: owner.email, password: 'another password' }, 't2')),
    ).toBe('not_signed_in');
  });

  it('refuse weak passwords, empty names and nonsense tokens without being used up', async () => {
    const admin = await project.member('admin');
    const { token } = unwrap(
      await inviteMember(admin, { email: 'weak@example.org', role: 'reader' }),
    );
    const accept = (name: string, password: string) =>
      acceptInvitation({ token, signedInUserId: null, name, password });
    expect(codeOf(await accept('', TEST_PASSWORD))).toBe('invalid_input');
    expect(codeOf(await accept('W', 'password1'))).toBe('invalid_input');
    expect(codeOf(await getOpenInvitation('nonsense'))).toBe('not_found');
    expect(codeOf(await accept('W', TEST_PASSWORD))).toBe('ok');
  });

  it('refuse members, bad addresses, and other projects’ admins', async () => {
    const admin = await project.member('admin');
    const member = await project.member('reader');
    expect(codeOf(await inviteMember(admin, { email: member.email, role: 'lead' }))).toBe(
      'conflict',
    );
    expect(codeOf(await inviteMember(admin, { email: 'a＠b.example', role: 'lead' }))).toBe(
      'invalid_input',
    );
    const made = unwrap(await inviteMember(admin, { email: 'x@example.org', role: 'lead' }));
    const elsewhere = await (await newTestProject()).member('admin');
    expect(codeOf(await revokeInvitation(elsewhere, made))).toBe('not_found');
  });
});

describe('roles', () => {
  it('change at once, with the event', async () => {
    const admin = await project.member('admin');
    const member = await project.member('analyst');
    unwrap(await changeRole(admin, { userId: member.userId, role: 'admin' }));
    expect(codeOf(await inviteMember(member, { email: 'y@example.org', role: 'reader' }))).toBe(
      'ok',
    );
    unwrap(await changeRole(admin, { userId: member.userId, role: 'reader' }));
    expect(codeOf(await inviteMember(member, { email: 'z@example.org', role: 'reader' }))).toBe(
      'forbidden',
    );
    const [event] = await lastEvents(project.projectId, 1);
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      type: 'member.role_changed',
      actorId: admin.userId,
      payload: { userId: member.userId, before: { role: 'admin' }, after: { role: 'reader' } },
    });
  });

  it('never leave a project without an admin, not even two at once', async () => {
    const small = await newTestProject();
    const ada = await small.member('admin');
    expect(codeOf(await changeRole(ada, { userId: ada.userId, role: 'lead' }))).toBe('conflict');
    expect(codeOf(await removeMember(ada, { userId: ada.userId }))).toBe('conflict');
    const bob = await small.member('admin');
    const outcomes = await Promise.all([
      removeMember(ada, { userId: bob.userId }),
      removeMember(bob, { userId: ada.userId }),
    ]);
    expect(outcomes.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
    const { rows } = await db.superPool.query(
      `SELECT 1 FROM members WHERE project_id = $1 AND role = 'admin' AND removed_at IS NULL`,
      [small.projectId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('removal and deactivation', () => {
  it('removes at once, keeps the row, and lets the person be invited again', async () => {
    const admin = await project.member('admin');
    const member = await project.member('analyst');
    unwrap(await removeMember(admin, { userId: member.userId }));
    expect(codeOf(await listMembers(member))).toBe('not_found');
    expect(await getMembership(member.userId, project.projectId)).toBeNull();
    const { token } = unwrap(await inviteMember(admin, { email: member.email, role: 'reader' }));
    unwrap(await acceptInvitation({ token, signedInUserId: member.userId }));
    expect(await getMembership(member.userId, project.projectId)).toMatchObject({ role: 'reader' });
  });

  it('deactivates at once, ending sessions, and refuses sign-in in the usual words', async () => {
    const admin = await project.member('admin');
    const member = await project.member('analyst');
    unwrap(await deactivateUser(admin, { userId: member.userId }));
    expect(codeOf(await listMembers(member))).toBe('not_found');
    const { rows } = await db.superPool.query<{ session_version: number }>(
      'SELECT session_version FROM users WHERE id = $1',
      [member.userId],
    );
    expect(rows[0]?.session_version).toBe(2);
    const refused = await authenticate({ email: member.email, password: TEST_PASSWORD }, 't3');
    const unknown = await authenticate({ email: 'no@example.org', password: TEST_PASSWORD }, 't3');
    expect(refused).toEqual(unknown);

    const operator = { kind: 'operator' } as const;
    expect(codeOf(await reactivateUser(operator, { userId: admin.userId }))).toBe('not_found');
    unwrap(await reactivateUser(operator, { userId: member.userId }));
    expect((await lastEvents(project.projectId, 1))[0]?.type).toBe('member.reactivated');
    expect(await getMembership(member.userId, project.projectId)).toMatchObject({
      role: 'analyst',
    });
    const again = { email: member.email, password: TEST_PASSWORD };
    expect(codeOf(await authenticate(again, 't3'))).toBe('ok');
  });

  it('is not for leads, strangers, oneself, or people of projects that one does not run', async () => {
    const admin = await project.member('admin');
    const lead = await project.member('lead');
    const member = await project.member('analyst');
    const stranger = {
      kind: 'user',
      ...(await newPerson()),
      projectId: project.projectId,
    } as const;
    const elsewhere = await newTestProject();
    const shared = await elsewhere.member('reader');
    const { token } = unwrap(await inviteMember(admin, { email: shared.email, role: 'reader' }));
    unwrap(await acceptInvitation({ token, signedInUserId: shared.userId }));
    const target = { userId: member.userId };
    expect(codeOf(await deactivateUser(lead, target))).toBe('forbidden');
    expect(codeOf(await deactivateUser(stranger, target))).toBe('not_found');
    expect(codeOf(await deactivateUser(admin, { userId: admin.userId }))).toBe('conflict');
    expect(codeOf(await deactivateUser(admin, { userId: shared.userId }))).toBe('forbidden');
    expect(codeOf(await deactivateUser(admin, { userId: stranger.userId }))).toBe('not_found');
    // Whoever holds a link for a new password can sign in as that person: the same rule.
    expect(codeOf(await makeResetLink(lead, target))).toBe('forbidden');
    expect(codeOf(await makeResetLink(stranger, target))).toBe('not_found');
    expect(codeOf(await makeResetLink(admin, { userId: admin.userId }))).toBe('conflict');
    expect(codeOf(await makeResetLink(admin, { userId: shared.userId }))).toBe('forbidden');
    expect(codeOf(await makeResetLink(admin, { userId: stranger.userId }))).toBe('not_found');
    const link = unwrap(await makeResetLink(admin, target));
    const [event] = await lastEvents(project.projectId, 1);
    expect(event?.type).toBe('member.reset_link_made');
    expect(event?.body).not.toContain(link.token);
    expect(codeOf(await deactivateUser({ kind: 'operator' }, target))).toBe('ok');
    expect(codeOf(await resetPassword({ token: link.token, password: TEST_PASSWORD }))).toBe(
      'not_found',
    );
  });
});
