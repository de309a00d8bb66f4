import { type CanonicaliserId, PARAGRAPH_BREAK } from './canonicalise';
import { codePointLength } from './offsets';

export interface Paragraph {
  readonly index: number;
  /** Code points from the start of the article's text; the line breaks around it are outside. */
  readonly start: number;
  /** Half-open. */
  readonly end: number;
  readonly text: string;
}

/**
 * The paragraphs of an article's text in order. A canonical text is parted at its blank lines; a
 * verbatim one at every newline (LF, CR or CRLF), since its layout is not ours. Empty paragraphs
 * are left out; between two paragraphs stand only line breaks.
 */
export function splitParagraphs(text: string, canonicaliser: CanonicaliserId): Paragraph[] {
  const separator = canonicaliser === 'verbatim' ? /(\r\n?|\n)/ : PARAGRAPH_BREAK;
  const paragraphs: Paragraph[] = [];
  let offset = 0;
  // Splitting by a capturing pattern yields the separators too, so every character is counted.
  for (const [position, part] of text.split(separator).entries()) {
    const length = codePointLength(part);
    const isSeparator = canonicaliser === 'verbatim' && position % 2 === 1;
    if (canonicaliser !== 'verbatim' && position > 0) offset += PARAGRAPH_BREAK.length;
    if (length > 0 && !isSeparator) {
      const index = paragraphs.length;
      paragraphs.push({ index, start: offset, end: offset + length, text: part });
    }
    offset += length;
  }
  return paragraphs;
}
