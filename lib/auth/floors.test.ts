import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const lockfile = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')));

/** Lowest versions without a known hole that would matter here. */
const FLOORS = { next: '16.3.3', 'next-auth': '4.24.15', nodemailer: '9.0.1' } as const;

describe('security floors in the lockfile', () => {
  it.each(Object.entries(FLOORS))('%s is at least %s wherever it is installed', (name, floor) => {
    const found = Object.entries(lockfile.packages).filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    );
    if (name !== 'nodemailer') expect(found.length).toBeGreaterThan(0);
    for (const [, { version }] of found) {
      expect(compare(version ?? '0', floor)).toBeGreaterThanOrEqual(0);
    }
  });

  it('compares numbers, and puts a pre-release below its release', () => {
    expect(compare('16.10.0', '16.3.3')).toBeGreaterThan(0);
    expect(compare('16.3.3-canary.1', '16.3.3')).toBeLessThan(0);
    expect(compare('4.24.14', '4.24.15')).toBeLessThan(0);
  });
});

function compare(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(right.prerelease) - Number(left.prerelease);
}

function parts(version: string): { numbers: number[]; prerelease: boolean } {
  const [core = '', ...rest] = version.split('-');
  return { numbers: core.split('.').map(Number), prerelease: rest.length > 0 };
}
