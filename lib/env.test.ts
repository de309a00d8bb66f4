import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv, SETTINGS } from './env';
import { secretWeakness } from './secret';

describe('settings', () => {
  it('have defaults when nothing is set, and an empty variable counts as unset', () => {
    expect(readEnv({ PORT: '', HOST: '' })).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:hunter2@h/d'],
    ['PORT', '70000'],
    ['PORT', 'many'],
    ['NEXTAUTH_URL', 'javascript:alert(1)'],
    ['SOURCEMARK_DEMO', 'yes'],
  ])('refuse a wrong %s without repeating its value', (name, value) => {
    let message = '';
    try {
      readEnv({ [name]: value });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(name);
    expect(message).not.toContain(value);
  });

  it('stand in the configuration table of the README, each of them and no other', () => {
    expect(existsSync('README.md')).toBe(true);
    const readme = readFileSync('README.md', 'utf8');
    const table = readme.slice(readme.search(/^## Settings/m));
    const listed = [...table.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual(Object.keys(SETTINGS).sort());
  });
});

describe('the secret', () => {
  it.each([
    'short',
    'a'.repeat(64),
    'change-me-change-me-change-me-change-me',
    'your-nextauth-secret-goes-here-0123456789',
    'sourcemark-default-password-000000000000',
  ])('is refused when it is weak: %s', (secret) => {
    expect(secretWeakness(secret)).toBeTypeOf('string');
  });

  it('may be random characters', () => {
    expect(secretWeakness('Zk3vQ9rT1mXw7LpB5yHd2NcF8gJs4VuA')).toBeUndefined();
  });
});
