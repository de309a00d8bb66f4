import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from './locales';
import { chooseLocale } from './rules';

const choose = (acceptLanguage: string, cookie?: string, setting?: string) =>
  chooseLocale({ setting, cookie, acceptLanguage });

describe('the language of a response', () => {
  it('is the person’s, then the browser’s choice, then what the browser asks for', () => {
    expect(choose('en', 'en', 'fr')).toBe('fr');
    expect(choose('en', 'fr')).toBe('fr');
    expect(choose('fr')).toBe('fr');
    expect(choose('')).toBe('en');
    expect(choose('en', 'xx', 'yy')).toBe('en');
  });

  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['de-DE,de;q=0.9,fr;q=0.5,en;q=0.3', 'fr'],
    ['en;q=0.3, FR ; q=0.7', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['ar,*;q=0.5', 'en'],
    ['ja', 'en'],
    ['fr;q=banana,en', 'en'],
    ['fr;q=7', 'en'],
  ] as const)('reads %s as %s', (header, locale) => {
    expect(choose(header)).toBe(locale);
  });

  it('is always one of ours, whatever the header', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (header) => {
        expect(LOCALES).toContain(choose(header));
      }),
    );
  });
});
