import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sliceByCodePoints } from '@/lib/text/offsets';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { createTextUnits } from '@/lib/text/units';
import {
  moveSelection,
  rangeOf,
  type SelectionMove,
  snapRange,
  type TextSelection,
} from './selection';

const TEXT =
  'The plan 👩‍👩‍👧 holds. “We will not close,” she said.\n\nIt is feared that e\u0301 fails.';
const text = {
  units: createTextUnits(TEXT, 'en'),
  paragraphs: splitParagraphs(TEXT, 'sourcemark/1'),
};
const shown = (selection: TextSelection) => {
  const { start, end } = rangeOf(selection);
  return sliceByCodePoints(TEXT, start, end);
};
const moved = (from: number, ...moves: SelectionMove[]) =>
  moves.reduce((state, move) => moveSelection(state, move, text), { anchor: from, head: from });
const by = (
  unit: 'grapheme' | 'word' | 'sentence',
  direction: 1 | -1,
  extend: boolean,
): SelectionMove => ({ type: 'by', unit, direction, extend });

describe('moveSelection', () => {
  it('grows from word to sentence to paragraph and shrinks back', () => {
    const word = moved(5, { type: 'grow' });
    expect(shown(word)).toBe('plan');
    const sentence = moveSelection(word, { type: 'grow' }, text);
    expect(shown(sentence)).toBe('The plan 👩‍👩‍👧 holds.');
    const paragraph = moveSelection(sentence, { type: 'grow' }, text);
    expect(shown(paragraph)).toBe(text.paragraphs[0]?.text);
    expect(moveSelection(paragraph, { type: 'grow' }, text)).toEqual(paragraph);
    expect(shown(moveSelection(paragraph, { type: 'shrink' }, text))).toBe(
      'The plan 👩‍👩‍👧 holds.',
    );
  });

  it('takes the next word when the caret stands on a blank or a quotation mark', () => {
    expect(shown(moved(3, { type: 'grow' }))).toBe('plan');
    const mark = [...TEXT].indexOf('“');
    expect(shown(moved(mark, { type: 'take', unit: 'word' }))).toBe('We');
  });

  it('takes the last word at the end of a paragraph', () => {
    const end = text.paragraphs[0]?.end ?? 0;
    expect(shown(moved(end, { type: 'grow' }))).toBe('said');
    expect(shown(moved(text.units.length, { type: 'grow' }))).toBe('fails');
  });

  it('steps over a family emoji and an accent as one character', () => {
    const family = [...TEXT].indexOf('👩');
    expect(shown(moved(family, by('grapheme', 1, true)))).toBe('👩‍👩‍👧');
    const accent = [...TEXT].indexOf('\u0301');
    expect(shown(moved(accent + 1, by('grapheme', -1, true)))).toBe('e\u0301');
  });

  it('selects by words without the blank behind them', () => {
    expect(shown(moved(0, by('word', 1, true), by('word', 1, true)))).toBe('The plan');
  });

  it('leaves a selection to the side of a plain arrow', () => {
    const selected = moved(0, by('word', 1, true));
    expect(moveSelection(selected, by('grapheme', 1, false), text)).toEqual({ anchor: 3, head: 3 });
    expect(moveSelection(selected, by('grapheme', -1, false), text)).toEqual({
      anchor: 0,
      head: 0,
    });
  });

  it('jumps over the blank line between paragraphs', () => {
    const [first, second] = text.paragraphs;
    if (!first || !second) throw new Error('two paragraphs');
    expect(moved(first.end, by('grapheme', 1, false)).head).toBe(second.start);
    expect(moved(second.start, by('grapheme', -1, false)).head).toBe(first.end);
  });

  it('never leaves the text nor stands between two paragraphs, whatever the moves', () => {
    const unit = fc.constantFrom('grapheme' as const, 'word' as const, 'sentence' as const);
    const move: fc.Arbitrary<SelectionMove> = fc.oneof(
      fc.record({
        type: fc.constant('by' as const),
        unit,
        direction: fc.constantFrom(1 as const, -1 as const),
        extend: fc.boolean(),
      }),
      fc.record({
        type: fc.constant('take' as const),
        unit: fc.constantFrom('word' as const, 'sentence' as const, 'paragraph' as const),
      }),
      fc.constantFrom({ type: 'grow' as const }, { type: 'shrink' as const }),
      fc.constant({ type: 'collapse' as const }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const { anchor, head } = moved(0, ...moves);
        for (const offset of [anchor, head]) {
          const inside = text.paragraphs.some((one) => one.start <= offset && offset <= one.end);
          expect(inside).toBe(true);
        }
      }),
    );
  });
});

describe('snapRange', () => {
  it('completes graphemes always and words when asked', () => {
    const family = [...TEXT].indexOf('👩');
    const cut = { start: family + 1, end: family + 2 };
    expect(snapRange(cut, 'grapheme', text.units)).toEqual({ start: family, end: family + 5 });
    expect(snapRange({ start: 5, end: 7 }, 'word', text.units)).toEqual({ start: 4, end: 8 });
    expect(snapRange({ start: 5, end: 7 }, 'grapheme', text.units)).toEqual({ start: 5, end: 7 });
  });
});
