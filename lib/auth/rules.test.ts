import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkNewPassword,
  clientAddress,
  leavesNoAdmin,
  normaliseEmail,
  safeReturnPath,
} from './rules';

function email(raw: string): string | null {
  const result = normaliseEmail(raw);
  return result.ok ? result.value : null;
}

describe('normaliseEmail', () => {
  it('gives one form for the ways in which one address is typed', () => {
    expect(email('  Ada@Example.ORG ')).toBe('ada@example.org');
    expect(email('ＡＤＡ@example.org')).toBe('ada@example.org');
    expect(email('e\u0301va@example.org')).toBe('éva@example.org');
  });

  it('refuses signs that merely look like "@"', () => {
    expect(email('ada＠example.org')).toBeNull();
    expect(email('ada﹫example.org')).toBeNull();
    expect(email('ada@evil.org＠example.org')).toBeNull();
  });

  it.each([
    '',
    'ada',
    '@example.org',
    'ada@',
    'a@b@c',
    'a da@example.org',
    'a\u202Eda@example.org',
  ])('refuses %j', (raw) => expect(email(raw)).toBeNull());

  it('refuses what is too long to be delivered', () => {
    expect(email(`${'a'.repeat(250)}@example.org`)).toBeNull();
  });

  it('is idempotent, and what it gives satisfies the database', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), (raw) => {
        const once = email(raw);
        if (once === null) return;
        expect(email(once)).toBe(once);
        expect(once).toMatch(/^[^@\s]+@[^@\s]+$/u);
      }),
    );
  });
});

describe('checkNewPassword', () => {
  const person = { email: 'ada@example.org', name: 'Ada Lovelace' };

  it('takes any long enough phrase, in any script, with spaces', () => {
    expect(checkNewPassword('a river in november', person).ok).toBe(true);
    expect(checkNewPassword('пароль из слов', person).ok).toBe(true);
    expect(checkNewPassword('🦊🦊🐻🐻🐼🐼🐨🐨', person).ok).toBe(true);
  });

  it.each(['short', 'Password1', 'ada@example.org', 'ADA LOVELACE', 'aaaaaaaaaa', 'sourcemark'])(
    'refuses %j',
    (password) => expect(checkNewPassword(password, person).ok).toBe(false),
  );

  it('counts code points, not UTF-16 units', () => {
    expect(checkNewPassword('🦊🐻🐼🐨', person).ok).toBe(false);
  });

  it('caps the length', () => {
    expect(checkNewPassword('ab'.repeat(600), person).ok).toBe(false);
  });
});

describe('safeReturnPath', () => {
  it('keeps paths of this site', () => {
    expect(safeReturnPath('/projects/1/articles?sort=date#top')).toBe(
      '/projects/1/articles?sort=date#top',
    );
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/',
    '/api/auth/signout',
    '/a\\b',
    '/a\nb',
    '',
    null,
  ])('answers "/" to %j', (raw) => expect(safeReturnPath(raw)).toBe('/'));

  it('never leaves the site, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '/', '/.', '/%2f'), (text, start) => {
        const raw = start + text;
        const url = new URL(safeReturnPath(raw), 'https://here.example');
        expect(url.origin).toBe('https://here.example');
      }),
    );
  });
});

describe('clientAddress', () => {
  it('believes no X-Forwarded-For without a trusted proxy', () => {
    expect(clientAddress('9.9.9.9', '1.1.1.1', 0)).toBe('9.9.9.9');
    expect(clientAddress(null, '1.1.1.1', 0)).toBe('unknown');
  });

  it('believes only the entries that trusted proxies wrote', () => {
    expect(clientAddress('9.9.9.9', '1.1.1.1, 2.2.2.2, 3.3.3.3', 1)).toBe('3.3.3.3');
    expect(clientAddress('9.9.9.9', '1.1.1.1, 2.2.2.2, 3.3.3.3', 2)).toBe('2.2.2.2');
    expect(clientAddress('9.9.9.9', '1.1.1.1', 5)).toBe('9.9.9.9');
    expect(clientAddress('9.9.9.9', null, 1)).toBe('9.9.9.9');
  });

  it('counts one network of IPv6 as one address', () => {
    expect(clientAddress('2001:db8:1:2:3:4:5:6', null, 0)).toBe('2001:db8:1:2::/64');
    expect(clientAddress('2001:db8:1:2::9', null, 0)).toBe('2001:db8:1:2::/64');
    expect(clientAddress('::1', null, 0)).toBe('0:0:0:0::/64');
    expect(clientAddress('::ffff:10.0.0.1', null, 0)).toBe('10.0.0.1');
    expect(() => clientAddress('1:2:3:4:5:6:7:8::9', null, 0)).not.toThrow();
  });
});

describe('leavesNoAdmin', () => {
  it('is true only for the one admin who stops being one', () => {
    expect(leavesNoAdmin(['a'], 'a', null)).toBe(true);
    expect(leavesNoAdmin(['a'], 'a', 'reader')).toBe(true);
    expect(leavesNoAdmin(['a'], 'a', 'admin')).toBe(false);
    expect(leavesNoAdmin(['a', 'b'], 'a', null)).toBe(false);
    expect(leavesNoAdmin(['a'], 'b', null)).toBe(false);
  });
});
