import type { Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';

/** What offsets count. */
export type OffsetUnit = 'utf16' | 'codePoints';

export interface QuotedSpan {
  readonly start: number;
  readonly end: number;
  /** What the file says stands there; null when it does not say. */
  readonly quote: string | null;
}

/**
 * The passage of a text that a file means, in code points. The unit that the format states is tried
 * first against the quote, then the other one; without a quote the stated one is believed. Answers
 * why, with both strings, when neither gives the quote.
 */
export function resolveSpan(
  text: string,
  map: OffsetMap,
  { start, end, quote }: QuotedSpan,
  stated: OffsetUnit,
): { readonly fragment: Fragment; readonly unit: OffsetUnit } | string {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start >= end) {
    return `${start}–${end} is no passage.`;
  }
  const other: OffsetUnit = stated === 'utf16' ? 'codePoints' : 'utf16';
  for (const unit of quote === null ? [stated] : [stated, other]) {
    const fragment = toFragment(map, start, end, unit);
    if (!fragment) continue;
    const found = map.slice(fragment.start, fragment.end);
    if (quote === null || sameWords(found, quote)) return { fragment, unit };
  }
  const found =
    stated === 'utf16'
      ? text.slice(start, end)
      : map.slice(Math.min(start, map.length), Math.min(end, map.length));
  return `At ${start}–${end} stands “${shorten(found)}”, not “${shorten(quote ?? '')}”.`;
}

function toFragment(map: OffsetMap, start: number, end: number, unit: OffsetUnit): Fragment | null {
  if (unit === 'codePoints') return end <= map.length ? { start, end } : null;
  if (end > map.utf16Length) return null;
  return { start: map.toCodePoint(start), end: map.toCodePoint(end, 'ceil') };
}

/** Editors write a line break in a quote as a space, or as a backslash and an n. */
function sameWords(found: string, quote: string): boolean {
  return found === quote || blanks(found) === blanks(quote);
}

function blanks(text: string): string {
  return text.replaceAll('\\n', ' ').replace(/\s/g, ' ');
}

/** A quote as a message shows it: at most 60 code points and an ellipsis. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
}
