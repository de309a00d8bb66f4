import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, createOffsetMap, sliceByCodePoints } from './offsets';
import { anyText } from './testing';

describe('code points and UTF-16', () => {
  it('agrees with the characters of the string, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const characters = Array.from(text);
        const map = createOffsetMap(text);
        expect(codePointLength(text)).toBe(characters.length);
        expect(map.length).toBe(characters.length);
        expect(map.utf16Length).toBe(text.length);
        let utf16 = 0;
        for (const [index, character] of characters.entries()) {
          expect(map.toUtf16(index)).toBe(utf16);
          expect(map.toCodePoint(utf16)).toBe(index);
          expect(map.toCodePoint(utf16, 'ceil')).toBe(index);
          utf16 += character.length;
        }
        expect(map.toUtf16(characters.length)).toBe(text.length);
        expect(map.toCodePoint(text.length)).toBe(characters.length);
      }),
    );
  });

  it('slices as an array of characters does', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const characters = Array.from(text);
        const [start, end] = [a % (characters.length + 1), b % (characters.length + 1)].sort(
          (x, y) => x - y,
        ) as [number, number];
        expect(sliceByCodePoints(text, start, end)).toBe(characters.slice(start, end).join(''));
      }),
    );
  });

  it('rounds a position inside a pair as told', () => {
    const map = createOffsetMap('a😀b');
    expect(map.toCodePoint(2)).toBe(1);
    expect(map.toCodePoint(2, 'floor')).toBe(1);
    expect(map.toCodePoint(2, 'ceil')).toBe(2);
    expect(map.toCodePoint(3, 'ceil')).toBe(2);
  });

  it('counts a lone surrogate as one character', () => {
    expect(codePointLength('a\ud800b\udc00')).toBe(4);
    expect(createOffsetMap('\udc00😀\ud800').toUtf16(2)).toBe(3);
  });

  it('refuses what is outside the text', () => {
    const map = createOffsetMap('a😀');
    expect(() => map.toUtf16(3)).toThrow(RangeError);
    expect(() => map.toUtf16(-1)).toThrow(RangeError);
    expect(() => map.toUtf16(0.5)).toThrow(RangeError);
    expect(() => map.toCodePoint(4)).toThrow(RangeError);
    expect(() => map.slice(2, 1)).toThrow(RangeError);
  });

  // A walk from the start for each would outlast the test's time limit.
  it('converts a hundred thousand offsets among half a million emoji', () => {
    const map = createOffsetMap('😀'.repeat(500_000));
    for (let i = 0; i < 100_000; i += 1) map.toUtf16((i * 7919) % 500_000);
    expect(map.toUtf16(499_999)).toBe(999_998);
  });
});
