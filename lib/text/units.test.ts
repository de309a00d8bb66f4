import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOffsetMap } from './offsets';
import { anyRange, anyText } from './testing';
import { createTextUnits, type TextUnit } from './units';

const textAndRange = anyText.chain((text) =>
  anyRange(createOffsetMap(text).length).map((range) => ({ text, range })),
);
const UNITS: TextUnit[] = ['grapheme', 'word', 'sentence'];

function graphemeBoundaries(text: string): Set<number> {
  const map = createOffsetMap(text);
  const found = new Set([map.length]);
  for (const { index } of new Intl.Segmenter('en').segment(text)) found.add(map.toCodePoint(index));
  return found;
}

describe('snapping', () => {
  it('grows to grapheme boundaries and stays there, for any text', () => {
    fc.assert(
      fc.property(textAndRange, ({ text, range }) => {
        const units = createTextUnits(text, 'en');
        const boundaries = graphemeBoundaries(text);
        const snapped = units.snapToGraphemes(range);
        expect(snapped.start).toBeLessThanOrEqual(range.start);
        expect(snapped.end).toBeGreaterThanOrEqual(range.end);
        expect(boundaries.has(snapped.start) && boundaries.has(snapped.end)).toBe(true);
        expect(units.snapToGraphemes(snapped)).toEqual(snapped);
      }),
    );
  });

  it('to words never ends empty and never cuts a grapheme', () => {
    fc.assert(
      fc.property(textAndRange, ({ text, range }) => {
        const snapped = createTextUnits(text, 'en').snapToWords(range);
        const boundaries = graphemeBoundaries(text);
        expect(boundaries.has(snapped.start) && boundaries.has(snapped.end)).toBe(true);
        if (range.start < range.end) expect(snapped.start).toBeLessThan(snapped.end);
      }),
    );
  });

  it.each([
    ['The minister said', 6, 14, 'minister said'],
    ['The minister said', 3, 13, 'minister'],
    ['The minister, said', 12, 13, ','],
    ['a 👩‍👩‍👧 b', 2, 3, '👩‍👩‍👧'],
    ['قال الوزير أمس', 5, 8, 'الوزير'],
  ])('completes words: %s %i–%i', (text, start, end, expected) => {
    const snapped = createTextUnits(text).snapToWords({ start, end });
    expect(createOffsetMap(text).slice(snapped.start, snapped.end)).toBe(expected);
  });

  it('leaves a selection of white space alone', () => {
    expect(createTextUnits('a   b').snapToWords({ start: 1, end: 3 })).toEqual({
      start: 1,
      end: 3,
    });
  });
});

describe('the caret', () => {
  it('always advances, stays inside, and reaches both ends, for any text', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...UNITS), (text, unit) => {
        const units = createTextUnits(text, 'fr');
        let at = 0;
        while (at < units.length) {
          const next = units.next(unit, at);
          expect(next).toBeGreaterThan(at);
          at = next;
        }
        expect(at).toBe(units.length);
        expect(units.next(unit, at)).toBe(at);
        while (at > 0) {
          const previous = units.previous(unit, at);
          expect(previous).toBeLessThan(at);
          at = previous;
        }
        expect(units.previous(unit, 0)).toBe(0);
      }),
    );
  });

  it('moves by words and sentences', () => {
    const text = 'Hello, big world. Next one! 😀 End';
    const units = createTextUnits(text, 'en');
    expect(units.next('word', 0)).toBe(7);
    expect(units.next('word', 7)).toBe(11);
    expect(units.previous('word', 9)).toBe(7);
    expect(units.previous('word', 7)).toBe(0);
    expect(units.next('sentence', 3)).toBe(18);
    expect(units.previous('sentence', 18)).toBe(0);
    expect(units.unitAt('sentence', 3)).toEqual({ start: 0, end: 17 });
    expect(units.unitAt('word', 8)).toEqual({ start: 7, end: 10 });
    expect(units.unitAt('word', units.length)).toBeNull();
  });
});

describe('extending and shrinking', () => {
  it('keeps ranges inside the text and never empty, for any text', () => {
    fc.assert(
      fc.property(
        textAndRange,
        fc.constantFrom(...UNITS),
        fc.constantFrom('start' as const, 'end' as const),
        ({ text, range }, unit, boundary) => {
          fc.pre(range.start < range.end);
          const units = createTextUnits(text, 'en');
          const grown = units.extend(range, unit, boundary);
          expect(grown.start).toBeGreaterThanOrEqual(0);
          expect(grown.start).toBeLessThanOrEqual(range.start);
          expect(grown.end).toBeGreaterThanOrEqual(range.end);
          expect(grown.end).toBeLessThanOrEqual(units.length);
          const small = units.shrink(range, unit, boundary);
          expect(small.start).toBeLessThan(small.end);
          expect(small.start).toBeGreaterThanOrEqual(range.start);
          expect(small.end).toBeLessThanOrEqual(range.end);
        },
      ),
    );
  });

  it('goes word by word without trailing space', () => {
    const units = createTextUnits('one two, three. Four', 'en');
    const grown = units.extend({ start: 0, end: 3 }, 'word');
    expect(grown).toEqual({ start: 0, end: 7 });
    expect(units.extend(grown, 'word')).toEqual({ start: 0, end: 14 });
    expect(units.shrink({ start: 0, end: 14 }, 'word')).toEqual({ start: 0, end: 7 });
    expect(units.shrink({ start: 0, end: 3 }, 'word')).toEqual({ start: 0, end: 3 });
    expect(units.extend({ start: 4, end: 7 }, 'sentence')).toEqual({ start: 4, end: 15 });
    expect(units.extend({ start: 4, end: 7 }, 'word', 'start')).toEqual({ start: 0, end: 7 });
    expect(units.shrink({ start: 0, end: 7 }, 'word', 'start')).toEqual({ start: 4, end: 7 });
  });
});

it('finds the same units as a segmenter over the whole text', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...UNITS), (text, unit) => {
      const units = createTextUnits(text, 'fr');
      const map = createOffsetMap(text);
      for (const { index, segment } of new Intl.Segmenter('fr', { granularity: unit }).segment(
        text,
      )) {
        const found = units.unitAt(unit, map.toCodePoint(index));
        expect(found && map.toUtf16(found.start)).toBe(index);
        // Sentences let go of the white space that ends them.
        const kept = unit === 'sentence' && segment.trim() !== '' ? segment.trimEnd() : segment;
        expect(found && map.toUtf16(found.end)).toBe(index + kept.length);
      }
    }),
  );
});

it('moves through half a million characters step by step', () => {
  const units = createTextUnits(
    'Nobody knew what was said 😀 that day. The end.\n\n'.repeat(10_000),
  );
  let at = 250_000;
  for (let step = 0; step < 500; step += 1) at = units.next('word', at);
  expect(at).toBeGreaterThan(251_000);
});

it('reads on with a malformed language tag', () => {
  expect(createTextUnits('a b', 'not a tag!').next('word', 0)).toBe(2);
});
