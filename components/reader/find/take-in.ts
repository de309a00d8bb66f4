import type { AnnotationChange } from '@/lib/annotations/schema';
import type { ReaderModel } from '../model/reader-model';

/** Shows what a command outside the reader's own queue has changed in this article. */
export function takeIn(model: ReaderModel, change: AnnotationChange): void {
  model.store.confirm(change);
  model.coding.set(change.coding);
  model.codings.update((codings) => [
    ...codings.filter(({ id }) => id !== change.coding.id),
    change.coding,
  ]);
  model.undo.set(change.undo);
  const active = model.active.get();
  if (active !== null && !model.store.get(active)) model.active.set(null);
}
