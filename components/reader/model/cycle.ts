import type { ReaderModel } from './reader-model';

/**
 * The shown annotations under the caret (on either side of it), the shortest first. Without any, those
 * under the active annotation's first character.
 */
export function annotationsAtCaret(model: ReaderModel): string[] {
  const at = (offset: number) =>
    model.store.spans.at(offset).filter((id) => {
      const head = model.store.get(id);
      return head !== undefined && model.isShown(head);
    });
  const caret = model.selection.get()?.head;
  const here = caret === undefined ? [] : [...new Set([...at(caret), ...at(caret - 1)])];
  const active = model.active.get();
  if (here.length > 0 && (active === null || here.includes(active))) return here;
  const extent = active === null ? null : model.extentOf(active);
  const under = extent ? at(extent.start) : [];
  return here.length > 0 && under.length < 2 ? here : under;
}

/** The next one of them after the active one, round and round; null when there is none. */
export function nextAtCaret(
  model: ReaderModel,
): { id: string; place: number; count: number } | null {
  const all = annotationsAtCaret(model);
  const index = (all.indexOf(model.active.get() ?? '') + 1) % Math.max(1, all.length);
  const id = all[index];
  return id === undefined ? null : { id, place: index + 1, count: all.length };
}
