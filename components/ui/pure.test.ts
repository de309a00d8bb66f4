import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialsOf, toneOf } from './avatar-tone';
import { cn } from './cn';
import { formatRelative, formatUtc } from './time-format';

describe('avatar', () => {
  it('takes the first grapheme of the first and last word', () => {
    expect(initialsOf('Ada Lovelace')).toBe('AL');
    expect(initialsOf('ada')).toBe('A');
    expect(initialsOf('María José de la Cruz')).toBe('MC');
    expect(initialsOf('👩‍🔬 Curie')).toBe('👩‍🔬C');
    expect(initialsOf('   ')).toBe('?');
  });

  it('gives everyone a hue that stays', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(toneOf(seed)).toBe(toneOf(seed));
        expect(toneOf(seed) % 15).toBe(0);
        expect(toneOf(seed)).toBeLessThan(360);
      }),
    );
    expect(toneOf('a')).not.toBe(toneOf('b'));
  });
});

describe('time', () => {
  it('is exact in UTC', () => {
    expect(formatUtc(new Date('2026-11-24T11:12:05.999+01:00'))).toBe('2026-11-24 10:12:05 UTC');
    expect(formatUtc(new Date('nonsense'))).toBe('unknown time');
  });

  it('is told in the largest whole unit', () => {
    const now = Date.UTC(2026, 0, 10);
    expect(formatRelative(now - 30_000, now)).toBe('just now');
    expect(formatRelative(now - 119 * 60_000, now)).toBe('1 hour ago');
    expect(formatRelative(now - 86_400_000, now)).toBe('yesterday');
    expect(formatRelative(now + 3 * 86_400_000, now)).toBe('in 3 days');
  });
});

describe('cn', () => {
  it('lets the later of two classes for one property win', () => {
    expect(cn('px-2 text-sm', false, 'px-4')).toBe('text-sm px-4');
  });
});
