import type { Boundary, Fragment } from './fragments';
import { createOffsetMap } from './offsets';

/** What a caret or a selection moves by. */
export type TextUnit = 'grapheme' | 'word' | 'sentence';

/** Graphemes, words and sentences of one text in one language. All offsets are code points. */
export interface TextUnits {
  /** Length of the text in code points. */
  readonly length: number;
  /** Grows a range outward to whole graphemes, so that no accent or emoji is cut in two. */
  snapToGraphemes(range: Fragment): Fragment;
  /**
   * Whole words: white space at both ends is let go, then cut words are completed. A range of white
   * space alone is only snapped to graphemes.
   */
  snapToWords(range: Fragment): Fragment;
  /** The unit around the character at `offset`; for words also punctuation and spaces are units. */
  unitAt(unit: TextUnit, offset: number): Fragment | null;
  /** Caret forward: the next grapheme, or the start of the next word or sentence; else the end. */
  next(unit: TextUnit, offset: number): number;
  /** Caret back: the previous grapheme, or the start of this or the previous word or sentence. */
  previous(unit: TextUnit, offset: number): number;
  /** Moves one end of a range outward by a unit, white space left out. */
  extend(range: Fragment, unit: TextUnit, boundary?: Boundary): Fragment;
  /** Moves one end of a range inward by a unit; never to nothing: then the range stays as it is. */
  shrink(range: Fragment, unit: TextUnit, boundary?: Boundary): Fragment;
}

/** A unit in UTF-16 units of the text, as the segmenter tells it. */
interface RawUnit {
  readonly start: number;
  readonly end: number;
  /** Something to stop at: not white space and, for words, not punctuation. */
  readonly solid: boolean;
}

const BLANK = /^\s*$/u;

/**
 * Prepares one text. `language` is a BCP 47 tag; an unknown or malformed one falls back to the root
 * rules of Unicode (UAX #29). Only the line around the asked place is segmented, so a long text costs
 * no more than a short one.
 */
