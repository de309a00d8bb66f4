import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sliceByCodePoints } from '@/lib/text/offsets';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { createPositionIndex } from './position-index';

/** Paragraphs with plain letters, accents, Arabic, emoji with and without joiners, and blanks. */
const words = fc.array(
  fc.constantFrom('port', 'é', 'e\u0301', '💶', '👩‍👩‍👧', 'الميناء', 'said', '🇫🇷', '“x”'),
  { minLength: 1, maxLength: 12 },
);
const article = fc
  .array(
    words.map((list) => list.join(' ')),
    { minLength: 1, maxLength: 5 },
  )
  .map((paragraphs) => paragraphs.join('\n\n'));

describe('createPositionIndex', () => {
  it('finds every code point of a paragraph in its text node, and back', () => {
    fc.assert(
      fc.property(article, fc.integer({ min: 3, max: 40 }), (text, longest) => {
        const paragraphs = splitParagraphs(text, 'sourcemark/1');
        const index = createPositionIndex(paragraphs, longest);
        expect(index.chunks.map((chunk) => chunk.text).join('')).toBe(
          paragraphs.map((paragraph) => paragraph.text).join(''),
        );
        for (const paragraph of paragraphs) {
          for (let offset = paragraph.start; offset <= paragraph.end; offset += 1) {
            const lean = offset === paragraph.end ? 'end' : 'start';
            const place = index.locate(offset, lean);
            if (!place) throw new Error(`no place for ${offset}`);
            expect(index.toCodePoint(place)).toBe(offset);
          }
        }
      }),
    );
  });

  it('cuts any stretch into pieces that hold its text without the breaks', () => {
    fc.assert(
      fc.property(article, fc.nat(), fc.nat(), (text, a, b) => {
        const paragraphs = splitParagraphs(text, 'sourcemark/1');
        const index = createPositionIndex(paragraphs, 10);
        const length = paragraphs[paragraphs.length - 1]?.end ?? 0;
        const [start, end] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
        if (start === undefined || end === undefined) throw new Error('two numbers');
        const pieces = index.pieces(start, end);
        const joined = pieces
          .map(({ chunk, from, to }) => index.chunks[chunk]?.text.slice(from, to))
          .join('');
        expect(joined).toBe(sliceByCodePoints(text, start, end).replaceAll('\n', ''));
      }),
    );
  });

  it('leans over the break between paragraphs to the asked side', () => {
    const index = createPositionIndex(splitParagraphs('ab\n\ncd', 'sourcemark/1'));
    expect(index.locate(2, 'end')).toEqual({ chunk: 0, utf16: 2 });
    expect(index.locate(3, 'start')).toEqual({ chunk: 1, utf16: 0 });
    expect(index.locate(3, 'end')).toEqual({ chunk: 0, utf16: 2 });
    expect(index.locate(4, 'end')).toEqual({ chunk: 0, utf16: 2 });
    expect(index.locate(4, 'start')).toEqual({ chunk: 1, utf16: 0 });
  });

  it('rounds a place inside a surrogate pair as asked', () => {
    const index = createPositionIndex(splitParagraphs('a💶b', 'sourcemark/1'));
    expect(index.toCodePoint({ chunk: 0, utf16: 2 }, 'floor')).toBe(1);
    expect(index.toCodePoint({ chunk: 0, utf16: 2 }, 'ceil')).toBe(2);
  });
});
