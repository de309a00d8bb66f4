import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { type FoundWord, findWords } from '@/lib/text/words';
import type { Matcher } from './match';
import type { Hit, TitlePart } from './schema';

/** Code points of context on each side of a hit. */
const CONTEXT = 80;

/** An article's text, cut into words once. */
export interface ReadText {
  readonly text: string;
  readonly map: OffsetMap;
  readonly words: readonly FoundWord[];
}

export function readText(text: string): ReadText {
  return { text, map: createOffsetMap(text), words: findWords(text) };
}

/** Where the matcher's words stand in a text, in code points. */
export function placesIn({ map, words }: ReadText, matcher: Matcher) {
  return matcher.places(words).map(({ from, to }) => ({
    start: map.toCodePoint(words[from]?.start ?? 0, 'floor'),
    end: map.toCodePoint(words[to - 1]?.end ?? 0, 'ceil'),
  }));
}

/** A place with the words around it, line breaks made blanks. Code points. */
export function hitAt(map: OffsetMap, { start, end }: { start: number; end: number }): Hit {
  const from = Math.max(0, start - CONTEXT);
  const to = Math.min(map.length, end + CONTEXT);
  const left = map.slice(from, start).replaceAll(/\s+/gu, ' ');
  const right = map.slice(end, to).replaceAll(/\s+/gu, ' ');
  return {
    start,
    end,
    // Not within a word, where the text goes on.
    left: from === 0 ? left : left.replace(/^\S*\s/u, ''),
    words: map.slice(start, end).replaceAll(/\s+/gu, ' '),
    right: to === map.length ? right : right.replace(/\s\S*$/u, ''),
  };
}

/** A title cut at the words that were looked for. */
export function titleParts(title: string, matcher: Matcher): TitlePart[] {
  const words = findWords(title);
  const parts: TitlePart[] = [];
  let at = 0;
  for (const { from, to } of matcher.places(words)) {
    const start = words[from]?.start ?? at;
    const end = words[to - 1]?.end ?? start;
    if (start > at) parts.push({ text: title.slice(at, start), isHit: false });
    parts.push({ text: title.slice(start, end), isHit: true });
    at = end;
  }
  if (at < title.length) parts.push({ text: title.slice(at), isHit: false });
  return parts;
}
