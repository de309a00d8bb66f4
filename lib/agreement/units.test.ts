import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOffsetMap } from '@/lib/text/offsets';
import { anyRange, storableText } from '@/lib/text/testing';
import { alphaScorer } from './alpha';
import { bootstrap } from './bootstrap';
import type { Continuum, MarkedSpan } from './continuum';
import { manyKappaScorer } from './fleiss';
import { ratingsOf } from './ratings';
import { LabelSets, rateCharacters, rateUnits, unitsOf } from './units';

const span = (code: number, start: number, end: number): MarkedSpan => ({
  code,
  fragments: [{ start, end }],
});

describe('units of a text', () => {
  const words = (text: string, kind: Parameters<typeof unitsOf>[1], language = 'fr') => {
    const map = createOffsetMap(text);
    return unitsOf(text, kind, language).map(({ start, end }) => map.slice(start, end));
  };

  it('are words and marks, runs without blanks, sentences, or the article', () => {
    const text = 'Il a dit : « Non. »\nElle part 😀 demain.';
    expect(words(text, 'token')).toEqual('Il a dit : « Non . » Elle part 😀 demain .'.split(' '));
    expect(words(text, 'whitespace-token')).toEqual(
      'Il a dit : « Non. » Elle part 😀 demain.'.split(' '),
    );
    expect(words(text, 'sentence')).toEqual(['Il a dit : « Non. »', 'Elle part 😀 demain.']);
    expect(words(text, 'article')).toEqual([text]);
    expect(words('', 'article')).toEqual([]);
    expect(words('中文字', 'token', 'not a language')).not.toEqual([]);
  });

  it('are in order, apart and never blank, in any text', () => {
    fc.assert(
      fc.property(
        storableText,
        fc.constantFrom('token', 'whitespace-token', 'sentence'),
        (text, kind) => {
          const map = createOffsetMap(text);
          let before = 0;
          for (const { start, end } of unitsOf(text, kind, 'en')) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(map.slice(start, end).trim()).not.toBe('');
            before = end;
          }
        },
      ),
    );
  });

  it('are found in a long line as in a short one', () => {
    const sentence = 'A mayor said that the bridge was closed. ';
    expect(words(sentence.repeat(400), 'token', 'en')).toEqual(
      Array.from({ length: 400 }, () => words(sentence, 'token', 'en')).flat(),
    );
  });
});

describe('ratings', () => {
  it('of a unit are the codes of the spans that share a character with it', () => {
    const units = [
      { start: 0, end: 4 },
      { start: 5, end: 9 },
    ];
    const sets = new LabelSets();
    const ratings = rateUnits(
      units,
      { coders: [[span(0, 3, 6), span(1, 5, 7)], [span(1, 4, 5)], null] },
      sets,
    );
    const codes = [...ratings.values].map((value) => (value < 0 ? null : sets.all[value]));
    expect(codes).toEqual([[0], [], null, [0, 1], [], null]);
  });

  it('of characters are the same, run by run, as character by character', () => {
    const spans = fc.array(
      fc.tuple(fc.nat(2), anyRange(20)).map(([code, { start, end }]) => span(code, start, end)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const continuum: Continuum = { length: 20, coders: [a, b] };
        const sets = new LabelSets();
        const runs = rateCharacters(continuum, sets);
        const characters = Array.from({ length: 20 }, (_, at) => ({ start: at, end: at + 1 }));
        const each = rateUnits(characters, continuum, sets);
        const score = (ratings: typeof runs) => {
          const scorer = alphaScorer([{ ...ratings, categories: sets.all.length }], 'nominal');
          return scorer.score(scorer.parts);
        };
        const [ofRuns, ofEach] = [score(runs), score(each)];
        expect(ofRuns.reason).toBe(ofEach.reason);
        if (ofEach.value !== null) expect(ofRuns.value).toBeCloseTo(ofEach.value, 9);
      }),
    );
  });
});

describe('bootstrap', () => {
  const article = (agreeing: number, differing: number) =>
    ratingsOf(
      [...Array<number[]>(agreeing).fill([0, 0]), ...Array<number[]>(differing).fill([0, 1])],
      2,
    );

  it('is the same for the same seed, and holds the value', () => {
    const scorer = manyKappaScorer([article(9, 1), article(5, 5), article(7, 3)], 'observed');
    const interval = bootstrap(scorer);
    expect(interval).toEqual(bootstrap(scorer));
    expect(interval).toMatchObject({ low: 0.5, high: 0.9, samples: 1000 });
    expect(bootstrap(scorer, { seed: 7, samples: 200 })?.samples).toBe(200);
  });

  it('is a point when all articles are alike, and nothing with one article', () => {
    const alike = manyKappaScorer([article(3, 1), article(3, 1)], 'observed');
    expect(bootstrap(alike)).toMatchObject({ low: 0.75, high: 0.75 });
    expect(bootstrap(manyKappaScorer([article(3, 1)], 'observed'))).toBeNull();
    expect(bootstrap(manyKappaScorer([], 'observed'))).toBeNull();
  });
});
