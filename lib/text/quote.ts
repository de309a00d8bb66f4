import { diffArrays } from 'diff';
import { extentOf, type Fragment } from './fragments';
import { codePointLength, createOffsetMap, type OffsetMap } from './offsets';

/** Between the texts of two fragments of one annotation, in every quote and export. */
export const FRAGMENT_JOINER = ' ';

/**
 * The text of an annotation: its fragments in order, joined by one space. For many annotations of
 * one text pass its offset map instead of the text. Throws RangeError outside the text.
 */
export function quoteAt(text: string | OffsetMap, fragments: readonly Fragment[]): string {
  const map = typeof text === 'string' ? createOffsetMap(text) : text;
  return fragments.map(({ start, end }) => map.slice(start, end)).join(FRAGMENT_JOINER);
}

/**
 * The text just before and after an annotation, at most `codePoints` long each, cut at grapheme
 * boundaries (for TextQuoteSelector's prefix and suffix). Empty without fragments.
 */
export function quoteContext(
  text: string,
  fragments: readonly Fragment[],
  codePoints = 32,
): { prefix: string; suffix: string } {
  const extent = extentOf(fragments);
  if (!extent) return { prefix: '', suffix: '' };
  const map = createOffsetMap(text);
  const before = map.slice(Math.max(0, extent.start - codePoints), extent.start);
  const after = map.slice(extent.end, Math.min(map.length, extent.end + codePoints));
  // One segmenter over the whole text, so that a grapheme is judged with what stands beside it.
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  const from = map.toUtf16(extent.start) - before.length;
  const to = map.toUtf16(extent.end) + after.length;
  const first = graphemes.containing(from);
  const last = graphemes.containing(to);
  const cutStart = first && first.index < from ? first.index + first.segment.length - from : 0;
  const cutEnd = last && last.index < to ? to - last.index : 0;
  return {
    prefix: before.slice(Math.min(cutStart, before.length)),
    suffix: after.slice(0, Math.max(0, after.length - cutEnd)),
  };
}

export interface TextChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Past this many edits two texts have little in common and are shown whole. */
const MAX_EDITS = 2000;

/**
 * What changed between two texts, word by word of the language, for showing before and after.
 * Lossless: the `same` and `removed` parts joined are `before`, the `same` and `added` ones `after`.
 */
export function diffWords(before: string, after: string, language?: string): TextChange[] {
  const words = (text: string): string[] =>
    Array.from(wordSegmenter(language).segment(text), ({ segment }) => segment);
  const changes = diffArrays(words(before), words(after), { maxEditLength: MAX_EDITS });
  if (!changes) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function wordSegmenter(language: string | undefined): Intl.Segmenter {
  const known = language && /^[a-z]{2,3}(-|$)/i.test(language) ? language.slice(0, 3) : 'und';
  return new Intl.Segmenter(known.replace(/-$/, ''), { granularity: 'word' });
}

/** Shortens a quote for a list: at most `codePoints` code points and an ellipsis. */
export function shortenQuote(quote: string, codePoints: number): string {
  if (codePointLength(quote) <= codePoints) return quote;
  const map = createOffsetMap(quote);
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(quote);
  const cut = graphemes.containing(map.toUtf16(codePoints))?.index ?? quote.length;
  return `${quote.slice(0, cut).trimEnd()}…`;
}
