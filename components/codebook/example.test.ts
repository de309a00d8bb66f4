import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleParts } from './example';

describe('exampleParts', () => {
  it('tells the marked words from the rest', () => {
    expect(exampleParts('[[“We had no warning,”]] Oakes said, [[“and no time.”]]')).toEqual([
      { text: '“We had no warning,”', marked: true },
      { text: ' Oakes said, ', marked: false },
      { text: '“and no time.”', marked: true },
    ]);
  });

  it('loses nothing of a text without marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('[['));
        expect(exampleParts(text).map((part) => part.text)).toEqual(text === '' ? [] : [text]);
      }),
    );
  });
});
