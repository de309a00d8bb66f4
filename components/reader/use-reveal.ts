'use client';

import { useEffect } from 'react';
import { useReader } from './reader-context';

/** Room above a revealed annotation: the sticky bars and some context. CSS pixels. */
const ABOVE = 220;
const BELOW = 160;

/** Brings an annotation into view when someone asks for it. */
export function useReveal(): void {
  const { model, dom } = useReader();
  useEffect(() => {
    let offMounted = () => {};
    const reveal = () => {
      const id = model.reveal.get()?.id ?? model.active.get();
      const extent = id === null ? null : model.extentOf(id);
      const text = dom.get();
      if (!extent || !text) return;
      if (!model.mounted.get()) {
        // Of a long text the place may not be there yet.
        offMounted();
        offMounted = model.mounted.subscribe(reveal);
        return;
      }
      const isInView = () => {
        const box = text.caretBox(extent.start);
        if (!box) return true;
        const top = text.root.getBoundingClientRect().top + box.top;
        const fits = top > 130 && top < window.innerHeight - BELOW;
        if (!fits) window.scrollBy({ top: top - ABOVE });
        return fits;
      };
      // What was off screen gets its true height when it comes near: look twice.
      if (!isInView()) requestAnimationFrame(() => isInView());
    };
    // A link may lead to one annotation.
    const first = requestAnimationFrame(() => {
      if (model.active.get() !== null) reveal();
    });
    const off = model.reveal.subscribe(reveal);
    return () => {
      cancelAnimationFrame(first);
      offMounted();
      off();
    };
  }, [model, dom]);
}
