import type { Fragment } from '@/lib/text/fragments';
import type { CueLexicon } from './lexicon';
import type { Word } from './words';

/** One sentence prepared for the rules. UTF-16 units of the whole text. */
export interface Sentence extends Fragment {
  readonly text: string;
  readonly words: readonly Word[];
  /** Outermost quotations that touch it, marks included. */
  readonly quotes: readonly Fragment[];
  readonly lexicon: CueLexicon;
}

export function isInside(place: Fragment, stretches: readonly Fragment[]): boolean {
  return stretches.some(({ start, end }) => start <= place.start && place.end <= end);
}

/** Number of the sentence's words that lie wholly between two places. */
export function countWords({ words }: Sentence, start: number, end: number): number {
  let count = 0;
  for (const word of words) if (word.start >= start && word.end <= end) count += 1;
  return count;
}

/** A stretch without the spaces and loose punctuation at its ends; null when nothing is left. */
export function tidy(sentence: Sentence, start: number, end: number): Fragment | null {
  const words = sentence.text.slice(start, Math.max(start, end));
  const left = words.length - words.replace(/^[\s,;:.!?…–—-]+/u, '').length;
  const right = words.length - words.trimEnd().replace(/[\s,;:.–—-]+$/u, '').length;
  return left + right < words.length ? { start: start + left, end: end - right } : null;
}

/** How much of a content is quoted (codebook attribute `quotation`). */
export function quotationOf(
  { text, quotes }: Sentence,
  fragments: readonly Fragment[],
): 'direct' | 'indirect' | 'mixed' {
  let quoted = 0;
  let own = 0;
  for (const { start, end } of fragments) {
    let at = start;
    for (const quote of quotes) {
      if (quote.end <= at || quote.start >= end) continue;
      own += letters(text.slice(at, Math.max(at, quote.start)));
      quoted += letters(text.slice(Math.max(at, quote.start), Math.min(end, quote.end)));
      at = Math.min(end, quote.end);
    }
    own += letters(text.slice(at, end));
  }
  if (quoted === 0) return 'indirect';
  return own === 0 ? 'direct' : 'mixed';
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
