import { err, ok, type Result } from '@/lib/result/result';
import { codePointLength } from './offsets';

/** Stored with each article version: which rules made its text. A change of rules is a new id. */
export type CanonicaliserId = 'sourcemark/1' | 'verbatim';

export interface CanonicalText {
  readonly text: string;
  readonly canonicaliser: CanonicaliserId;
  /** Length of `text` in code points. */
  readonly length: number;
}

/** Between two paragraphs of a canonical text: one blank line. */
export const PARAGRAPH_BREAK = '\n\n';

/**
 * Makes the canonical text of rules `sourcemark/1`: NFC, LF, no trailing white space on a line,
 * no blank line at either end, paragraphs parted by exactly one blank line; everything else kept,
 * single newlines too. Paragraphs are what blank lines part: a reader of a format without blank
 * lines builds them itself (`joinParagraphs`). Idempotent. An empty text is not refused here.
 *
 * Fails with `invalid_input` on NUL and on lone surrogates, naming the code point position in `raw`.
 */
export function canonicalise(raw: string): Result<CanonicalText> {
  const refusal = refuseUnstorable(raw);
  if (refusal) return refusal;
  const unixLines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  // NFC first: a few spaces change into other spaces by it, and trimming must see the final ones.
  const text = partByOneBlankLine(unixLines.normalize('NFC').split('\n'));
  return ok({ text, canonicaliser: 'sourcemark/1', length: codePointLength(text) });
}

/**
 * Keeps a text that arrives with stand-off annotations as it is, so that its offsets stay true.
 * Fails as `canonicalise` does.
 */
export function verbatim(raw: string): Result<CanonicalText> {
  const refusal = refuseUnstorable(raw);
  if (refusal) return refusal;
  return ok({ text: raw, canonicaliser: 'verbatim', length: codePointLength(raw) });
}

/**
 * Joins paragraphs into one raw text for `canonicalise`, by one blank line, without the empty ones.
 * Newlines inside a paragraph are kept; a blank line inside one parts it.
 */
export function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph.trim() !== '').join(PARAGRAPH_BREAK);
}

function partByOneBlankLine(lines: readonly string[]): string {
  const kept: string[] = [];
  for (const line of lines) {
    const trimmed = line.trimEnd();
    const lastIsBlank = kept.length === 0 || kept[kept.length - 1] === '';
    if (trimmed !== '' || !lastIsBlank) kept.push(trimmed);
  }
  if (kept[kept.length - 1] === '') kept.pop();
  return kept.join('\n');
}

/** Without the u flag: one of a pair too. Much quicker, and most texts have none. */
const ANY_SURROGATE = /[\uD800-\uDFFF]/;

type Refusal = Extract<Result<never>, { ok: false }>;

function refuseUnstorable(raw: string): Refusal | null {
  const nul = raw.indexOf('\0');
  if (nul >= 0) return refuse('a NUL character (U+0000)', raw, nul);
  if (!ANY_SURROGATE.test(raw)) return null;
  // With the u flag a surrogate pair is one character, so this finds lone surrogates only.
  const surrogate = raw.search(/\p{Surrogate}/u);
  if (surrogate < 0) return null;
  const hex = raw.charCodeAt(surrogate).toString(16).toUpperCase();
  return refuse(`half of a surrogate pair (U+${hex})`, raw, surrogate);
}

function refuse(what: string, raw: string, utf16: number): Refusal {
  const position = codePointLength(raw.slice(0, utf16));
  return err('invalid_input', `The text holds ${what} at position ${position}.`, {
    field: 'text',
    details: { position },
  });
}
