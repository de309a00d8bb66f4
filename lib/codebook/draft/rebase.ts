import type { CodebookDocument } from '../schema';
import { draftOf } from './convert';
import { sameJson } from './edits';
import { type Draft, type DraftItem, LISTS, type ListName } from './schema';

/**
 * The draft with what a newer version brought since the draft began: items that the newer one added,
 * and its changes of items that the draft left alone. Where both changed an item, the draft's stays.
 */
export function rebaseDraft(
  draft: Draft,
  base: CodebookDocument,
  newer: CodebookDocument,
): { readonly draft: Draft; readonly taken: number; readonly kept: number } {
  const [before, after] = [draftOf(base), draftOf(newer)];
  let taken = 0;
  let kept = 0;
  const merged = (list: ListName): DraftItem[] => {
    const find = (items: readonly DraftItem[], id: string) => items.find((item) => item.id === id);
    const mine: readonly DraftItem[] = draft[list];
    const items = mine.map((item) => {
      const theirs = find(after[list], item.id);
      const was = find(before[list], item.id);
      if (theirs === undefined || was === undefined || sameJson(theirs, was)) return item;
      if (sameJson(item, was)) {
        taken += 1;
        return theirs;
      }
      if (!sameJson(item, theirs)) kept += 1;
      return item;
    });
    for (const theirs of after[list] as readonly DraftItem[]) {
      if (find(before[list], theirs.id) !== undefined || find(mine, theirs.id) !== undefined)
        continue;
      taken += 1;
      items.push(theirs);
    }
    return items;
  };
  const lists = Object.fromEntries(LISTS.map((list) => [list, merged(list)]));
  return { draft: { ...draft, ...lists } as Draft, taken, kept };
}
