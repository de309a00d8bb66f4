'use client';

import { useEffect } from 'react';
import { isCollapsed, rangeOf } from './model/selection';
import { useReader } from './reader-context';

/** A selection by touch counts once its handles have rested this long. Milliseconds. */
const TOUCH_REST = 350;

/** A locked code waits this long for a second or third click that takes more. Milliseconds. */
const CLICK_REST = 320;

/** Keeps the browser's selection and the reader's the same, whichever moved. */
export function useTextSelection(): void {
  const { model, editor, dom } = useReader();

  useEffect(() => {
    let touch = false;
    let fromText = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let labelling: ReturnType<typeof setTimeout> | undefined;

    const onSelectionChange = () => {
      const read = dom.get()?.readSelection();
      // A selection elsewhere (a field of the palette) leaves the text's as it was.
      if (!read || document.activeElement?.matches('input, textarea')) return;
      const known = model.selection.get();
      if (known?.anchor === read.anchor && known.head === read.head) return;
      if (touch) {
        model.selecting.set(true);
        clearTimeout(timer);
        timer = setTimeout(() => model.selecting.set(false), TOUCH_REST);
      }
      model.selection.set(read);
    };

    /** With the mouse let go, the selection shows what a label would get. */
    const onPointerUp = () => {
      model.selecting.set(false);
      const range = model.selectedRange();
      const selection = model.selection.get();
      if (touch || !fromText || !range || !selection) return;
      fromText = false;
      const backward = selection.head < selection.anchor;
      model.selection.set(
        backward
          ? { anchor: range.end, head: range.start }
          : { anchor: range.start, head: range.end },
      );
      if (model.locked.get() === null || model.rebounding.get() || model.palette.get()) return;
      clearTimeout(labelling);
      labelling = setTimeout(() => editor.repeat(), CLICK_REST);
    };
    const onPointerDown = (event: PointerEvent) => {
      touch = event.pointerType === 'touch';
      clearTimeout(labelling);
      const target = event.target instanceof Element ? event.target : null;
      fromText = target?.closest('[data-reader-text]') != null;
      if (fromText) {
        if (!touch && event.button === 0) model.selecting.set(true);
      } else if (target?.closest('[data-reader-page]') && !target.closest('[data-reader-part]')) {
        model.selection.set(null);
      }
    };

    /** A selection that the keyboard made, or that was snapped, is shown by the browser too. */
    const onModelChange = () => {
      const selection = model.selection.get();
      const text = dom.get();
      if (!selection || !text || model.selecting.get()) return;
      if (document.activeElement === text.root) text.writeSelection(selection);
    };
    /** While a field has the focus, the browser shows no selection in the text: we do. */
    const showSelection = () => {
      if (typeof Highlight !== 'function' || !('highlights' in CSS)) return;
      const selection = model.selection.get();
      const inField = document.activeElement?.matches('input, textarea') === true;
      const range =
        inField && selection && !isCollapsed(selection)
          ? dom.get()?.range(rangeOf(selection))
          : null;
      if (range) CSS.highlights.set('sm-selection', new Highlight(range));
      else CSS.highlights.delete('sm-selection');
    };

    document.addEventListener('selectionchange', onSelectionChange);
    document.addEventListener('pointerup', onPointerUp);
    document.addEventListener('pointercancel', onPointerUp);
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('focusin', showSelection);
    const off = [
      model.selection.subscribe(onModelChange),
      model.selection.subscribe(showSelection),
    ];
    return () => {
      clearTimeout(timer);
      clearTimeout(labelling);
      document.removeEventListener('selectionchange', onSelectionChange);
      document.removeEventListener('pointerup', onPointerUp);
      document.removeEventListener('pointercancel', onPointerUp);
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('focusin', showSelection);
      for (const one of off) one();
      if ('highlights' in CSS) CSS.highlights.delete('sm-selection');
    };
  }, [model, editor, dom]);
}
