import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalise, joinParagraphs, verbatim } from './canonicalise';
import { codePointLength } from './offsets';
import { anyText, storableText } from './testing';

function canonical(raw: string): string {
  const result = canonicalise(raw);
  if (!result.ok) throw new Error(result.error.userMessage);
  return result.value.text;
}

describe('canonicalise', () => {
  it('is idempotent and keeps its promises for any text', () => {
    fc.assert(
      fc.property(storableText, (raw) => {
        const text = canonical(raw);
        expect(canonical(text)).toBe(text);
        expect(text.normalize('NFC')).toBe(text);
        expect(text).not.toMatch(/\r|[^\S\n]\n|\n{3}|^\n|\s$/);
      }),
    );
  });

  it('loses nothing but white space', () => {
    const solid = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
    fc.assert(
      fc.property(storableText, (raw) => {
        expect(solid(canonical(raw))).toBe(solid(raw));
      }),
    );
  });

  it('parts paragraphs by one blank line and keeps single newlines', () => {
    expect(canonical('\n a  \r\nb\r\r \t\n\nc\n')).toBe(' a\nb\n\nc');
    expect(canonical('one\ntwo')).toBe('one\ntwo');
    expect(canonical('e\u0301')).toBe('é');
    expect(canonical(' \n')).toBe('');
  });

  it('counts its length in code points', () => {
    const result = canonicalise('a😀 \n');
    expect(result).toEqual({
      ok: true,
      value: { text: 'a😀', canonicaliser: 'sourcemark/1', length: 2 },
    });
  });

  it.each([
    ['a😀\0b', 2, 'NUL'],
    ['😀\ud83d!', 1, 'U+D83D'],
    ['ab\udc00', 2, 'U+DC00'],
  ])('refuses %j naming the position', (raw, position, word) => {
    for (const result of [canonicalise(raw), verbatim(raw)]) {
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'invalid_input', details: { position } },
      });
      if (!result.ok) expect(result.error.userMessage).toContain(word);
    }
  });
});

describe('verbatim', () => {
  it('changes nothing', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const result = verbatim(raw);
        if (raw.includes('\0')) expect(result.ok).toBe(false);
        else expect(result).toMatchObject({ value: { text: raw, length: codePointLength(raw) } });
      }),
    );
  });
});

describe('joinParagraphs', () => {
  it('gives the paragraphs back from the canonical text', () => {
    const paragraph = fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5}){0,3}$/);
    fc.assert(
      fc.property(fc.array(paragraph), (paragraphs) => {
        const text = canonical(joinParagraphs(paragraphs));
        expect(text === '' ? [] : text.split('\n\n')).toEqual(paragraphs);
      }),
    );
    expect(joinParagraphs(['a', ' ', '', 'b'])).toBe('a\n\nb');
  });
});
