import type { ExportArticle } from '@/lib/releases/schema';

/** Each annotation's revisions, the annotations in text order. */
export function revisionsOf({ annotations, earlier }: ExportArticle) {
  const before = groupBy(earlier, ({ id }) => id);
  return annotations.flatMap((head) => [
    ...(before.get(head.id) ?? []).map((one) => ({ one, isHead: false })),
    { one: head, isHead: true },
  ]);
}

/** Rows by what `keyOf` says of them, in their order. */
export function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
