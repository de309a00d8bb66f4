import fc from 'fast-check';
import type { Fragment } from './fragments';

/** Pieces that break careless text code: beyond the basic plane, joined, combining, from the right. */
const AWKWARD = [
  '😀',
  '👩‍👩‍👧',
  '🇫🇷',
  '𝒳',
  'e\u0301',
  'é',
  '\u0301',
  'a\u0323\u0307',
  'مرحبا',
  'שלום',
  '\u200f',
  '中文',
  '한국',
  'l’État',
  "l'eau",
  ' ',
  '  ',
  '\u00a0',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '. ',
  'Mot',
  '…',
  '\ufeff',
];

/** Any Unicode text without lone surrogates (NUL is possible), rich in awkward pieces. */
export const anyText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 6 }) },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** Any text that may be stored. */
export const storableText = anyText.map((text) => text.replaceAll('\0', ''));

/** A range within a text of `length` code points; never empty when the text is not. */
export function anyRange(length: number): fc.Arbitrary<Fragment> {
  if (length === 0) return fc.constant({ start: 0, end: 0 });
  return fc
    .tuple(fc.nat(length - 1), fc.nat(length - 1))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));
}
