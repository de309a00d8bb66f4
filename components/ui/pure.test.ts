import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { initialsOf, toneOf } from './avatar-tone';
import { cn } from './cn';
import { formatNumber, formatRelative, formatUtc } from './time-format';

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
  it('is exact in UTC, as the language writes it', () => {
    const date = new Date('2026-11-24T11:12:05.999+01:00');
    expect(formatUtc(date, 'en')).toBe('24 Nov 2026, 10:12:05 UTC');
    expect(formatUtc(date, 'fr')).toBe('24 nov. 2026, 10:12:05 UTC');
    expect(formatUtc(new Date('nonsense'), 'en')).toBe('—');
  });

  it('is told in the largest whole unit', () => {
    const now = Date.UTC(2026, 0, 10);
    const told = (ms: number) => LOCALES.map((locale) => formatRelative(now + ms, now, locale));
    expect(told(-30_000)).toEqual([null, null]);
    expect(told(-119 * 60_000)).toEqual(['1 hour ago', 'il y a 1 heure']);
    expect(told(-86_400_000)).toEqual(['yesterday', 'hier']);
    expect(told(3 * 86_400_000)).toEqual(['in 3 days', 'dans 3 jours']);
  });

  it('counts with the separators of the language', () => {
    expect(formatNumber(1234567, 'en')).toBe('1,234,567');
    expect(formatNumber(1234567, 'fr')).toBe('1\u202f234\u202f567');
  });
});

describe('cn', () => {
  it('lets the later of two classes for one property win', () => {
    expect(cn('px-2 text-sm', false, 'px-4')).toBe('text-sm px-4');
  });
});
