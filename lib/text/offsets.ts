/**
 * The only place that turns Unicode code points into UTF-16 units and back. Everything stored or
 * sent counts code points, half-open; a JavaScript string and a DOM Range count UTF-16 units.
 *
 * A lone surrogate counts as one code point here, as it does for `for…of`; stored texts have none
 * (see canonicalise.ts).
 */

/** What to do with a UTF-16 position between the two halves of a surrogate pair. */
export type PairRounding = 'floor' | 'ceil';

export interface OffsetMap {
  /** Length of the text in code points. */
  readonly length: number;
  /** Length of the text in UTF-16 units. */
  readonly utf16Length: number;
  /** Code point offset → UTF-16 offset. Throws RangeError outside `0..length`. */
  toUtf16(codePoint: number): number;
  /**
   * UTF-16 offset → code point offset. Inside a surrogate pair `floor` (default) gives the offset
   * before the character and `ceil` the one after it: a selection's start floors and its end ceils,
   * so that a half-selected emoji is selected. Throws RangeError outside `0..utf16Length`.
   */
  toCodePoint(utf16: number, rounding?: PairRounding): number;
  /** The text between two code point offsets, half-open. */
  slice(start: number, end: number): string;
}

const HIGH_START = 0xd800;
const LOW_START = 0xdc00;
const LOW_END = 0xdfff;

function isPairAt(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  if (high < HIGH_START || high >= LOW_START) return false;
  const low = text.charCodeAt(index + 1);
  return low >= LOW_START && low <= LOW_END;
}

/** True when some character needs two UTF-16 units (or a lone surrogate stands in the text). */
function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** Number of code points in `text`. */
export function codePointLength(text: string): number {
  if (!hasSurrogates(text)) return text.length;
  let pairs = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (isPairAt(text, i)) {
      pairs += 1;
      i += 1;
    }
  }
  return text.length - pairs;
}

/**
 * The text between two code point offsets, half-open. For many slices of one long text, make an
 * offset map once. Throws RangeError when the offsets are not `0 <= start <= end <= length`.
 */
export function sliceByCodePoints(text: string, start: number, end: number): string {
  return createOffsetMap(text).slice(start, end);
}

function assertOffset(value: number, max: number, unit: string): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeError(`Offset ${value} is outside 0..${max} (${unit})`);
  }
}

/** Number of entries of the ascending `sorted` whose value, plus `step` × its index, is < `limit`. */
function countBelow(sorted: Uint32Array, limit: number, step: 0 | 1): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = (sorted[middle] ?? 0) + step * middle;
    if (value < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Code point offsets of the characters that take two UTF-16 units, ascending. */
function astralOffsets(text: string): Uint32Array {
  const found: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if (isPairAt(text, i)) {
      found.push(i - found.length);
      i += 1;
    }
  }
  return Uint32Array.from(found);
}

/**
 * Prepares conversions for one text. Made in one pass; then O(1) for a text without surrogates,
 * else O(log a), and 4 bytes, for its `a` characters beyond the basic plane.
 */
export function createOffsetMap(text: string): OffsetMap {
  const astral = hasSurrogates(text) ? astralOffsets(text) : new Uint32Array(0);
  const utf16Length = text.length;
  const length = utf16Length - astral.length;

  const toUtf16 = (codePoint: number): number => {
    assertOffset(codePoint, length, 'code points');
    if (astral.length === 0) return codePoint;
    return codePoint + countBelow(astral, codePoint, 0);
  };
  const toCodePoint = (utf16: number, rounding: PairRounding = 'floor'): number => {
    assertOffset(utf16, utf16Length, 'UTF-16 units');
    if (astral.length === 0) return utf16;
    // The i-th such character starts at UTF-16 offset astral[i] + i.
    const before = countBelow(astral, utf16, 1);
    const last = before - 1;
    const insidePair = before > 0 && (astral[last] ?? 0) + last + 1 === utf16;
    if (!insidePair) return utf16 - before;
    return rounding === 'floor' ? utf16 - before : utf16 - before + 1;
  };
  const slice = (start: number, end: number): string => {
    if (start > end) throw new RangeError(`Slice ${start}..${end} ends before it starts`);
    return text.slice(toUtf16(start), toUtf16(end));
  };
  return { length, utf16Length, toUtf16, toCodePoint, slice };
}
