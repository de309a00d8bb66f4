/** A line of a page. Lengths are in points; `y` grows upwards, as in PDF. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Of its letters. */
  readonly size: number;
}

/** A gap above this many line heights parts paragraphs. */
const GAP = 1.6;
/** Letters that differ by more are another paragraph: a heading, a caption. */
const SIZE_CHANGE = 0.15;
/** Pages on which a line must stand at the same height to be furniture. */
const RUNNING = 3;

/**
 * The paragraphs of a document's pages. A page says only where its letters stand: lines are put
 * together by their distance and size, words that were cut at a line's end are whole again, and what
 * runs through the pages at one height (titles, page numbers) is left out.
 */
export function toParagraphs(pages: readonly (readonly PdfLine[])[]): string[] {
  const running = runningLines(pages);
  const paragraphs: string[] = [];
  let last: PdfLine | null = null;
  for (const [pageNo, page] of pages.entries()) {
    let isFirst = true;
    for (const line of page) {
      if (running.has(placeOf(line))) continue;
      const open = paragraphs.at(-1);
      const goesOn =
        last !== null &&
        open !== undefined &&
        (isFirst && pageNo > 0 ? runsOver(open, line) : follows(last, line, open));
      if (goesOn) paragraphs[paragraphs.length - 1] = joined(open, line.text);
      else paragraphs.push(line.text.trim());
      last = line;
      isFirst = false;
    }
  }
  return paragraphs.filter((paragraph) => paragraph !== '');
}

/** On one page: close below, of one size. At the head of a column: a sentence that is not at its end. */
function follows(last: PdfLine, line: PdfLine, open: string): boolean {
  if (Math.abs(line.size - last.size) > SIZE_CHANGE * last.size) return false;
  const down = last.y - line.y;
  if (down < -last.size / 2) return runsOver(open, line);
  return down <= GAP * Math.max(last.size, line.size);
}

function runsOver(open: string, { text }: PdfLine): boolean {
  return !/[.!?…:;»”"')\]]$/.test(open) && /^[\p{Ll}\d(«“"']/u.test(text.trim());
}

/** A word that was cut is whole again where the next line goes on in small letters. */
function joined(open: string, text: string): string {
  const next = text.trim();
  if (/\p{L}[-\u00ad\u2010]$/u.test(open) && /^\p{Ll}/u.test(next)) return open.slice(0, -1) + next;
  return `${open} ${next}`;
}

/** Height and words, figures apart: page numbers differ. */
function placeOf({ text, y }: PdfLine): string {
  return `${Math.round(y / 3)} ${text.trim().replace(/\d+/g, '#')}`;
}

function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const place of new Set(page.map(placeOf))) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= RUNNING).map(([place]) => place));
}