export function createTextUnits(text: string, language?: string): TextUnits {
  const map = createOffsetMap(text);
  const segments = {
    grapheme: segmentByLine(text, createSegmenter(language, 'grapheme')),
    word: segmentByLine(text, createSegmenter(language, 'word')),
    sentence: segmentByLine(text, createSegmenter(language, 'sentence')),
  };

  /** The unit that holds the UTF-16 position; null at the end of the text. */
  const rawAt = (unit: TextUnit, position: number): RawUnit | null => {
    const found = segments[unit](position);
    if (!found) return null;
    const start = found.index;
    const end = start + found.segment.length;
    if (unit === 'grapheme') return { start, end, solid: true };
    if (unit === 'word') return { start, end, solid: found.isWordLike === true };
    // A sentence segment takes the white space after it along; nobody wants that selected.
    const solid = !BLANK.test(found.segment);
    return { start, end: solid ? start + found.segment.trimEnd().length : end, solid };
  };
  const nextSegmentStart = (unit: TextUnit, position: number): number => {
    const found = segments[unit](position);
    return found ? found.index + found.segment.length : text.length;
  };

  const forwardStart = (unit: TextUnit, position: number): number => {
    let at = nextSegmentStart(unit, position);
    while (at < text.length && !rawAt(unit, at)?.solid) at = nextSegmentStart(unit, at);
    return at;
  };
  const backwardStart = (unit: TextUnit, position: number): number => {
    let at = position;
    while (at > 0) {
      const found = segments[unit](at - 1);
      if (!found) return 0;
      at = found.index;
      if (rawAt(unit, at)?.solid) return at;
    }
    return 0;
  };
  /** The first end of a solid unit after the position; the end of the text without one. */
  const forwardEnd = (unit: TextUnit, position: number): number => {
    let at = position;
    while (at < text.length) {
      const found = rawAt(unit, at);
      if (found?.solid && found.end > position) return found.end;
      at = nextSegmentStart(unit, at);
    }
    return text.length;
  };
  /** The last end of a solid unit before the position; 0 without one. */
  const backwardEnd = (unit: TextUnit, position: number): number => {
    let at = position;
    while (at > 0) {
      const segment = segments[unit](at - 1);
      if (!segment) return 0;
      const found = rawAt(unit, segment.index);
      if (found?.solid && found.end < position) return found.end;
      at = segment.index;
    }
    return 0;
  };

  const toRange = (start: number, end: number): Fragment => ({
    start: map.toCodePoint(start, 'floor'),
    end: map.toCodePoint(end, 'ceil'),
  });
  const snapRaw = (unit: 'grapheme' | 'word', start: number, end: number): [number, number] => {
    const first = rawAt(unit, start);
    const last = end > start ? rawAt(unit, end - 1) : first;
    const cutsFirst = first !== null && first.start < start && (unit === 'grapheme' || first.solid);
    const cutsLast = last !== null && last.end > end && (unit === 'grapheme' || last.solid);
    const from = cutsFirst ? first.start : start;
    if (start === end) return [from, from];
    return [from, cutsLast ? last.end : end];
  };

  const snapToGraphemes = ({ start, end }: Fragment): Fragment =>
    toRange(...snapRaw('grapheme', map.toUtf16(start), map.toUtf16(end)));
  const snapToWords = (range: Fragment): Fragment => {
    const selected = map.slice(range.start, range.end);
    if (BLANK.test(selected)) return snapToGraphemes(range);
    const start = map.toUtf16(range.start) + selected.length - selected.trimStart().length;
    const end = map.toUtf16(range.end) - (selected.length - selected.trimEnd().length);
    return snapToGraphemes(toRange(...snapRaw('word', start, end)));
  };

  const next = (unit: TextUnit, offset: number): number =>
    map.toCodePoint(forwardStart(unit, map.toUtf16(offset)), 'ceil');
  const previous = (unit: TextUnit, offset: number): number =>
    map.toCodePoint(backwardStart(unit, map.toUtf16(offset)));
  const nextEnd = (unit: TextUnit, offset: number): number =>
    map.toCodePoint(forwardEnd(unit, map.toUtf16(offset)), 'ceil');
  const previousEnd = (unit: TextUnit, offset: number): number =>
    map.toCodePoint(backwardEnd(unit, map.toUtf16(offset)));

  return {
    length: map.length,
    snapToGraphemes,
    snapToWords,
    unitAt: (unit, offset) => {
      const found = rawAt(unit, map.toUtf16(offset));
      return found && toRange(found.start, found.end);
    },
    next,
    previous,
    extend: ({ start, end }, unit, boundary = 'end') =>
      boundary === 'end'
        ? { start, end: nextEnd(unit, end) }
        : { start: previous(unit, start), end },
    shrink: (range, unit, boundary = 'end') => {
      const { start, end } = range;
      const moved =
        boundary === 'end'
          ? { start, end: previousEnd(unit, end) }
          : { start: next(unit, start), end };
      return moved.start < moved.end ? moved : range;
    },
  };
}

interface FoundSegment {
  /** UTF-16, from the start of the text. */
  readonly index: number;
  readonly segment: string;
  readonly isWordLike?: boolean;
}

/**
 * Looks segments up line by line: by UAX #29 no grapheme, word or sentence reaches beyond a line
 * feed, and a segmenter's look-up takes time in proportion to its whole text. The line last asked
 * about is kept, since carets move step by step.
 */
function segmentByLine(
  text: string,
  segmenter: Intl.Segmenter,
): (position: number) => FoundSegment | undefined {
  let start = 0;
  let end = 0;
  let line = segmenter.segment('');
  return (position) => {
    if (position >= text.length) return undefined;
    if (position < start || position >= end) {
      start = position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
      const feed = text.indexOf('\n', position);
      end = feed < 0 ? text.length : feed + 1;
      line = segmenter.segment(text.slice(start, end));
    }
    const found = line.containing(position - start);
    return found && { ...found, index: found.index + start };
  };
}

function createSegmenter(language: string | undefined, granularity: TextUnit): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity });
  } catch (cause) {
    // Languages come from files and web pages; a malformed tag must not stop anyone reading.
    if (cause instanceof RangeError) return new Intl.Segmenter('und', { granularity });
    throw cause;
  }
}
