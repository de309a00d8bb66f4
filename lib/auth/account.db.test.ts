import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { getPrisma } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/testing';
import {
  addMember,
  changeLocale,
  changeName,
  createUser,
  signOutEverywhere,
} from './account-commands';
import { changePassword, makeResetLink, resetPassword } from './password-commands';
import { codeOf, newPerson, newTestProject, TEST_PASSWORD, unwrap } from './people-testing';
import { getMembership } from './queries';
import { countSignInAttempt } from './rate-limit';
import { authenticate } from './sign-in';

const db = await testDatabase();

describe('signing in', () => {
  it('takes the address in any of its written forms', async () => {
    const email = 'ada.form@example.org';
    unwrap(await createUser({ kind: 'operator' }, { email, name: 'Ada', password: TEST_PASSWORD }));
    for (const typed of [email, ' ADA.Form@Example.org ', 'ａｄａ.form@example.org']) {
      expect(codeOf(await authenticate({ email: typed, password: TEST_PASSWORD }, 'a1'))).toBe(
        'ok',
      );
    }
    expect(
      codeOf(await authenticate({ email: 'ada.form＠example.org', password: TEST_PASSWORD }, 'a1')),
    ).toBe('not_signed_in');
  });

  it('answers the same to a wrong password, an unknown address and nonsense', async () => {
    const { email } = await newPerson();
    const answers = await Promise.all(
      [
        { email, password: 'wrong' },
        { email: 'nobody@example.org', password: 'wrong' },
        { email: 'not an address', password: 'wrong' },
        { email: { $ne: '' }, password: { $ne: '' } },
        null,
      ].map((input) => authenticate(input, 'a2')),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(codeOf(answers[0] ?? { ok: true, value: null })).toBe('not_signed_in');
  });

  it('limits guesses per account and address, also in parallel, known account or not', async () => {
    const { email } = await newPerson();
    for (const target of [email, 'unknown.limit@example.org']) {
      const guesses = await Promise.all(
        Array.from({ length: 14 }, (_, i) =>
          authenticate({ email: target, password: `no${i}` }, 'a3'),
        ),
      );
      const codes = guesses.map(codeOf);
      expect(codes.filter((code) => code === 'not_signed_in')).toHaveLength(8);
      expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(6);
    }
    // The right password waits too; from elsewhere the owner still gets in.
    expect(codeOf(await authenticate({ email, password: TEST_PASSWORD }, 'a3'))).toBe(
      'rate_limited',
    );
    expect(codeOf(await authenticate({ email, password: TEST_PASSWORD }, 'a4'))).toBe('ok');
  });

  it('limits one address that tries many accounts', async () => {
    const codes: string[] = [];
    // The counter alone: eighty hashes would only take time.
    for (let i = 0; i < 84; i += 1) {
      codes.push(codeOf(await countSignInAttempt(`n${i}@example.org`, 'a5')));
    }
    expect(codes.slice(0, 80).every((code) => code === 'ok')).toBe(true);
    expect(codes.slice(80).every((code) => code === 'rate_limited')).toBe(true);
  });

  it('removes counters whose time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      await countSignInAttempt('passing@example.org', 'a10');
      vi.setSystemTime(Date.now() + 2 * 60 * 60 * 1000);
      await countSignInAttempt('later@example.org', 'a11');
    } finally {
      vi.useRealTimers();
    }
    const { rows } = await db.superPool.query(
      `SELECT count(*)::int AS n FROM rate_limits WHERE key LIKE '%passing@example.org%'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('forgives typing errors once the right password comes', async () => {
    const { email } = await newPerson();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 6; i += 1) await authenticate({ email, password: 'typo' }, 'a6');
      expect(codeOf(await authenticate({ email, password: TEST_PASSWORD }, 'a6'))).toBe('ok');
    }
  });
});

describe('accounts', () => {
  it('are made by the operator alone, once per address, with a good password', async () => {
    const input = { email: 'once@example.org', name: 'Once', password: TEST_PASSWORD };
    expect(codeOf(await createUser({ kind: 'user' } as never, input))).toBe('forbidden');
    expect(codeOf(await createUser({ kind: 'operator' }, { ...input, password: 'short' }))).toBe(
      'invalid_input',
    );
    expect(codeOf(await createUser({ kind: 'operator' }, input))).toBe('ok');
    expect(
      codeOf(await createUser({ kind: 'operator' }, { ...input, email: 'ONCE@example.org' })),
    ).toBe('conflict');
  });

  it('take over a person known only from imported files, keeping their identity', async () => {
    const id = '01900000-0000-7000-8000-000000000001';
    await db.superPool.query(
      `INSERT INTO users (id, email, name) VALUES ($1, 'coder@files.example', 'c1')`,
      [id],
    );
    const made = await createUser(
      { kind: 'operator' },
      { email: 'coder@files.example', name: 'Coder', password: TEST_PASSWORD },
    );
    expect(unwrap(made).userId).toBe(id);
  });

  it('get back in by a link: once, within a day, with every session ended', async () => {
    const { email, userId } = await newPerson();
    const first = unwrap(await makeResetLink({ kind: 'operator' }, { userId }));
    const link = unwrap(await makeResetLink({ kind: 'operator' }, { userId }));
    const password = 'a lighthouse in june';
    expect(codeOf(await resetPassword({ token: first.token, password }))).toBe('not_found');
    for (let i = 0; i < 9; i += 1) await authenticate({ email, password: 'forgotten' }, 'a8');
    const before = unwrap(await authenticate({ email, password: TEST_PASSWORD }, 'a9'));
    // A poor password leaves the link as it was.
    expect(codeOf(await resetPassword({ token: link.token, password: 'short' }))).toBe(
      'invalid_input',
    );
    const both = await Promise.all(
      [1, 2].map(() => resetPassword({ token: link.token, password })),
    );
    expect(both.map(codeOf).sort()).toEqual(['not_found', 'ok']);
    expect(codeOf(await resetPassword({ token: link.token, password }))).toBe('not_found');
    expect(codeOf(await authenticate({ email, password: TEST_PASSWORD }, 'a9'))).toBe(
      'not_signed_in',
    );
    // Also from where too many attempts were counted.
    const after = unwrap(await authenticate({ email, password }, 'a8'));
    expect(after.sessionVersion).toBeGreaterThan(before.sessionVersion);
    const old = unwrap(await makeResetLink({ kind: 'operator' }, { userId }));
    await db.superPool.query(`UPDATE password_resets SET expires_at = now() WHERE used_at IS NULL`);
    expect(codeOf(await resetPassword({ token: old.token, password }))).toBe('not_found');
    const { rows } = await db.superPool.query('SELECT token_hash FROM password_resets');
    expect(JSON.stringify(rows)).not.toContain(link.token);
  });

  it('join a second project by the operator’s hand, once', async () => {
    const project = await newTestProject();
    const person = await newPerson();
    const join = () => addMember(project.operator, { userId: person.userId, role: 'lead' });
    expect(codeOf(await join())).toBe('ok');
    expect(codeOf(await join())).toBe('conflict');
    expect(await getMembership(person.userId, project.projectId)).toMatchObject({ role: 'lead' });
  });

  it('change their name, never to nothing', async () => {
    const { userId } = await newPerson();
    expect(unwrap(await changeName(userId, { name: '  Zoë ' }))).toEqual({
      name: 'Zoë',
    });
    expect(codeOf(await changeName(userId, { name: '   ' }))).toBe('invalid_input');
    expect(codeOf(await changeName(userId, { name: 'a\u202Eb' }))).toBe('invalid_input');
  });

  it('choose their language, which must be a language tag', async () => {
    const { userId } = await newPerson();
    const locale = async () =>
      (await getPrisma().user.findUnique({ where: { id: userId } }))?.locale;
    expect(await locale()).toBeNull();
    unwrap(await changeLocale(userId, { locale: 'fr' }));
    expect(await locale()).toBe('fr');
    await expect(changeLocale(userId, { locale: '</script>' })).rejects.toThrow(/users_locale_tag/);
    expect(codeOf(await changeLocale(randomUUID(), { locale: 'fr' }))).toBe('not_signed_in');
  });
});

describe('passwords', () => {
  async function sessionVersion(userId: string): Promise<number | undefined> {
    const { rows } = await db.superPool.query<{ session_version: number }>(
      'SELECT session_version FROM users WHERE id = $1',
      [userId],
    );
    return rows[0]?.session_version;
  }

  it('change with the old one only, and end every session', async () => {
    const { userId, email } = await newPerson();
    const next = 'another river in may';
    const change = (oldPassword: string, newPassword: string) =>
      changePassword(userId, { oldPassword, newPassword });
    expect(codeOf(await change('wrong', next))).toBe('invalid_input');
    expect(codeOf(await change(TEST_PASSWORD, 'short'))).toBe('invalid_input');
    expect(codeOf(await change(TEST_PASSWORD, TEST_PASSWORD))).toBe('invalid_input');
    expect(await sessionVersion(userId)).toBe(1);
    expect(codeOf(await change(TEST_PASSWORD, next))).toBe('ok');
    expect(await sessionVersion(userId)).toBe(2);
    expect(codeOf(await authenticate({ email, password: TEST_PASSWORD }, 'p1'))).toBe(
      'not_signed_in',
    );
    expect(codeOf(await authenticate({ email, password: next }, 'p1'))).toBe('ok');
  });

  it('cannot be guessed through the change either', async () => {
    const { userId } = await newPerson();
    const codes: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      codes.push(
        codeOf(await changePassword(userId, { oldPassword: `no${i}`, newPassword: 'x y z x y z' })),
      );
    }
    expect(codes.slice(0, 8)).toEqual(Array(8).fill('invalid_input'));
    expect(codes.slice(8)).toEqual(['rate_limited', 'rate_limited']);
  });

  it('leave sessions alone until one signs out everywhere', async () => {
    const { userId } = await newPerson();
    unwrap(await signOutEverywhere(userId));
    expect(await sessionVersion(userId)).toBe(2);
  });
});
