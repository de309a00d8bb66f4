import { describe, expect, it } from 'vitest';
import { findAgency } from './agencies';
import { clustersOf, suggestLabel } from './kinship';

describe('an agency', () => {
  const named = (text: string, byline: string | null = null) =>
    findAgency({ byline, text })?.agency ?? null;

  it('is found in the byline, the dateline and the credit', () => {
    expect(named('The bridge opened.', 'By Anna Brandt, Associated Press')).toBe('AP');
    expect(named('PARIS, May 3 (Reuters) - The bridge opened.')).toBe('Reuters');
    expect(named('MINSK, 3 May /BelTA/. The bridge opened.')).toBe('BelTA');
    expect(named('Berlin (dpa) – Die Brücke ist offen.')).toBe('dpa');
    expect(named('МОСКВА, 3 мая. /ТАСС/. Мост открыт.')).toBe('TASS');
    expect(named('Le pont est ouvert.\n\n© AFP')).toBe('AFP');
    expect(named('Le pont est ouvert.\n\n(avec Reuters)')).toBe('Reuters');
  });

  it('is none that the text only speaks of', () => {
    expect(named('“It will open,” the minister told Reuters on Monday.')).toBeNull();
    expect(named('We visited the AP office and a PAP smear clinic.')).toBeNull();
    expect(named('The bridge opened.', 'Apa Tass-Miller')).toBeNull();
  });
});

describe('a label', () => {
  it('is proposed by what is shared', () => {
    expect(suggestLabel(null)).toBe('original');
    expect(suggestLabel({ shared: 10, own: 400, other: 400 })).toBe('original');
    expect(suggestLabel({ shared: 380, own: 400, other: 400 })).toBe('wholesale_duplicate');
    expect(suggestLabel({ shared: 180, own: 200, other: 400 })).toBe('partial_copy');
    expect(suggestLabel({ shared: 60, own: 400, other: 400 })).toBe('extensive_quoting');
  });
});

describe('clusters', () => {
  it('join what shares half of either text, over others too', () => {
    const half = { shared: 100, own: 200, other: 120 };
    expect(
      clustersOf([
        { a: 'a', b: 'c', ...half },
        { a: 'c', b: 'd', ...half },
        { a: 'e', b: 'f', ...half },
        { a: 'd', b: 'e', shared: 30, own: 200, other: 200 },
      ]),
    ).toEqual([
      ['a', 'c', 'd'],
      ['e', 'f'],
    ]);
  });
});
