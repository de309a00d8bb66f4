import type { Fragment } from '@/lib/text/fragments';
import type { CueLexicon } from './lexicon';
import { isInside, type Sentence } from './sentence';

/** Longest noun phrase that is followed, in words: titles and an apposition. */
const LONGEST = 14;

const WALL = /[.;:!?()[\]–—\n“”"«»„]/u;

/**
 * The noun phrase that ends before word `index`: back to a pronoun, a conjunction, a comma (one
 * apposition between two commas is crossed) or a harder mark. UTF-16 units; null without one.
 */
export function phraseBefore(sentence: Sentence, index: number, from: number): Fragment | null {
  const { text, words, quotes, lexicon } = sentence;
  const last = words[index - 1];
  const cue = words[index];
  if (!last || !cue || last.start < from || isInside(last, quotes)) return null;
  const gap = text.slice(last.end, cue.start);
  if (WALL.test(gap)) return null;
  let commas = gap.includes(',') ? 1 : 0;
  if (commas === 0 && lexicon.pronouns.has(last.key)) return { start: last.start, end: last.end };
  let first = index - 1;
  for (let at = index - 2; at >= 0 && index - at <= LONGEST; at -= 1) {
    const [word, right] = [words[at], words[at + 1]];
    if (!word || !right || word.start < from || isInside(word, quotes)) break;
    const between = text.slice(word.end, right.start);
    if (WALL.test(between)) break;
    if (between.includes(',')) {
      if (commas !== 1) break;
      commas = 2;
    }
    if (commas !== 1 && lexicon.stops.has(word.key)) break;
    first = at;
  }
  // A comma before the cue without the one that opens the apposition: the clause before is no name.
  if (commas === 1 && first > 0 && gap.includes(',')) {
    const before = words[first - 1];
    if (before && before.start >= from && !lexicon.stops.has(before.key)) return null;
  }
  while (first < index - 1 && lexicon.notSource.has(words[first]?.key ?? '')) first += 1;
  const start = words[first];
  if (!start || lexicon.notSource.has(start.key) || lexicon.stops.has(start.key)) return null;
  return { start: start.start, end: last.end };
}

/**
 * The noun phrase that begins after word `index` (`said Mara Oakes, the harbour master,`): up to a
 * comma, a preposition of time, a conjunction; an apposition after the comma is taken too.
 */
export function phraseAfter(
  sentence: Sentence,
  index: number,
  options: { readonly anyFirst?: boolean; readonly apposition?: boolean } = {},
): Fragment | null {
  const { text, words, quotes, lexicon } = sentence;
  let at = index + 1;
  // French inserts a t: affirme-t-il.
  if (words[at]?.key === 't' && text.slice(words[index]?.end ?? 0, words[at]?.start ?? 0) === '-') {
    at += 1;
  }
  const first = words[at];
  const cue = words[index];
  if (!first || !cue || isInside(first, quotes)) return null;
  if (!/^[\s’'\-\u2011]*$/u.test(text.slice(words[at - 1]?.end ?? cue.end, first.start)))
    return null;
  if (lexicon.pronouns.has(first.key)) return { start: first.start, end: first.end };
  if (!options.anyFirst && (lexicon.notSource.has(first.key) || lexicon.stops.has(first.key))) {
    return null;
  }
  let last = at;
  for (let next = at + 1; next < words.length && next - at < LONGEST; next += 1) {
    const [left, word] = [words[next - 1], words[next]];
    if (!left || !word || isInside(word, quotes)) break;
    const between = text.slice(left.end, word.start);
    if (/[,]/.test(between) || WALL.test(between.replace(/\./, ''))) break;
    if (
      between.includes('.') &&
      !/^\p{Lu}$/u.test(text.slice(left.start, left.end)) &&
      !isTitle(left.key)
    )
      break;
    if (lexicon.stops.has(word.key)) break;
    if (!options.anyFirst && isTime(word.key, lexicon.notSource, left.capitalised)) break;
    last = next;
  }
  const end = (options.apposition === false ? null : apposition(sentence, last)) ?? last;
  return { start: first.start, end: words[end]?.end ?? first.end };
}

function isTitle(key: string): boolean {
  return ['mr', 'mrs', 'ms', 'dr', 'sen', 'rep', 'gov', 'gen', 'm', 'st', 'prof', 'jr'].includes(
    key,
  );
}

/** `said Oakes on Friday`: a preposition ends the name, unless it belongs to a title (`of`, `de`). */
function isTime(key: string, notSource: ReadonlySet<string>, afterName: boolean): boolean {
  if (['of', 'de', 'd', 'for', 'von', 'del', 'à', 'au', 'aux'].includes(key)) return false;
  return afterName
    ? notSource.has(key)
    : notSource.has(key) && !['et', 'and', 'und', 'y'].includes(key);
}

const RELATIVES = new Set(['who', 'qui', 'quien']);

function isPlainNoun(key: string, lexicon: CueLexicon): boolean {
  if (RELATIVES.has(key)) return true;
  const { stops, notSource, pronouns, complementisers, finite, adverbs } = lexicon;
  return ![stops, notSource, pronouns, complementisers, finite, adverbs].some((set) =>
    set.has(key),
  );
}

/** Index of the last word of `, the harbour master` after word `last`; null without one. */
function apposition({ text, words, quotes, lexicon }: Sentence, last: number): number | null {
  const [name, next] = [words[last], words[last + 1]];
  if (!name || !next || text.slice(name.end, next.start) !== ', ') return null;
  if (next.capitalised || !isPlainNoun(next.key, lexicon)) return null;
  let end = last + 1;
  for (let at = last + 2; at < words.length && at - last <= LONGEST; at += 1) {
    const [left, word] = [words[at - 1], words[at]];
    if (!left || !word || isInside(word, quotes)) break;
    if (/[,]/.test(text.slice(left.end, word.start)) || WALL.test(text.slice(left.end, word.start)))
      break;
    end = at;
  }
  return end;
}
