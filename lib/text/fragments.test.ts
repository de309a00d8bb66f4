import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFragment,
  containsFragments,
  containsOffset,
  extentOf,
  type Fragment,
  fragmentsOverlap,
  moveBoundary,
  normaliseFragments,
  removeFragment,
  removeRange,
  sameFragments,
  validateFragments,
} from './fragments';
import { anyRange } from './testing';

const LENGTH = 30;
const ranges = fc.array(anyRange(LENGTH), { minLength: 1, maxLength: 8 });
const offsets = Array.from({ length: LENGTH }, (_, index) => index);
const covered = (fragments: readonly Fragment[]) =>
  offsets.filter((offset) => containsOffset(fragments, offset));

describe('fragments', () => {
  it('normalises to valid fragments over the same characters', () => {
    fc.assert(
      fc.property(ranges, (fragments) => {
        const normal = normaliseFragments(fragments);
        expect(validateFragments(normal, LENGTH).ok).toBe(true);
        expect(covered(normal)).toEqual(covered(fragments));
        expect(sameFragments(normaliseFragments(normal), normal)).toBe(true);
      }),
    );
  });

  it('adds and removes as sets of characters do', () => {
    fc.assert(
      fc.property(ranges, anyRange(LENGTH), (fragments, other) => {
        const inOther = (offset: number) => containsOffset([other], offset);
        const base = covered(fragments);
        expect(covered(removeRange(fragments, other))).toEqual(base.filter((o) => !inOther(o)));
        expect(covered(addFragment(fragments, other))).toEqual(
          offsets.filter((o) => inOther(o) || base.includes(o)),
        );
      }),
    );
  });

  it('tells overlap and containment as sets of characters do', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [normaliseFragments(left), normaliseFragments(right)];
        const [inA, inB] = [covered(a), covered(b)];
        expect(fragmentsOverlap(a, b)).toBe(inA.some((offset) => inB.includes(offset)));
        expect(containsFragments(a, b)).toBe(inB.every((offset) => inA.includes(offset)));
      }),
    );
  });

  it.each<[string, Fragment[]]>([
    ['none', []],
    ['outside', [{ start: 0, end: 31 }]],
    ['negative', [{ start: -1, end: 3 }]],
    ['empty', [{ start: 3, end: 3 }]],
    ['turned', [{ start: 4, end: 3 }]],
    ['not whole', [{ start: 0.5, end: 3 }]],
    [
      'touching',
      [
        { start: 0, end: 3 },
        { start: 3, end: 5 },
      ],
    ],
    [
      'out of order',
      [
        { start: 8, end: 9 },
        { start: 0, end: 3 },
      ],
    ],
  ])('refuses fragments: %s', (_, fragments) => {
    expect(validateFragments(fragments, LENGTH)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', field: 'fragments' },
    });
  });

  it('moves a boundary, merging what it reaches', () => {
    const two = [
      { start: 2, end: 4 },
      { start: 6, end: 9 },
    ];
    expect(moveBoundary(two, 0, 'end', 5)).toEqual({
      ok: true,
      value: [
        { start: 2, end: 5 },
        { start: 6, end: 9 },
      ],
    });
    expect(moveBoundary(two, 0, 'end', 6)).toEqual({ ok: true, value: [{ start: 2, end: 9 }] });
    expect(moveBoundary(two, 1, 'start', 3)).toEqual({ ok: true, value: [{ start: 2, end: 9 }] });
    expect(moveBoundary(two, 0, 'end', 2).ok).toBe(false);
    expect(moveBoundary(two, 2, 'end', 2).ok).toBe(false);
  });

  it('keeps the last fragment', () => {
    const one = [{ start: 2, end: 4 }];
    expect(removeFragment(one, 0).ok).toBe(false);
    expect(removeFragment([...one, { start: 6, end: 9 }], 0)).toEqual({
      ok: true,
      value: [{ start: 6, end: 9 }],
    });
    expect(removeFragment([...one, { start: 6, end: 9 }], 2).ok).toBe(false);
  });

  it('tells the extent', () => {
    expect(extentOf([])).toBeNull();
    expect(
      extentOf([
        { start: 6, end: 9 },
        { start: 2, end: 4 },
      ]),
    ).toEqual({ start: 2, end: 9 });
  });
});
