import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinder, type FindOptions, placeAfter } from './find';
import { fold, foldText } from './fold';
import { sliceByCodePoints } from './offsets';

const LOOSE: FindOptions = { wholeWords: false, exact: false };
const words = (text: string, query: string, options: Partial<FindOptions> = {}) =>
  createFinder(text)
    .find(query, { ...LOOSE, ...options })
    .map(({ start, end }) => sliceByCodePoints(text, start, end));

describe('fold', () => {
  it.each([
    ['Déclaré À L’ÉTÉ', "declare a l'ete"],
    ['Œuvre, Straße, Øst, Łódź', 'oeuvre, strasse, ost, lodz'],
    ['أُعْلِنَ إلى مدرسة', 'اعلن الي مدرسه'],
    ['שָׁלוֹם', 'שלום'],
    ['İstanbul ırmak', 'istanbul irmak'],
    ['ﬁn\u00a0de\u2009ligne\nsuite', 'fin de ligne suite'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['हिन्दी', 'हिन्दी'],
    ['が', 'が'],
    ['한국어', '한국어'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('folds the same with and without the way back, and twice as once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(foldText(text).folded).toBe(fold(text));
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 50 },
    );
  });

  it('leads each folded unit back to the character that it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const { folded, original } = foldText(text);
        let last = 0;
        for (let unit = 0; unit < folded.length; unit += 1) {
          const { start, end } = original(unit, unit + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(fold(text.slice(start, end))).toContain(folded[unit]);
          last = start;
        }
      }),
    );
  });
});

describe('find', () => {
  it('ignores case, accents, typography and line breaks', () => {
    expect(words('Il a déclaré ; elle DÉCLARE.', 'declar')).toEqual(['déclar', 'DÉCLAR']);
    expect(words('de l’agence', "l'agence")).toEqual(['l’agence']);
    expect(words('accordés\nsur place', 'accordes sur')).toEqual(['accordés\nsur']);
  });

  it('takes the accents of a decomposed text along', () => {
    expect(words('e\u0301te\u0301 x', 'ete')).toEqual(['e\u0301te\u0301']);
    expect(words('cafe\u0301 cafe', 'cafe')).toEqual(['cafe\u0301', 'cafe']);
  });

  it('counts code points behind characters beyond the basic plane', () => {
    expect(createFinder('🚀🚀 Seuil').find('seuil', LOOSE)).toEqual([{ start: 3, end: 8 }]);
    expect(words('𝐛𝐨𝐥𝐝 bold', 'bold')).toEqual(['𝐛𝐨𝐥𝐝', 'bold']);
  });

  it('finds whole words alone when asked', () => {
    expect(words('port, export, porte; Port', 'port', { wholeWords: true })).toEqual([
      'port',
      'Port',
    ]);
    expect(words('l’été passé', 'ete', { wholeWords: true })).toEqual(['été']);
    expect(words('قال وقال', 'قال', { wholeWords: true })).toEqual(['قال']);
  });

  it('minds case and accents when asked', () => {
    expect(words('Été été ete', 'été', { exact: true })).toEqual(['été']);
  });

  it('finds nothing for blanks, and does not overlap itself', () => {
    expect(words('a b', '  ')).toEqual([]);
    expect(words('aaaa', 'aa')).toEqual(['aa', 'aa']);
  });

  it('always slices to what was looked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        (left, query, right) => {
          const text = left + query + right;
          const wanted = fold(query).trim();
          const found = words(text, query);
          if (wanted !== '') expect(found.length).toBeGreaterThan(0);
          for (const words of found) expect(fold(words)).toContain(wanted);
        },
      ),
    );
  });
});

describe('placeAfter', () => {
  const places = [
    { start: 2, end: 3 },
    { start: 8, end: 9 },
  ];
  it('goes on from an offset and begins again at the end', () => {
    expect([0, 2, 3, 9].map((offset) => placeAfter(places, offset))).toEqual([0, 0, 1, 0]);
    expect(placeAfter([], 4)).toBe(-1);
  });
});
