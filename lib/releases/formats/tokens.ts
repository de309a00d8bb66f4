import type { ExportArticle } from '@/lib/releases/schema';
import { createOffsetMap } from '@/lib/text/offsets';

/** A word, a number or a sign of a text. */
export interface Token {
  readonly text: string;
  /** Code points. */
  readonly start: number;
  readonly end: number;
}

/** The tokens of an article by its sentences (Unicode UAX 29, by its language); no token holds a blank. */
export function tokenise({ text, language }: ExportArticle): Token[][] {
  const map = createOffsetMap(text);
  const locale = segmentable(language);
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  const sentences: Token[][] = [];
  for (const sentence of new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)) {
    const tokens: Token[] = [];
    for (const { segment, index } of words.segment(sentence.segment)) {
      // A tab or a line break would end the column.
      if (segment.trim() === '' || /[\s\u0085\u2028\u2029]/.test(segment)) continue;
      const start = map.toCodePoint(sentence.index + index);
      tokens.push({ text: segment, start, end: start + [...segment].length });
    }
    if (tokens.length > 0) sentences.push(tokens);
  }
  return sentences;
}

/** A language of the segmenter; the root's rules for what it does not know. */
function segmentable(language: string | null): string {
  try {
    return language !== null && Intl.Segmenter.supportedLocalesOf(language).length > 0
      ? language
      : 'und';
  } catch (cause) {
    if (cause instanceof RangeError) return 'und';
    throw cause;
  }
}
