import { describe, expect, it } from 'vitest';
import { alphaScorer } from './alpha';
import { type Boundaries, boundaryEdits, boundaryScorer } from './boundary';
import type { Continuum, MarkedSpan } from './continuum';
import { type OverlapKind, overlapScorer, overlapShares } from './overlap';
import { ratingsOf } from './ratings';
import type { Score, Scorer } from './score';
import { unitizing1995Scorer } from './unitizing-1995';
import { type UnitizingKind, unitizingScorer } from './unitizing-family';

function scoreOf<Part>(scorer: Scorer<Part>): Score {
  return scorer.score(scorer.parts);
}

const span = (code: number, start: number, end: number): MarkedSpan => ({
  code,
  fragments: [{ start, end }],
});

describe('α for unitizing, 1995', () => {
  /** Krippendorff (2004), p. 254; the continuum begins at 150. As [offset, length]. */
  const at = (code: number, units: readonly [number, number][]) =>
    units.map(([offset, length]) => span(code, offset - 150, offset - 150 + length));
  const article: Continuum = {
    length: 300,
    coders: [
      [
        ...at(0, [
          [225, 70],
          [370, 30],
        ]),
        ...at(1, [
          [180, 60],
          [300, 50],
        ]),
      ],
      [
        ...at(0, [
          [220, 80],
          [355, 20],
          [400, 20],
        ]),
        ...at(1, [
          [180, 60],
          [300, 50],
        ]),
      ],
    ],
  };

  it('Krippendorff (2004), p. 254: c .7286 (.0144, .0532), k 1, overall .8591', () => {
    const ofC = scoreOf(unitizing1995Scorer([article], [0]));
    expect(ofC.value).toBeCloseTo(0.7286, 3);
    expect(ofC.observed).toBeCloseTo(0.0144, 4);
    expect(ofC.expected).toBeCloseTo(0.0532, 4);
    expect(scoreOf(unitizing1995Scorer([article], [1])).value).toBeCloseTo(1, 6);
    expect(scoreOf(unitizing1995Scorer([article], [0, 1])).value).toBeCloseTo(0.8591, 3);
  });

  it('says why it has no value', () => {
    expect(scoreOf(unitizing1995Scorer([], [0])).reason).toBe('one_coder');
    expect(scoreOf(unitizing1995Scorer([{ length: 9, coders: [[], null] }], [0])).reason).toBe(
      'one_coder',
    );
    expect(scoreOf(unitizing1995Scorer([{ length: 9, coders: [[], []] }], [0])).reason).toBe(
      'no_spans',
    );
  });
});

describe('the family of 2016', () => {
  const family = (article: Continuum, kind: UnitizingKind, value?: string) =>
    scoreOf(
      unitizingScorer([article], kind, {
        nameOf: (code) => String(code),
        ...(value === undefined ? {} : { value }),
      }),
    );

  const article: Continuum = {
    length: 60,
    coders: [[span(1, 2, 5)], [span(1, 2, 5), span(2, 10, 20)], [span(2, 2, 5), span(2, 15, 20)]],
  };

  it('is α nominal over characters when every unit is one character long', () => {
    // Then no unit is longer than what chance may pair, and eq. 4 is n_c(n_k − [c=k])/(n − 1).
    const coders = [
      [1, 1, 0, 2, 0, 1, 2, 0],
      [1, 0, 0, 2, 2, 1, 1, 0],
      [2, 1, 0, 2, 0, 1, 2, 1],
    ];
    const spans = coders.map((codes) =>
      codes.flatMap((code, at) => (code > 0 ? [span(code, at, at + 1)] : [])),
    );
    const units = coders[0]?.map((_, at) => coders.map((codes) => codes[at] ?? 0)) ?? [];
    const alpha = scoreOf(alphaScorer([ratingsOf(units, 3)], 'nominal'));
    const score = family({ length: 8, coders: spans }, 'all');
    expect(score.value).toBeCloseTo(alpha.value ?? Number.NaN, 12);
    expect(score.observed).toBeCloseTo(alpha.observed ?? Number.NaN, 12);
  });

  it('is what eq. 1 and 4 give by hand', () => {
    // Coders mark 3, 3 + 10 and 3 + 5 of 60 characters. Of ℓ = 180: gaps 156, code 1 6, code 2 18.
    const agreeing = 146 + 3 + 5;
    // Gaps count as single characters; the units are 3 and 3 (code 1), 10, 3 and 5 (code 2) long.
    const own = [156, 9 + 9, 100 + 9 + 25] as const;
    const chance =
      (180 * (156 ** 2 - own[0] + 6 ** 2 - own[1] + 18 ** 2 - own[2])) /
      (180 ** 2 - own[0] - own[1] - own[2]);
    expect(family(article, 'all').value).toBeCloseTo(1 - (180 - agreeing) / (180 - chance), 10);
  });

  it('says why it has no value', () => {
    const empty: Continuum = { length: 9, coders: [[], []] };
    const apart: Continuum = { length: 9, coders: [[span(1, 0, 3)], [span(2, 5, 9)]] };
    const alike: Continuum = { length: 9, coders: [[span(1, 0, 3)], [span(1, 0, 4)]] };
    const full: Continuum = { length: 9, coders: [[span(1, 0, 9)], [span(2, 0, 9)]] };
    expect(family({ length: 9, coders: [[], null] }, 'all').reason).toBe('one_coder');
    for (const kind of ['all', 'binary', 'coding'] as const) {
      expect(family(empty, kind).reason).toBe('no_spans');
    }
    expect(family(apart, 'coding').reason).toBe('nothing_in_common');
    expect(family(alike, 'coding').reason).toBe('one_code');
    expect(family(full, 'binary').reason).toBe('one_category');
    expect(family(article, 'value').reason).toBe('told_for_each_code');
    expect(family(alike, 'binary').value).toBeGreaterThan(0.5);
  });
});

