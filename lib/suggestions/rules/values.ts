import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import type { QuotationKind } from './attributions';
import { CueFinder } from './cues';
import type { CueKind } from './lexicon';
import { lexiconFor } from './lexicons';
import type { Quotation } from './quotations';
import { wordsOf } from './words';

/**
 * How much of a marked content stands between quotation marks: all of it, some, nothing. Offsets are
 * code points; null for no passage.
 */
export function quotationKindOf(
  text: string,
  fragments: readonly Fragment[],
  quotations: readonly Quotation[],
): QuotationKind | null {
  const map = createOffsetMap(text);
  const outer = quotations.filter(({ depth }) => depth === 0);
  let quoted = 0;
  let all = 0;
  for (const { start, end } of fragments) {
    if (end > map.length) return null;
    all += letters(map.slice(start, end));
    for (const quote of outer) {
      const [from, to] = [Math.max(start, quote.start), Math.min(end, quote.end)];
      if (from < to) quoted += letters(map.slice(from, to));
    }
  }
  if (all === 0) return null;
  if (quoted === 0) return 'indirect';
  return quoted === all ? 'direct' : 'mixed';
}

/** By what means the words of a marked cue make the link; null when the lists know none of them. */
export function cueKindOf(words: string, language: string | null): CueKind | null {
  if (words.trim() !== '' && !/[\p{L}\p{N}]/u.test(words)) return 'punctuation';
  const lexicon = lexiconFor(language);
  if (!lexicon) return null;
  const found = wordsOf(words, 0, words.length);
  // `claim`, alone: a verb or a noun.
  const [only] = found;
  const isBoth = only && lexicon.nouns.has(only.key) && lexicon.finite.has(only.key);
  if (found.length === 1 && isBoth) return null;
  const [cue] = new CueFinder(lexicon).find(words, found, () => false);
  if (cue) return cue.kind;
  // A noun alone: its clause is not part of the cue.
  return found.some(({ key }) => lexicon.nouns.has(key)) ? 'noun' : null;
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
