/** Something beside the text, from top to bottom. Article coordinates, CSS pixels. */
export interface LaneItem {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A column for each item, 0 next to the text: the shortest are placed first, each in the first column
 * where nothing stands beside it, so that what holds others stands outside them. Columns past `most`
 * share the last one.
 */
export function laneColumns(items: readonly LaneItem[], most: number): Map<string, number> {
  const columns: LaneItem[][] = [];
  const placed = new Map<string, number>();
  const inOrder = items.toSorted(
    (a, b) => a.bottom - a.top - (b.bottom - b.top) || a.top - b.top || (a.id < b.id ? -1 : 1),
  );
  for (const item of inOrder) {
    let column = columns.findIndex((others) =>
      others.every((other) => other.bottom <= item.top || other.top >= item.bottom),
    );
    if (column < 0) column = columns.length;
    const kept = Math.min(column, most - 1);
    const others = columns[kept] ?? [];
    others.push(item);
    columns[kept] = others;
    placed.set(item.id, kept);
  }
  return placed;
}

export interface LaneLabels {
  /** Where each label stands. */
  readonly tops: ReadonlyMap<string, number>;
  /** Places where labels did not fit, and the items that lack one. */
  readonly more: readonly { readonly top: number; readonly ids: readonly string[] }[];
}

/**
 * Labels beside their items, from top to bottom, none over another and none farther than `drift`
 * below the place that it belongs to: those that would be are counted in one sign instead.
 */
export function laneLabels(items: readonly LaneItem[], height: number, drift: number): LaneLabels {
  const tops = new Map<string, number>();
  const more: { top: number; ids: string[] }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const item of items.toSorted((a, b) => a.top - b.top || b.bottom - a.bottom)) {
    const top = Math.max(item.top, free);
    const last = more.at(-1);
    if (top - item.top <= drift) {
      tops.set(item.id, top);
      free = top + height;
    } else if (last && last.top + height >= free) {
      last.ids.push(item.id);
    } else {
      more.push({ top: free, ids: [item.id] });
      free += height;
    }
  }
  return { tops, more };
}
