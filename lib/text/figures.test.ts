import { describe, expect, it } from 'vitest';
import { findFigures } from './figures';

const values = (text: string, language: string) =>
  findFigures(text, language).map(({ kind, value }) => `${kind} ${value}`);

describe('figures of a text', () => {
  it.each([
    [
      'fr',
      '1 200 personnes, 12,5 % et 3 millions',
      ['number 1200', 'percent 12.5 %', 'number 3 million'],
    ],
    [
      'en',
      '1,200 people, 12.5% and 3 million',
      ['number 1200', 'percent 12.5 %', 'number 3 million'],
    ],
    [
      'de',
      '1.200 Menschen, 12,50 Prozent und 3 Mio.',
      ['number 1200', 'percent 12.5 %', 'number 3 mio.'],
    ],
    ['ar', 'نحو ١٢٠٠ شخص و١٢٫٥٪', ['number 1200', 'percent 12.5 %']],
    ['fr', 'le 1er mars 2026 à 11h37', ['date 2026-03-01', 'time 11:37']],
    ['en', 'on March 1, 2026 at 11:37 a.m.', ['date 2026-03-01', 'time 11:37']],
    ['en', 'at 9 pm on 3 May', ['time 21:00', 'date --05-03']],
    ['de', 'am 1. März 2026 um 11 Uhr', ['date 2026-03-01', 'time 11:00']],
    ['es', 'el 1 de marzo de 2026', ['date 2026-03-01']],
    ['ru', '1 марта 2026 года', ['date 2026-03-01']],
    ['und', '2026-03-01, 01.03.2026', ['date 2026-03-01', 'date 01/03/2026']],
    ['en', 'in 2026 some 300 people', ['number 2026', 'number 300']],
  ])('in %s: %s', (language, text, expected) => {
    expect(values(text, language)).toEqual(expected);
  });

  it('says where they stand, and gets through a million digits', () => {
    const [one] = findFigures('about 1 200 of them', 'fr');
    expect(one).toMatchObject({ start: 6, end: 11, text: '1 200' });
    // Squared, a million digits would outlast the test's time limit.
    expect(findFigures('1.2,'.repeat(250_000), 'en')).toBeInstanceOf(Array);
  });
});
