import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '@/lib/text/fold';
import { sliceByCodePoints } from '@/lib/text/offsets';
import { findWords } from '@/lib/text/words';
import { hitAt, placesIn, readText, titleParts } from './context';
import { readCursor, writeCursor } from './cursor';
import { createMatcher } from './match';
import { parseQuery, type QueryNode } from './parse';
import { toArms } from './tsquery';
import { buildVector } from './vector';

function queryOf(text: string): QueryNode {
  const parsed = parseQuery(text);
  if (!parsed.ok || !parsed.query) throw new Error(JSON.stringify(parsed));
  return parsed.query;
}
const problemOf = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.ok ? null : parsed.problem;
};

describe('the words of a text', () => {
  it('are parted by hyphens and apostrophes, and by characters where no blanks are written', () => {
    const words = (text: string) => findWords(text).map(({ folded }) => folded);
    expect(words('Le porte-parole de l’Élysée, 3,5 % !')).toEqual(
      'le porte parole de l elysee 3 5'.split(' '),
    );
    expect(words('北京the發')).toEqual(['北', '京', 'the', '發']);
    expect(words('ภาษา')).toHaveLength(4);
    expect(words('— … 🚀')).toEqual([]);
  });

  it('lead back to the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const { folded, start, end } of findWords(text)) {
          expect(findWords(text.slice(start, end)).map((one) => one.folded)).toEqual([folded]);
        }
      }),
    );
  });
});

describe('a query', () => {
  it('is read by its operators', () => {
    expect(queryOf('déclaré')).toEqual({ type: 'word', word: 'declare', typed: 'déclaré' });
    expect(queryOf('a "b c" -dd*')).toEqual({
      type: 'and',
      nodes: [
        { type: 'word', word: 'a', typed: 'a' },
        { type: 'phrase', words: ['b', 'c'], open: false },
        { type: 'not', node: { type: 'phrase', words: ['dd'], open: true } },
      ],
    } satisfies QueryNode);
  });

  it('binds OR weaker than standing side by side', () => {
    expect(queryOf('aa bb OR cc | dd')).toMatchObject({
      type: 'or',
      nodes: [{ type: 'and' }, { word: 'cc' }, { word: 'dd' }],
    });
    expect(queryOf('aa (bb OU cc)')).toMatchObject({ type: 'and', nodes: [{}, { type: 'or' }] });
  });

  it('takes a dash before a blank for a dash, and signs for nothing', () => {
    expect(queryOf('Paris - Londres')).toMatchObject({ type: 'and', nodes: [{}, {}] });
    expect(parseQuery(' … — ')).toEqual({ ok: true, query: null });
  });

  it.each([
    ['a "b', 'unclosed_quote', 2],
    ['(a b', 'unclosed_group', 0],
    ['a) b', 'unopened_group', 1],
    ['a OR', 'nothing_to_join', 4],
    ['OR a', 'nothing_to_join', 0],
    ['()', 'nothing_to_join', 1],
    ['a NOT', 'nothing_to_exclude', 2],
    ['-a', 'only_exclusions', 0],
    ['a OR -b', 'only_exclusions', 0],
    ['a*', 'short_prefix', 0],
    ['ab*cd', 'star_within', 2],
    ['"—"', 'no_word', 0],
    ['x'.repeat(501), 'too_long', 500],
    ['a '.repeat(50), 'too_long', 80],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 'too_long', 11],
  ])('%s is refused: %s', (text, code, at) => {
    expect(problemOf(text)).toEqual({ code, at });
  });

  it('never throws, and never hands signs of tsquery on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok || !parsed.query) return;
        for (const { strict, loose } of toArms(parsed.query, new Map())) {
          for (const one of [strict, loose]) {
            expect(one).toMatch(/^(?:'[\p{L}\p{M}\p{N}]+'|:\*|<->|[()|&!\s])+$/u);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('hits', () => {
  const formsOf = (word: string, ...forms: string[]) => new Map([[word, new Set(forms)]]);

  it('are the forms of a word, phrases before words, without what is excluded', () => {
    const text = 'Il a déclaré. Déclarons que le porte-parole déclare.';
    const words = (query: string) => {
      const matcher = createMatcher(queryOf(query), formsOf('declare', 'declare', 'declarons'));
      const read = readText(text);
      return placesIn(read, matcher).map(({ start, end }) => sliceByCodePoints(text, start, end));
    };
    expect(words('declare')).toEqual(['déclaré', 'Déclarons', 'déclare']);
    expect(words('"a declare" declare')).toEqual(['a déclaré', 'Déclarons', 'déclare']);
    expect(words('il -parole')).toEqual(['Il']);
    expect(words('porte-par*')).toEqual(['porte-parole']);
  });

  it('always slice to the word that was looked for', () => {
    const word = fc.constantFrom('déclaré', 'œuvre', 'عَلَى', 'straße', '北', 'x𝐛y', 'é');
    const noise = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(noise, word, noise, (left, wanted, right) => {
        const text = `${left} ${wanted} ${right}`;
        const read = readText(text);
        const places = placesIn(read, createMatcher(queryOf(`"${wanted}"`), new Map()));
        expect(places.length).toBeGreaterThan(0);
        for (const place of places) {
          const there = sliceByCodePoints(text, place.start, place.end);
          const folded = (of: string) => findWords(of).map((one) => one.folded);
          expect(folded(there)).toEqual(folded(wanted));
          const hit = hitAt(read.map, place);
          expect(hit.words).toBe(there.replaceAll(/\s+/gu, ' '));
          expect(fold(text)).toContain(fold(`${hit.left}${hit.words}${hit.right}`).trim());
        }
      }),
    );
  });

  it('cut a title without losing any of it', () => {
    const matcher = createMatcher(queryOf('greve'), new Map());
    expect(titleParts('La grève, la Grève !', matcher)).toEqual([
      { text: 'La ', isHit: false },
      { text: 'grève', isHit: true },
      { text: ', la ', isHit: false },
      { text: 'Grève', isHit: true },
      { text: ' !', isHit: false },
    ]);
  });
});

describe('the index', () => {
  const vectorOf = (text: string) =>
    buildVector({ projectId: 'a-b', language: 'fr', title: 'Été', text });

  it('knows each word’s positions, the title’s apart', () => {
    const { vector, complete } = vectorOf('Un mot, un autre');
    expect(vector).toBe(`'ete':1A 'un':102,104 'mot':103 'autre':105 '#ab' '#fr'`);
    expect(complete).toBe(true);
  });

  it('says when a text has more positions than PostgreSQL keeps', () => {
    const { vector, complete } = vectorOf('mot '.repeat(300));
    expect(complete).toBe(false);
    expect(vector).toContain(`'#part'`);
    expect(vector.split(',').length).toBe(255);
  });
});

describe('a cursor', () => {
  it('comes back as it went, and nothing else is taken for one', () => {
    const cursor = { rank: 0.25, at: '2024-01-02 03:04:05.678+00', id: crypto.randomUUID() };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    expect(readCursor(writeCursor({ ...cursor, at: `x'; --` }))).toBeNull();
    for (const wrong of ['', 'e30', '%%%', 'WzFd', 'x'.repeat(600)]) {
      expect(readCursor(wrong)).toBeNull();
    }
  });
});
