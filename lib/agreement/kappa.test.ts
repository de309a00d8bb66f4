import { describe, expect, it } from 'vitest';
import { alphaScorer } from './alpha';
import { type ManyKappa, manyKappaScorer } from './fleiss';
import { pairKappaScorer } from './pair-kappa';
import { type Ratings, ratingsOf } from './ratings';
import type { Score, Scorer } from './score';

function scoreOf<Part>(scorer: Scorer<Part>): Score {
  return scorer.score(scorer.parts);
}

const pair = (ratings: Ratings, which: 'cohen' | 'scott') =>
  scoreOf(pairKappaScorer([ratings], which));
const many = (ratings: Ratings, which: ManyKappa) => scoreOf(manyKappaScorer([ratings], which));

/** Two coders' ratings from a table of counts: rows are the first coder's categories. */
function fromTable(table: readonly (readonly number[])[]): Ratings {
  const rows = table.flatMap((line, c) => line.map((_, k) => [c, k]));
  return ratingsOf(rows, table.length, table.flat());
}

/** Ratings from how many coders gave each category to each unit. */
function fromCounts(counts: readonly (readonly number[])[]): Ratings {
  const rows = counts.map((line) => line.flatMap((n, c) => Array<number>(n).fill(c)));
  return ratingsOf(rows, counts[0]?.length ?? 0);
}

