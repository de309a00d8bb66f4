import { groupBy } from '@/lib/group-by';
import type { ExportArticle } from '@/lib/releases/schema';

/** Each annotation's revisions, the annotations in text order. */
export function revisionsOf({ annotations, earlier }: ExportArticle) {
  const before = groupBy(earlier, ({ id }) => id);
  return annotations.flatMap((head) => [
    ...(before.get(head.id) ?? []).map((one) => ({ one, isHead: false })),
    { one: head, isHead: true },
  ]);
}
