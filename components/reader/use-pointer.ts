'use client';

import { useEffect } from 'react';
import { isCollapsed } from './model/selection';
import { useReader } from './reader-context';

/**
 * Hover and click on highlights, which are no elements: the character under the pointer is looked
 * up among the annotations.
 */
export function usePointer(): void {
  const { model, dom } = useReader();

  useEffect(() => {
    let frame = 0;
    let last: PointerEvent | null = null;

    const shownAt = (x: number, y: number): string[] => {
      const offset = dom.get()?.characterAt(x, y) ?? null;
      if (offset === null) return [];
      return model.store.spans.at(offset).filter((id) => {
        const head = model.store.get(id);
        return head !== undefined && model.isShown(head);
      });
    };
    const look = () => {
      frame = 0;
      if (!last || model.selecting.get()) return;
      const inText = last.target instanceof Element && last.target.closest('[data-reader-text]');
      model.hover.set(inText ? (shownAt(last.clientX, last.clientY)[0] ?? null) : null);
    };
    const onMove = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      const target = event.target instanceof Element ? event.target : null;
      // Entries of the list set the hover themselves.
      if (target?.closest('[data-reader-part]')) return;
      last = event;
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    /** Each further click on the same place goes one annotation outward. */
    const onClick = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (!target?.closest('[data-reader-text]')) return;
      const selection = model.selection.get();
      if (selection && !isCollapsed(selection)) return;
      const ids = shownAt(event.clientX, event.clientY);
      const now = model.active.get();
      const next = ids[(ids.indexOf(now ?? '') + 1) % Math.max(1, ids.length)] ?? null;
      model.active.set(next);
      model.preview.set(null);
    };

    document.addEventListener('pointermove', onMove, { passive: true });
    document.addEventListener('click', onClick);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('click', onClick);
    };
  }, [model, dom]);
}