describe('F1 on spans', () => {
  it('SemEval-2020 task 11, the scorer’s own example: P .964912, R .486864, F1 .647181', () => {
    const gold = [
      [0, 59],
      [171, 181],
      [0, 9],
      [115, 167],
      [740, 759],
    ];
    const predicted = [
      [0, 50],
      [161, 172],
      [0, 10],
      [115, 167],
    ];
    const spans = (list: number[][]) => list.map(([start = 0, end = 0]) => span(0, start, end));
    const { precision, recall, f1 } = overlapShares(spans(gold), spans(predicted));
    expect(precision).toBeCloseTo(0.964912, 6);
    expect(recall).toBeCloseTo(0.486864, 6);
    expect(f1).toBeCloseTo(0.647181, 6);
  });

  const f1 = (kind: OverlapKind, ...coders: (MarkedSpan[] | null)[]) =>
    scoreOf(overlapScorer([{ length: 100, coders }], kind));

  it('tells the same words, some words in common, and the share of them apart', () => {
    const a = [span(0, 0, 10), span(1, 20, 30)];
    const b = [span(0, 0, 10), span(1, 25, 35), span(0, 50, 60)];
    expect(f1('exact', a, b).value).toBeCloseTo((2 * 1) / 5, 10);
    // Two of two, two of three.
    expect(f1('any', a, b).value).toBeCloseTo(0.8, 10);
    expect(f1('share', a, b).value).toBeCloseTo((2 * 0.75 * 0.5) / 1.25, 10);
    expect(f1('any', [span(0, 0, 9)], [span(1, 0, 9)]).value).toBe(0);
  });

  it('knows a discontinuous span by all of its fragments', () => {
    const parted = {
      code: 0,
      fragments: [
        { start: 0, end: 2 },
        { start: 8, end: 10 },
      ],
    };
    expect(f1('any', [parted], [span(0, 3, 7)]).value).toBe(0);
    expect(f1('share', [parted], [span(0, 0, 2)]).value).toBeCloseTo(2 / 3, 10);
    expect(f1('exact', [parted], [parted]).value).toBe(1);
  });

  it('says why it has no value, and leaves pairs without spans out of the mean', () => {
    expect(f1('any', [], null).reason).toBe('one_coder');
    expect(f1('any', [], []).reason).toBe('no_spans');
    expect(f1('any', [span(0, 0, 2)], []).value).toBe(0);
    expect(f1('any', [span(0, 0, 2)], [span(0, 1, 2)], null).value).toBe(1);
  });
});

describe('boundary similarity', () => {
  /** Boundaries of a segmentation given by the lengths of its segments. */
  const masses = (...lengths: number[]): Boundaries => {
    const at = new Map<number, Set<number>>();
    let position = 0;
    for (const length of lengths.slice(0, -1)) {
      position += length;
      at.set(position, new Set([1]));
    }
    return at;
  };
  const b = (one: Boundaries, other: Boundaries) => scoreOf(boundaryScorer([[one, other]])).value;

  it('Fournier’s segeval, its own examples: a miss, an addition, a near miss, a cluster', () => {
    expect(b(masses(2, 3, 6), masses(5, 6))).toBeCloseTo(0.5, 10);
    expect(b(masses(2, 3, 6), masses(2, 3, 3, 3))).toBeCloseTo(0.6667, 4);
    expect(b(masses(2, 3, 6), masses(2, 2, 7))).toBeCloseTo(0.75, 10);
    expect(b(masses(2, 3, 6), masses(1, 1, 3, 1, 5))).toBeCloseTo(0.5, 10);
  });

  it('counts another type at the same place as one substitution', () => {
    const one = new Map([[3, new Set([1])]]);
    const other = new Map([[3, new Set([2])]]);
    expect(boundaryEdits(one, other)).toEqual({
      matches: 0,
      additions: 0,
      substitutions: 1,
      transpositions: [],
    });
  });

  it('says why it has no value', () => {
    expect(scoreOf(boundaryScorer([[new Map(), null]])).reason).toBe('one_coder');
    expect(scoreOf(boundaryScorer([[new Map(), new Map()]])).reason).toBe('no_spans');
  });
});
