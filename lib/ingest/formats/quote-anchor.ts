import type { Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import { type OffsetUnit, resolveSpan, shorten } from './quoted-span';

/** What selectors of one target say: a position, a quote with its surroundings, or both. */
export interface Selected {
  readonly position: { readonly start: number; readonly end: number } | null;
  readonly quote: {
    readonly exact: string;
    readonly prefix: string;
    readonly suffix: string;
  } | null;
}

export interface Anchored {
  readonly fragment: Fragment;
  /** How it was found: the unit in which the position gives the quote, or the quote alone. */
  readonly by: OffsetUnit | 'quote';
}

/** So much of the surroundings tells two places apart. UTF-16 units, blanks not counted. */
const CONTEXT = 64;

/**
 * The passage that selectors mean, in code points: at the position, in the unit that makes it the
 * quote (code points, as the standard has it, then UTF-16, as browsers count); else where the quote
 * stands, its blanks as they may be, by its surroundings where it stands several times. Tools count
 * from the beginning of a page, of which a text is a part, so that a position is often elsewhere.
 * Answers why where nothing fits.
 */
export function anchorQuote(
  text: string,
  map: OffsetMap,
  { position, quote }: Selected,
): Anchored | string {
  if (position) {
    const span = { ...position, quote: quote?.exact ?? null };
    const found = resolveSpan(text, map, span, 'codePoints');
    if (typeof found !== 'string') return { fragment: found.fragment, by: found.unit };
    if (!quote) return found;
  }
  if (!quote || quote.exact.trim() === '') return 'It says neither where it stands nor its words.';
  const flat = flatten(text);
  const wanted = flatten(quote.exact.normalize('NFC')).letters;
  const places: number[] = [];
  for (let at = flat.letters.indexOf(wanted); at >= 0; at = flat.letters.indexOf(wanted, at + 1)) {
    places.push(at);
    if (places.length > 1000) break;
  }
  if (places.length === 0) return `“${shorten(quote.exact)}” does not stand in the article.`;
  const best = bestPlace(flat.letters, wanted.length, places, quote);
  if (best === null) {
    return `“${shorten(quote.exact)}” stands ${places.length} times in the article, and its surroundings do not tell which is meant.`;
  }
  const start = flat.at[best] ?? 0;
  const last = flat.at[best + wanted.length - 1] ?? start;
  const end = last + 1;
  return {
    fragment: { start: map.toCodePoint(start), end: map.toCodePoint(end, 'ceil') },
    by: 'quote',
  };
}

interface Flat {
  /** The text without blanks. */
  readonly letters: string;
  /** Where each unit stands in the text. */
  readonly at: readonly number[];
}

function flatten(text: string): Flat {
  const at: number[] = [];
  let letters = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index] ?? '';
    if (/\s/.test(unit)) continue;
    letters += unit;
    at.push(index);
  }
  return { letters, at };
}

/** The place whose surroundings agree furthest; null where two agree alike. */
function bestPlace(
  letters: string,
  length: number,
  places: readonly number[],
  { prefix, suffix }: NonNullable<Selected['quote']>,
): number | null {
  if (places.length === 1) return places[0] ?? null;
  const before = flatten(prefix.normalize('NFC')).letters.slice(-CONTEXT);
  const after = flatten(suffix.normalize('NFC')).letters.slice(0, CONTEXT);
  const scored = places
    .map((at) => ({ at, score: agree(letters, at, length, before, after) }))
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || (second && second.score === first.score)) return null;
  return first.at;
}

/** Units that agree next to the place, on both sides. */
function agree(letters: string, at: number, length: number, before: string, after: string): number {
  let left = 0;
  while (left < before.length && before.at(-1 - left) === letters[at - 1 - left]) left += 1;
  let right = 0;
  while (right < after.length && after[right] === letters[at + length + right]) right += 1;
  return left + right;
}
