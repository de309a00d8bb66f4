import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, createOffsetMap } from './offsets';
import { diffWords, quoteAt, quoteContext, shortenQuote } from './quote';
import { anyRange, anyText } from './testing';

const textAndRange = anyText.chain((text) =>
  anyRange(createOffsetMap(text).length).map((range) => ({ text, range })),
);

describe('quoteAt', () => {
  it('joins fragments by one space', () => {
    const text = 'a😀 said nothing';
    const fragments = [
      { start: 0, end: 2 },
      { start: 3, end: 7 },
    ];
    expect(quoteAt(text, fragments)).toBe('a😀 said');
    expect(quoteAt(createOffsetMap(text), fragments)).toBe('a😀 said');
  });
});

describe('quoteContext', () => {
  it('stands right before and after, within the limit and on graphemes, for any text', () => {
    fc.assert(
      fc.property(textAndRange, fc.nat(8), ({ text, range }, limit) => {
        const map = createOffsetMap(text);
        const { prefix, suffix } = quoteContext(text, [range], limit);
        const [before, after] = [map.slice(0, range.start), map.slice(range.end, map.length)];
        expect(before.endsWith(prefix)).toBe(true);
        expect(after.startsWith(suffix)).toBe(true);
        expect(codePointLength(prefix)).toBeLessThanOrEqual(limit);
        expect(codePointLength(suffix)).toBeLessThanOrEqual(limit);
        const boundaries = new Set([text.length]);
        for (const { index } of new Intl.Segmenter('und').segment(text)) boundaries.add(index);
        if (prefix) expect(boundaries.has(before.length - prefix.length)).toBe(true);
        if (suffix) expect(boundaries.has(text.length - after.length + suffix.length)).toBe(true);
      }),
    );
  });

  it('does not cut a family in two', () => {
    expect(quoteContext('👩‍👩‍👧x y👩‍👩‍👧', [{ start: 6, end: 7 }], 3)).toEqual({
      prefix: 'x',
      suffix: 'y',
    });
  });
});

describe('diffWords', () => {
  it('gives both texts back, for any two', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const changes = diffWords(before, after, 'fr');
        const join = (without: string) =>
          changes
            .filter((one) => one.kind !== without)
            .map((one) => one.text)
            .join('');
        expect(join('added')).toBe(before);
        expect(join('removed')).toBe(after);
      }),
    );
  });

  it('works by words in any script', () => {
    expect(diffWords('قال الوزير أمس', 'قال الوزير اليوم', 'ar')).toEqual([
      { kind: 'same', text: 'قال الوزير ' },
      { kind: 'removed', text: 'أمس' },
      { kind: 'added', text: 'اليوم' },
    ]);
  });
});

describe('shortenQuote', () => {
  it('cuts between graphemes', () => {
    expect(shortenQuote('abc', 3)).toBe('abc');
    expect(shortenQuote('abc def', 4)).toBe('abc…');
    expect(shortenQuote('ab👩‍👩‍👧cd', 4)).toBe('ab…');
  });
});
