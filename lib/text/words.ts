import { fold } from './fold';

/** A word as search counts them, with its place. UTF-16 units, half-open. */
export interface FoundWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const RUN = /[\p{L}\p{M}\p{N}\u00ad\u0640\u200c\u200d]+/gu;
/** Scripts without blanks between words: each of their characters counts as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/u;
const PIECES = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source}).)+`, 'gu');
const NOT_IN_WORD = /[^\p{L}\p{M}\p{N}]/gu;
/** Longer runs are no words (encoded data); their beginning stands for them. UTF-16 units. */
const LONGEST = 100;

const known = new Map<string, string>();

function foldWord(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  let folded = fold(word).replace(NOT_IN_WORD, '');
  if (folded.length > LONGEST) folded = cut(folded);
  if (known.size > 200_000) known.clear();
  known.set(word, folded);
  return folded;
}

/** Not within a surrogate pair. */
function cut(word: string): string {
  const last = word.charCodeAt(LONGEST - 1);
  return word.slice(0, last >= 0xd800 && last < 0xdc00 ? LONGEST - 1 : LONGEST);
}

/**
 * The words of a text in order: runs of letters, marks and digits. Hyphens, apostrophes and other
 * signs part words, so that `porte-parole` and `l'agence` are two words each, in the index as in a
 * query.
 */
export function findWords(text: string): FoundWord[] {
  const words: FoundWord[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!UNSPACED.test(run)) {
      const folded = foldWord(run);
      if (folded !== '') words.push({ folded, start: index, end: index + run.length });
      continue;
    }
    for (const { 0: piece, index: within } of run.matchAll(PIECES)) {
      const folded = foldWord(piece);
      const start = index + within;
      if (folded !== '') words.push({ folded, start, end: start + piece.length });
    }
  }
  return words;
}
