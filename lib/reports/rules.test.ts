import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCells,
  countFraming,
  countPairs,
  findOverlaps,
  meeting,
  trimContext,
  voicesOf,
} from './rules';
import type { Passage } from './schema';

let n = 0;
function passage(
  code: string,
  fragments: [number, number][],
  more: Partial<Passage> = {},
): Passage {
  n += 1;
  return {
    id: `p${n}`,
    codingId: 'c1',
    articleId: 'a1',
    kind: fragments.length === 0 ? 'article' : 'span',
    layer: code === 'content' ? 'attribution' : 'framing',
    code,
    voice: null,
    publisher: null,
    month: null,
    fragments,
    ...more,
  };
}

const anyPassage = fc
  .record({
    code: fc.constantFrom('a', 'b', 'c', 'content'),
    codingId: fc.constantFrom('c1', 'c2'),
    gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 8 })), {
      maxLength: 3,
    }),
  })
  .map(({ code, codingId, gaps }) => {
    let at = 0;
    const fragments = gaps.map(([gap, length]): [number, number] => {
      const start = at + gap;
      at = start + length + 1;
      return [start, start + length];
    });
    return passage(code, fragments, { codingId, articleId: codingId === 'c1' ? 'a1' : 'a2' });
  });
const anyPassages = fc.array(anyPassage, { maxLength: 14 });

/** By comparing each with each. */
function overlaps(a: Passage, b: Passage): boolean {
  return (
    a.codingId === b.codingId &&
    a.fragments.some(([from, to]) => b.fragments.some(([start, end]) => from < end && start < to))
  );
}

describe('passages on the same words', () => {
  it('are those that comparing each with each finds, every pair once', () => {
    fc.assert(
      fc.property(anyPassages, (passages) => {
        const found = [...findOverlaps(passages)].map(({ one, other }) => `${one.id} ${other.id}`);
        const expected = passages.flatMap((one, at) =>
          passages
            .slice(at + 1)
            .flatMap((other) => (overlaps(one, other) ? [`${one.id} ${other.id}`] : [])),
        );
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('touch without overlapping, and labels of articles overlap nothing', () => {
    const passages = [passage('a', [[0, 4]]), passage('b', [[4, 9]]), passage('c', [])];
    expect([...findOverlaps(passages)]).toEqual([]);
  });

  it('are counted by their codes, with a coefficient from 0 to 1', () => {
    const passages = [
      passage('a', [[0, 10]]),
      passage('a', [[20, 30]]),
      passage('b', [
        [2, 4],
        [6, 8],
      ]),
      passage('b', [[5, 6]]),
      passage('b', [[40, 50]]),
      passage('b', [[0, 10]], { codingId: 'c2' }),
    ];
    const [pair, ...others] = countPairs(passages, new Set(['a', 'b']));
    expect(others).toEqual([]);
    // One a meets two of b: n12 = 1 of 2 a and 4 b.
    expect(pair).toEqual({ one: 'a', other: 'b', overlaps: 2, articles: 1, coefficient: 1 / 5 });
    fc.assert(
      fc.property(anyPassages, (some) => {
        for (const { coefficient } of countPairs(some, new Set(['a', 'b', 'c']))) {
          expect(coefficient).toBeGreaterThan(0);
          expect(coefficient).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are found again by their codes, from either side', () => {
    fc.assert(
      fc.property(anyPassages, (passages) => {
        const expected = passages
          .filter(({ code }) => code === 'a')
          .filter((one) => passages.some((other) => other.code === 'b' && overlaps(one, other)))
          .map(({ id }) => id);
        expect([...meeting(passages, 'a', 'b')].toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});

describe('the voice of a frame', () => {
  it('is what its coder said, else that of the content it stands in, else the outlet’s', () => {
    const said = passage('economic', [[0, 5]], { voice: 'outlet' });
    const quoted = passage('economic', [
      [11, 14],
      [16, 19],
    ]);
    const half = passage('morality', [[18, 25]]);
    const other = passage('morality', [[12, 13]], { codingId: 'c2' });
    const label = passage('economic', []);
    const passages = [
      passage('content', [[10, 20]]),
      passage('content', [[0, 6]]),
      said,
      quoted,
      half,
      other,
      label,
    ];
    const voices = voicesOf(passages);
    const told = [said, quoted, half, other, label].map(({ id }) => voices.get(id));
    expect(told).toEqual([
      { voice: 'outlet', inferred: false },
      { voice: 'quoted_source', inferred: true },
      { voice: 'outlet', inferred: true },
      { voice: 'outlet', inferred: true },
      { voice: 'outlet', inferred: true },
    ]);
    expect(countFraming(passages)).toEqual([
      { code: 'economic', outlet: 2, quoted: 1, inferred: 2 },
      { code: 'morality', outlet: 2, quoted: 0, inferred: 2 },
    ]);
  });
});

it('counts by column lose nothing', () => {
  fc.assert(
    fc.property(anyPassages, (passages) => {
      const cells = countCells(passages, ({ articleId }) => articleId);
      expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(passages.length);
    }),
  );
});

describe('the words around a quote', () => {
  it('end with whole words where they were cut off', () => {
    expect(trimContext({ before: 'ers say ', after: ' on Thursd' }, 8)).toEqual({
      before: '… say ',
      after: ' on…',
    });
    expect(trimContext({ before: 'He said ', after: '.' }, 80)).toEqual({
      before: 'He said ',
      after: '.',
    });
    expect(trimContext({ before: '港口管理局说', after: '' }, 6).before).toBe('…港口管理局说');
  });
});
