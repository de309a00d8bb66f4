import type { Fragment } from '@/lib/text/fragments';
import { codePointLength } from '@/lib/text/offsets';

/** Words of an article: one stretch, or several of a discontinuous passage, in text order. */
export type Words = string | readonly string[];

const WORD_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const WORD_AFTER = /^[\p{L}\p{M}\p{N}]/u;

/** Where the words stand as whole words (UTF-16 units). */
function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const cutBefore = WORD_AFTER.test(words) && WORD_BEFORE.test(text.slice(0, at));
    const cutAfter = WORD_BEFORE.test(words) && WORD_AFTER.test(text.slice(at + words.length));
    if (!cutBefore && !cutAfter) found.push(at);
  }
  return found;
}

/**
 * Where the words stand, in code points. `within` is a stretch that occurs once in the text; in it
 * the first words occur once, and each further part is the next after the one before. Throws
 * otherwise: a demo must say what it means.
 */
export function locate(text: string, words: Words, within: string = text): Fragment[] {
  const [base, ...more] = within === text ? [0] : occurrences(text, within);
  if (base === undefined || more.length > 0) {
    throw new Error(`The demo text has “${within}” ${base === undefined ? 'nowhere' : 'twice'}.`);
  }
  const list = typeof words === 'string' ? [words] : words;
  let from = 0;
  return list.map((part, index) => {
    const [at, second] = occurrences(within, part).filter((place) => place >= from);
    if (at === undefined || (index === 0 && second !== undefined)) {
      throw new Error(`“${part}” is ${at === undefined ? 'not' : 'twice'} in “${within}”.`);
    }
    from = at + part.length;
    const start = codePointLength(text.slice(0, base + at));
    return { start, end: start + codePointLength(part) };
  });
}
