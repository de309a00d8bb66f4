'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import type { Fragment } from '@/lib/text/fragments';
import type { TextDom } from '../dom/text-dom';
import { useReader, useSignal } from '../reader-context';
import { FindModel } from './find-model';
import { adoptFindStyles, clearPlaces, paintPlaces } from './find-painter';
import { OPEN_FIND } from './open-find';
import { placeInAddress } from './place-in-address';

/** Room above and below a place that is shown: the sticky bars, and some context. CSS pixels. */
const ABOVE = 260;
const TOP = 190;
const BOTTOM = 120;

/** Brings a place into view. What was off screen gets its true height when it comes near: look twice. */
function reveal(text: TextDom, place: Fragment): void {
  const look = () => {
    const box = text.caretBox(place.start);
    if (!box) return true;
    const top = text.root.getBoundingClientRect().top + box.top;
    const fits = top > TOP && top < window.innerHeight - BOTTOM;
    if (!fits) window.scrollBy({ top: top - ABOVE });
    return fits;
  };
  if (!look()) requestAnimationFrame(() => look() || requestAnimationFrame(look));
}

/** Find in the open article: its state, its painting, and the keys that open it from anywhere. */
export function useFind(): FindModel {
  const { model, dom, seen } = useReader();
  const [find] = useState(() => new FindModel(model));
  const state = useSignal(find.state);
  const text = useSignal(dom);
  const chunks = useSignal(seen);
  const mounted = useSignal(model.mounted);
  const [linked, setLinked] = useState<Fragment | null>(null);

  useEffect(adoptFindStyles, []);
  useEffect(() => clearPlaces, []);

  // A search's results lead to one place of the text.
  useEffect(() => {
    // Of a long text the place may not be there yet.
    if (!text || !mounted) return;
    const place = placeInAddress(window.location.search, model.map.length);
    if (!place) return;
    setLinked(place);
    model.selection.set({ anchor: place.start, head: place.start });
    const frame = requestAnimationFrame(() => reveal(text, place));
    return () => cancelAnimationFrame(frame);
  }, [model, text, mounted]);

  useLayoutEffect(() => {
    if (!text) return;
    if (state.open) {
      const current = state.places[state.current] ?? null;
      paintPlaces(text, model.positions, chunks, state.places, current);
    } else if (linked) paintPlaces(text, model.positions, [], [], linked);
    else clearPlaces();
  }, [model, text, chunks, state, linked]);

  useEffect(() => {
    const place = state.places[state.current];
    if (text && state.shown > 0 && state.open && place) reveal(text, place);
  }, [text, state]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey) return;
      const isOpen = find.state.get().open;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const inBar = target?.closest('[data-find-bar]') != null;
      const withCommand = event.ctrlKey || event.metaKey;
      if (withCommand && !event.shiftKey && event.key.toLowerCase() === 'f') {
        // Pressed again in the bar it is the browser's own.
        if (inBar || target?.closest('[role="dialog"]')) return;
      } else if (event.key === 'F3' || (withCommand && event.key.toLowerCase() === 'g')) {
        if (!isOpen) return;
        find.step(event.shiftKey ? -1 : 1);
        event.preventDefault();
        return;
      } else if (event.key !== '/' || withCommand) return;
      else {
        const free = model.selectedRange() === null && model.palette.get() === null;
        const typing = target?.closest('input, textarea, select, [role="dialog"], [role="menu"]');
        if (!free || typing || target?.isContentEditable) return;
      }
      event.preventDefault();
      event.stopPropagation();
      open();
    };
    const open = () => {
      setLinked(null);
      find.open();
      // The field is there after the next paint; an open bar takes the focus again.
      requestAnimationFrame(() => {
        const field = document.querySelector<HTMLInputElement>('[data-find-field]');
        field?.focus();
        field?.select();
      });
    };
    // Before the reader's own keys, so that a slash is not theirs too.
    document.addEventListener('keydown', onKeyDown, { capture: true });
    document.addEventListener(OPEN_FIND, open);
    return () => {
      document.removeEventListener('keydown', onKeyDown, { capture: true });
      document.removeEventListener(OPEN_FIND, open);
    };
  }, [find, model]);

  return find;
}
