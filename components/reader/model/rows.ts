import type { AnnotationDto } from '@/lib/annotations/schema';
import type { AnnotationStore } from './annotation-store';
import { type Filters, NO_FILTERS, passes } from './filters';

/** One entry of the margin list: an annotation, and for an attribution the spans that it joins. */
interface Row {
  readonly head: AnnotationDto;
  /** First character, code points; -1 for what belongs to the whole article. */
  readonly start: number;
}

/**
 * The margin list in text order. A span that a shown attribution joins stands in that attribution's
 * card and not a second time on its own. Article labels stand under the headline instead.
 */
export function rowsOf(store: AnnotationStore, filters: Filters): Row[] {
  const rows: Row[] = [];
  for (const { id, start } of store.order.all) {
    const head = store.get(id);
    if (!head || head.kind === 'article') continue;
    if (filters !== NO_FILTERS && !passes(head, filters)) continue;
    if (head.kind === 'span' && isInShownComposite(store, head, filters)) continue;
    rows.push({ head, start });
  }
  return rows;
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

/** Index of the row that shows the annotation: its own, or that of the attribution it is part of. */
export function rowIndexOf(rows: readonly Row[], store: AnnotationStore, id: string): number {
  const own = rows.findIndex((row) => row.head.id === id);
  if (own >= 0) return own;
  const composites = new Set(store.compositesOf(id));
  return rows.findIndex((row) => composites.has(row.head.id));
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
