import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanonicaliserId, canonicalise } from './canonicalise';
import { createOffsetMap } from './offsets';
import { splitParagraphs } from './paragraphs';
import { storableText } from './testing';

function expectWhole(text: string, canonicaliser: CanonicaliserId): void {
  const map = createOffsetMap(text);
  let position = 0;
  for (const [index, one] of splitParagraphs(text, canonicaliser).entries()) {
    expect(one.index).toBe(index);
    expect(map.slice(one.start, one.end)).toBe(one.text);
    expect(one.text).not.toBe('');
    expect(map.slice(position, one.start)).toMatch(/^[\r\n]*$/);
    position = one.end;
  }
  expect(map.slice(position, map.length)).toMatch(/^[\r\n]*$/);
}

describe('splitParagraphs', () => {
  it('loses nothing but the breaks, for any text', () => {
    fc.assert(
      fc.property(storableText, (raw) => {
        expectWhole(raw, 'verbatim');
        const result = canonicalise(raw);
        if (result.ok) expectWhole(result.value.text, 'sourcemark/1');
      }),
    );
  });

  it('parts a canonical text at blank lines and a verbatim one at newlines', () => {
    const text = 'a😀\nb\n\nc';
    expect(splitParagraphs(text, 'sourcemark/1')).toEqual([
      { index: 0, start: 0, end: 4, text: 'a😀\nb' },
      { index: 1, start: 6, end: 7, text: 'c' },
    ]);
    expect(splitParagraphs(text, 'verbatim').map((one) => [one.start, one.end])).toEqual([
      [0, 2],
      [3, 4],
      [6, 7],
    ]);
    expect(splitParagraphs('x\r\ny\rz', 'verbatim').map((one) => one.start)).toEqual([0, 3, 5]);
    expect(splitParagraphs('', 'verbatim')).toEqual([]);
  });
});
