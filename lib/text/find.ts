import { fold, foldText } from './fold';
import type { Fragment } from './fragments';
import { createOffsetMap, type OffsetMap } from './offsets';

export interface FindOptions {
  /** The match neither begins nor ends within a word. */
  readonly wholeWords: boolean;
  /** Case, accents and typography count too. */
  readonly exact: boolean;
}

/** One text to search again and again, as a person types. */
export interface Finder {
  /**
   * Every place of the words, in text order, without overlaps; code points, half-open, whole
   * characters with their accents. At most {@link FIND_LIMIT}. Nothing for a query of blanks.
   */
  find(words: string, options: FindOptions): Fragment[];
}

export const FIND_LIMIT = 50_000;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]/u;

/** Prepares a text; it is folded when first asked for, in one pass. */
export function createFinder(text: string, map: OffsetMap = createOffsetMap(text)): Finder {
  const plain = { folded: text, original: (start: number, end: number) => ({ start, end }) };
  let folding: ReturnType<typeof foldText> | undefined;
  const folded = () => {
    folding ??= foldText(text);
    return folding;
  };
  return {
    find(words, { wholeWords, exact }) {
      const wanted = (exact ? words : fold(words)).trim();
      const source = exact ? plain : folded();
      const found: Fragment[] = [];
      if (wanted === '') return found;
      let from = 0;
      while (found.length < FIND_LIMIT) {
        const at = source.folded.indexOf(wanted, from);
        if (at < 0) break;
        const end = at + wanted.length;
        if (wholeWords && !standsAlone(source.folded, at, end)) {
          from = at + 1;
          continue;
        }
        const place = source.original(at, end);
        found.push({
          start: map.toCodePoint(place.start, 'floor'),
          end: map.toCodePoint(withMarks(text, place.end), 'ceil'),
        });
        from = end;
      }
      return found.filter((place, index) => place.start >= (found[index - 1]?.end ?? 0));
    },
  };
}

const isMark = /\p{M}/u;

/** The offset behind the marks that stand on the last character. UTF-16 units. */
function withMarks(text: string, end: number): number {
  let at = end;
  for (;;) {
    const next = text.codePointAt(at);
    if (next === undefined || next < 0x300 || !isMark.test(String.fromCodePoint(next))) return at;
    at += next > 0xffff ? 2 : 1;
  }
}

function standsAlone(text: string, start: number, end: number): boolean {
  const inside = (at: number) => isWordAt(text, at);
  const opens = !(start > 0 && inside(before(text, start)) && inside(start));
  const closes = !(end < text.length && inside(end) && inside(before(text, end)));
  return opens && closes;
}

function before(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  return at > 1 && low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1;
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  return code !== undefined && WORD_CHARACTER.test(String.fromCodePoint(code));
}

/**
 * Where to go from `offset`: the index of the first place that starts at or after it, and after the
 * last one the first again. -1 without any place.
 */
export function placeAfter(places: readonly Fragment[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  if (places.length === 0) return -1;
  return low < places.length ? low : 0;
}