describe('published figures', () => {
  it('Cohen (1960), p. 45: κ = .492', () => {
    const ratings = fromTable([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    const score = pair(ratings, 'cohen');
    expect(score.value).toBeCloseTo(0.492, 3);
    expect(score.observed).toBeCloseTo(0.7, 6);
    expect(score.expected).toBeCloseTo(0.41, 6);
  });

  it('Gwet’s irrCAC, cont3x3abstractors: κ, π, AC1, α and the percentage', () => {
    // The README of the R package by the author of AC1.
    const ratings = fromTable([
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ]);
    expect(pair(ratings, 'cohen').value).toBeCloseTo(0.7964094, 7);
    expect(pair(ratings, 'scott').value).toBeCloseTo(0.7962397, 7);
    expect(many(ratings, 'gwet_ac1').value).toBeCloseTo(0.8493305, 7);
    expect(many(ratings, 'observed').value).toBeCloseTo(0.89, 7);
    expect(scoreOf(alphaScorer([ratings], 'nominal')).value).toBeCloseTo(0.7972585, 7);
  });

  const FLEISS_1971 = [
    '00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031',
    '00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006',
  ].flatMap((line) => line.split(' ').map((unit) => [...unit].map(Number)));

  it('Fleiss (1971), table 1: 30 patients, 6 psychiatrists, κ = .430', () => {
    const totals = [0, 1, 2, 3, 4].map((c) => FLEISS_1971.reduce((sum, n) => sum + (n[c] ?? 0), 0));
    expect(totals).toEqual([26, 26, 30, 55, 43]);
    const score = many(fromCounts(FLEISS_1971), 'fleiss');
    expect(score.value).toBeCloseTo(0.43, 3);
    expect(score.observed).toBeCloseTo(0.556, 3);
    // The paper squares rounded shares and prints .2201.
    expect(score.expected).toBeCloseTo(0.22, 3);
  });

  it('Gwet’s irrCAC, distrib.6raters: AC1, Fleiss’s κ and α of the first 15', () => {
    const ratings = fromCounts(FLEISS_1971.slice(0, 15));
    expect(many(ratings, 'gwet_ac1')).toMatchObject({
      value: expect.closeTo(0.4448007, 7),
      observed: expect.closeTo(0.5511111, 7),
      expected: expect.closeTo(0.1914815, 7),
    });
    expect(many(ratings, 'fleiss')).toMatchObject({
      value: expect.closeTo(0.4139265, 7),
      expected: expect.closeTo(0.2340741, 7),
    });
    expect(scoreOf(alphaScorer([ratings], 'nominal')).value).toBeCloseTo(0.4204384, 7);
  });

  /** Krippendorff (2011), section C: 4 observers, 12 units, 7 values missing. */
  const KRIPPENDORFF_2011 = ratingsOf(
    [
      '11-1',
      '2232',
      '3333',
      '3333',
      '2222',
      '1234',
      '4444',
      '1121',
      '2222',
      '-555',
      '--11',
      '--3-',
    ].map((unit) => [...unit].map((value) => (value === '-' ? null : Number(value) - 1))),
    5,
  );

  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('Krippendorff (2011), section C and D: α %s = %f', (level, figure) => {
    const score = scoreOf(alphaScorer([KRIPPENDORFF_2011], level, [1, 2, 3, 4, 5]));
    expect(score.value).toBeCloseTo(figure, 3);
  });

  it('Gwet’s irrCAC, cac.raw4raters: the same data with their gaps', () => {
    expect(many(KRIPPENDORFF_2011, 'gwet_ac1')).toMatchObject({
      value: expect.closeTo(0.77544, 5),
      observed: expect.closeTo(0.8181818, 7),
      expected: expect.closeTo(0.1903212, 7),
    });
    expect(many(KRIPPENDORFF_2011, 'fleiss')).toMatchObject({
      value: expect.closeTo(0.76117, 5),
      expected: expect.closeTo(0.2387153, 7),
    });
    expect(scoreOf(alphaScorer([KRIPPENDORFF_2011], 'nominal')).value).toBeCloseTo(0.74342, 5);
  });

  it('Krippendorff (2004), p. 230: do, de and α of four coders', () => {
    const units = 'BB-B LLPL PPPP PPPP LLLL BLPC CCCC BBLB LLLL -FFF --BB --P-'.split(' ');
    const letters = 'BLPCF';
    const ratings = ratingsOf(
      units.map((unit) => [...unit].map((one) => (one === '-' ? null : letters.indexOf(one)))),
      5,
    );
    const score = scoreOf(alphaScorer([ratings], 'nominal'));
    expect(score.value).toBeCloseTo(0.743, 3);
    expect(score.observed).toBeCloseTo(0.2, 3);
    expect(score.expected).toBeCloseTo(0.779, 3);
  });
});

describe('degenerate data', () => {
  const measures: readonly [string, (ratings: Ratings) => Score][] = [
    ['Cohen’s κ', (ratings) => pair(ratings, 'cohen')],
    ['Scott’s π', (ratings) => pair(ratings, 'scott')],
    ['Fleiss’s κ', (ratings) => many(ratings, 'fleiss')],
    ['AC1', (ratings) => many(ratings, 'gwet_ac1')],
    ['α', (ratings) => scoreOf(alphaScorer([ratings], 'nominal'))],
  ];

  it.each(measures)('%s says why it has no value', (_, measure) => {
    expect(measure(ratingsOf([], 0)).reason).toBe('one_coder');
    expect(measure(ratingsOf([[0], [1]], 2)).reason).toBe('one_coder');
    expect(
      measure(
        ratingsOf(
          [
            [0, null],
            [null, 1],
          ],
          2,
        ),
      ).reason,
    ).toBe('no_units');
    expect(
      measure(
        ratingsOf(
          [
            [1, 1],
            [1, 1],
          ],
          2,
        ),
      ).reason,
    ).toBe('one_category');
  });

  it('agreement as such has a value with one category', () => {
    expect(
      many(
        ratingsOf(
          [
            [1, 1],
            [1, 1],
          ],
          2,
        ),
        'observed',
      ).value,
    ).toBe(1);
  });

  it('interval α wants numbers', () => {
    const ratings = ratingsOf(
      [
        [0, 1],
        [1, 1],
      ],
      2,
    );
    expect(scoreOf(alphaScorer([ratings], 'interval')).reason).toBe('codes_are_no_numbers');
  });

  it('nothing in common is below chance, not undefined', () => {
    expect(
      pair(
        ratingsOf(
          [
            [0, 1],
            [1, 0],
          ],
          2,
        ),
        'cohen',
      ).value,
    ).toBe(-1);
  });
});
