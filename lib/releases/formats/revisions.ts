import type { ExportAnnotation, ExportArticle } from '@/lib/releases/schema';

/** Each annotation's revisions, the annotations in text order. */
export function revisionsOf({ annotations, earlier }: ExportArticle) {
  const before = new Map<string, ExportAnnotation[]>();
  for (const one of earlier) {
    const others = before.get(one.id);
    if (others) others.push(one);
    else before.set(one.id, [one]);
  }
  return annotations.flatMap((head) => [
    ...(before.get(head.id) ?? []).map((one) => ({ one, isHead: false })),
    { one: head, isHead: true },
  ]);
}
