import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import { type Continuum, type MarkedSpan, partition } from './continuum';
import { MISSING, type Ratings } from './ratings';

export const UNITS = ['token', 'char', 'whitespace-token', 'sentence', 'article'] as const;
export type UnitKind = (typeof UNITS)[number];

/** The segmenter slows down with the square of a text's length: it is shown this much at a time. */
const WINDOW = 4_000;
const BLANK = /^\s*$/u;
const SAYS = /[\p{L}\p{N}]/u;

/**
 * The units of a text, code points, in text order, without white space around them:
 * `token`, the segments of `Intl.Segmenter` in the article's language that are not white space (words
 * and marks of punctuation); `whitespace-token`, runs without white space; `sentence`, the
 * segmenter's, which end with their line, with the
 * closing marks after them; `article`, the whole text. Characters (`char`) are not
 * listed, since each code point is one: see `rateCharacters`.
 *
 * `language` is a BCP 47 tag; an unknown one falls back to the root rules of Unicode (UAX #29).
 */
export function unitsOf(
  text: string,
  kind: Exclude<UnitKind, 'char'>,
  language: string | null,
): Fragment[] {
  const map = createOffsetMap(text);
  if (kind === 'article') return map.length > 0 ? [{ start: 0, end: map.length }] : [];
  const raw =
    kind === 'whitespace-token'
      ? [...text.matchAll(/\S+/gu)].map(({ 0: run, index }) => [index, index + run.length] as const)
      : segments(text, kind === 'token' ? 'word' : 'sentence', language);
  return raw.map(([start, end]) => ({
    start: map.toCodePoint(start, 'floor'),
    end: map.toCodePoint(end, 'ceil'),
  }));
}

/** UTF-16. No segment reaches beyond a line feed (UAX #29), so that lines go one by one. */
function segments(
  text: string,
  granularity: 'word' | 'sentence',
  language: string | null,
): (readonly [number, number])[] {
  const segmenter = segmenterFor(language, granularity);
  const found: (readonly [number, number])[] = [];
  let lineStart = 0;
  while (lineStart < text.length) {
    const feed = text.indexOf('\n', lineStart);
    const lineEnd = feed < 0 ? text.length : feed;
    let at = lineStart;
    while (at < lineEnd) {
      const limit = Math.min(at + WINDOW, lineEnd);
      const pieces = [...segmenter.segment(text.slice(at, limit))];
      // The last one may be cut off by the window: it is read again with what follows.
      const whole = limit === lineEnd || pieces.length === 1 ? pieces : pieces.slice(0, -1);
      for (const { segment } of whole) {
        const start = at + segment.length - segment.trimStart().length;
        const end = at + segment.trimEnd().length;
        const last = found.at(-1);
        // A closing quotation mark that stands apart (« Non. ») is no sentence.
        if (granularity === 'sentence' && !SAYS.test(segment) && last && last[0] >= lineStart) {
          if (!BLANK.test(segment)) found[found.length - 1] = [last[0], end];
        } else if (!BLANK.test(segment)) {
          found.push([start, end]);
        }
        at += segment.length;
      }
    }
    lineStart = lineEnd + 1;
  }
  return found;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string | null, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${language ?? 'und'} ${granularity}`;
  const known = segmenters.get(key);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language || 'und', { granularity });
  } catch (cause) {
    // Languages come from files and web pages; a malformed tag must not stop anyone.
    if (!(cause instanceof RangeError)) throw cause;
    made = new Intl.Segmenter('und', { granularity });
  }
  segmenters.set(key, made);
  return made;
}

/**
 * Ratings whose categories are sets of codes: what a unit carries. Set 0 is “nothing”. The same set is
 * the same category in every article rated with one `LabelSets`.
 */
export class LabelSets {
  private readonly indexOf = new Map<string, number>([['', 0]]);
  private readonly sets: (readonly number[])[] = [[]];

  /** The category of a set of codes, given ascending. */
  categoryOf(codes: readonly number[]): number {
    const key = codes.join(' ');
    const known = this.indexOf.get(key);
    if (known !== undefined) return known;
    this.sets.push(codes);
    this.indexOf.set(key, this.sets.length - 1);
    return this.sets.length - 1;
  }

  /** By category, its codes. */
  get all(): readonly (readonly number[])[] {
    return this.sets;
  }
}

/**
 * What each coder's spans say of each unit: the set of codes of the spans that share a character with
 * it. A coder who did not code the article is missing throughout.
 */
export function rateUnits(
  units: readonly Fragment[],
  { coders }: Pick<Continuum, 'coders'>,
  sets: LabelSets,
): Ratings {
  const values = new Int32Array(units.length * coders.length).fill(MISSING);
  coders.forEach((spans, coder) => {
    if (!spans) return;
    const labels: number[][] = units.map(() => []);
    for (const span of spans) mark(units, span, labels);
    labels.forEach((codes, unit) => {
      values[unit * coders.length + coder] = sets.categoryOf(codes.sort((a, b) => a - b));
    });
  });
  return { coders: coders.length, categories: sets.all.length, values, weights: null };
}

function mark(units: readonly Fragment[], span: MarkedSpan, labels: number[][]): void {
  for (const { start, end } of span.fragments) {
    for (let at = firstEndingAfter(units, start); at < units.length; at += 1) {
      if ((units[at]?.start ?? end) >= end) break;
      const codes = labels[at];
      if (codes && !codes.includes(span.code)) codes.push(span.code);
    }
  }
}

/** Binary search; units are in text order. */
export function firstEndingAfter(units: readonly Fragment[], offset: number): number {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((units[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Every code point as a unit, white space included: a row for each stretch in which no coder changes
 * anything, weighted by its length, so that the time is that of the spans and not of the text.
 */
export function rateCharacters(continuum: Continuum, sets: LabelSets): Ratings {
  const { coders, length } = continuum;
  const byCoder = coders.map(
    (spans) =>
      spans &&
      partition(spans, length, String).map(({ start, end, value }) => ({
        start,
        end,
        category: sets.categoryOf(
          value === null
            ? []
            : value
                .split('+')
                .map(Number)
                .sort((a, b) => a - b),
        ),
      })),
  );
  const ends = new Set<number>(length > 0 ? [length] : []);
  for (const segments of byCoder) for (const { end } of segments ?? []) ends.add(end);
  const cuts = [...ends].sort((a, b) => a - b);
  const values = new Int32Array(cuts.length * coders.length).fill(MISSING);
  byCoder.forEach((segments, coder) => {
    if (!segments) return;
    let at = 0;
    cuts.forEach((cut, row) => {
      while ((segments[at]?.end ?? length) < cut) at += 1;
      values[row * coders.length + coder] = segments[at]?.category ?? 0;
    });
  });
  const weights = Float64Array.from(cuts, (cut, row) => cut - (cuts[row - 1] ?? 0));
  return { coders: coders.length, categories: sets.all.length, values, weights };
}
