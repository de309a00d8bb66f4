import type { CanonicaliserId } from '@/lib/text/canonicalise';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap } from '@/lib/text/offsets';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { markAt } from './marks';
import { type Mark, pairMarks } from './pair-marks';

/** One passage between quotation marks, these included. Code points, half-open. */
export interface Quotation extends Fragment {
  /** The words without the marks and the spaces beside them. */
  readonly inner: Fragment;
  /** 0 outermost, 1 a quotation inside a quotation, and so on. */
  readonly depth: number;
  /** The opening and the closing mark. */
  readonly marks: string;
  /** Runs over a paragraph's end. */
  readonly multiParagraph: boolean;
}

/** A mark that opens and is never closed. Code points. */
export interface UnclosedMark {
  readonly offset: number;
  readonly mark: string;
}

export interface QuotationScan {
  /** In the order of their beginnings; an outer one before those inside it. */
  readonly quotations: readonly Quotation[];
  readonly unclosed: readonly UnclosedMark[];
}

/**
 * Finds quotations by their typography alone, in any language and any text. Marks that open each
 * paragraph of a long quotation anew belong to it; an apostrophe is none; what is opened and never
 * closed is reported and not guessed. Linear in the text.
 */
export function findQuotations(text: string, canonicaliser: CanonicaliserId): QuotationScan {
  const map = createOffsetMap(text);
  const { pairs, unclosed } = pairMarks(
    listMarks(text, canonicaliser, (offset) => map.toUtf16(offset)),
  );
  const quotations = pairs.flatMap(({ open, close, depth }): Quotation[] => {
    const inner = trim(text, open.at + open.mark.length, close.at);
    if (!inner) return [];
    return [
      {
        start: map.toCodePoint(open.at),
        end: map.toCodePoint(close.at + close.mark.length),
        inner: { start: map.toCodePoint(inner.start), end: map.toCodePoint(inner.end) },
        depth,
        marks: open.mark + close.mark,
        multiParagraph: open.paragraph !== close.paragraph,
      },
    ];
  });
  return {
    quotations: quotations.toSorted((a, b) => a.start - b.start || b.end - a.end),
    unclosed: unclosed
      // A single mark without a partner is an apostrophe ('tis, rock ’n’ roll).
      .filter(({ mark }) => mark !== "'" && mark !== '‘')
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, mark }) => ({ offset: map.toCodePoint(at), mark })),
  };
}

/** The stretch without white space at its ends, UTF-16 units; null when nothing else is there. */
function trim(text: string, start: number, end: number): Fragment | null {
  const words = text.slice(start, end);
  const left = words.length - words.trimStart().length;
  const right = words.length - words.trimEnd().length;
  return left < words.length ? { start: start + left, end: end - right } : null;
}

function listMarks(
  text: string,
  canonicaliser: CanonicaliserId,
  toUtf16: (offset: number) => number,
): Mark[] {
  const marks: Mark[] = [];
  for (const paragraph of splitParagraphs(text, canonicaliser)) {
    const base = toUtf16(paragraph.start);
    const words = paragraph.text;
    const indent = words.length - words.trimStart().length;
    for (let i = 0; i < words.length; i += 1) {
      const mark = markAt(words, i);
      if (mark === '') continue;
      marks.push({
        mark,
        at: base + i,
        paragraph: paragraph.index,
        first: i === indent,
        before: words[i - 1] ?? '',
        after: words[i + mark.length] ?? '',
        ahead: words.slice(i + 1, i + 8),
      });
      i += mark.length - 1;
    }
  }
  return marks;
}
