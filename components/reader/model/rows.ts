import type { AnnotationDto } from '@/lib/annotations/schema';
import type { AnnotationStore } from './annotation-store';
import { type Filters, NO_FILTERS, passes } from './filters';
import { compareInText, type OrderKey } from './text-order';

/** One entry of the margin list: an annotation, and for an attribution the spans that it joins. */
type Row = OrderKey;

/**
 * The margin list in text order. A span that a shown attribution joins stands in that attribution's
 * card and not a second time on its own. Article labels stand under the headline instead.
 */
export function rowsOf(store: AnnotationStore, filters: Filters): Row[] {
  if (filters === NO_FILTERS) return store.listed.all.slice();
  return store.order.all.filter(({ id }) => {
    const head = store.get(id);
    if (!head || head.kind === 'article') return false;
    if (!passes(head, filters)) return false;
    return head.kind !== 'span' || !isInShownComposite(store, head, filters);
  });
}

function isInShownComposite(
  store: AnnotationStore,
  head: AnnotationDto,
  filters: Filters,
): boolean {
  if (!store.isMember(head.id)) return false;
  return store.compositesOf(head.id).some((id) => {
    const composite = store.get(id);
    return composite !== undefined && passes(composite, filters);
  });
}

/**
 * Index of the row that shows the annotation: its own, or that of the attribution it is part of; -1
 * when there is none.
 */
export function rowIndexOf(rows: readonly Row[], store: AnnotationStore, id: string): number {
  const own = bisect(rows, store, id);
  if (own >= 0) return own;
  const holders = store.compositesOf(id).map((holder) => bisect(rows, store, holder));
  const found = holders.filter((index) => index >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

function bisect(rows: readonly Row[], store: AnnotationStore, id: string): number {
  const key = store.order.keyOf(id);
  if (!key) return -1;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other && compareInText(other, key) < 0) low = middle + 1;
    else high = middle;
  }
  return rows[low]?.id === id ? low : -1;
}

/** Index of the last row that starts at or before the offset; 0 without one. */
export function rowAt(rows: readonly Row[], offset: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, rows.length - 1));
}

/** Every shown annotation in the order of the j and k keys: spans and article labels, one by one. */
export function stops(store: AnnotationStore, filters: Filters): string[] {
  return store.order.all
    .filter(({ id }) => {
      const head = store.get(id);
      return head !== undefined && passes(head, filters);
    })
    .map(({ id }) => id);
}
