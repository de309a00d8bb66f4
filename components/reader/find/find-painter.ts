import type { Fragment } from '@/lib/text/fragments';
import { canPaint } from '../dom/highlight-painter';
import type { TextDom } from '../dom/text-dom';
import type { PositionIndex } from '../model/position-index';

const FOUND = 'sm-find';
const CURRENT = 'sm-find-current';

// Above the labels' colours. The current place differs by its line too, not by colour alone.
const CSS_TEXT = `
::highlight(${FOUND}) { background-color: light-dark(#ffe98a, #6b5900); color: light-dark(#1d1a00, #fff8d6); }
::highlight(${CURRENT}) { background-color: light-dark(#ff9e3d, #b85c00); color: light-dark(#1f0d00, #ffffff); text-decoration: underline double; text-underline-offset: 3px; }
@media (forced-colors: active) {
  ::highlight(${FOUND}) { background-color: Mark; color: MarkText; }
  ::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText; }
}`;

/** Adds the style sheet to the document; constructed sheets need no nonce. Returns its removal. */
export function adoptFindStyles(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS_TEXT);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

/** Paints what was found, near the window alone: thousands of places cost no more than a screenful. */
export function paintPlaces(
  dom: TextDom,
  positions: PositionIndex,
  seen: readonly number[],
  places: readonly Fragment[],
  current: Fragment | null,
): void {
  if (!canPaint()) return;
  const found = new Highlight();
  found.priority = 100;
  for (const index of seen) {
    const chunk = positions.chunks[index];
    if (!chunk) continue;
    for (let at = firstEndingAfter(places, chunk.start); at < places.length; at += 1) {
      const place = places[at];
      if (!place || place.start >= chunk.end) break;
      for (const range of dom.staticRanges(place, index)) found.add(range);
    }
  }
  CSS.highlights.set(FOUND, found);
  const range = current && dom.range(current);
  if (range) {
    const shown = new Highlight(range);
    shown.priority = 101;
    CSS.highlights.set(CURRENT, shown);
  } else CSS.highlights.delete(CURRENT);
}

export function clearPlaces(): void {
  if (!canPaint()) return;
  CSS.highlights.delete(FOUND);
  CSS.highlights.delete(CURRENT);
}

/** Index of the first place that ends behind the offset; places are in order and do not overlap. */
function firstEndingAfter(places: readonly Fragment[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
