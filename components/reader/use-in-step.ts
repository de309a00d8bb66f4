'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { useReader } from './reader-context';

/** Top of the window that the sticky bars cover. CSS pixels. */
const COVERED = 120;

interface Steps {
  /** Scrolls the list to what stands at the offset (code points). */
  follow(offset: number): void;
  /** The offset of the first entry in view; null when there is none. */
  topOffset(): number | null;
}

/** Text and list scroll together; the one that the person moves leads. */
export function useInStep(scroller: RefObject<HTMLElement | null>, steps: Steps): void {
  const { dom } = useReader();
  const latest = useRef(steps);
  latest.current = steps;

  useEffect(() => {
    let frame = 0;
    // Until the person moves one of them, neither leads: opening a page scrolls nothing.
    let leader: 'text' | 'list' | null = null;
    const onLead = (event: Event) => {
      const element = scroller.current;
      const inList = event.target instanceof Node && element?.contains(event.target) === true;
      leader = inList ? 'list' : 'text';
    };
    /** Keys that choose an annotation move both by themselves. */
    const onKey = (event: KeyboardEvent) => {
      leader = /^(Page|Arrow|Home|End| )/.test(event.key) ? 'text' : null;
    };
    const onTextScroll = () => {
      if (leader !== 'text' || frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        const text = dom.get();
        if (!text) return;
        const box = text.root.getBoundingClientRect();
        const offset = text.caretAt(box.left + box.width / 2, Math.max(COVERED, box.top + 4));
        if (offset !== null) latest.current.follow(offset);
      });
    };
    const onListScroll = () => {
      if (leader !== 'list' || frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        const text = dom.get();
        const offset = latest.current.topOffset();
        const box = offset === null ? null : text?.caretBox(offset);
        if (!text || !box) return;
        const top = text.root.getBoundingClientRect().top + box.top;
        window.scrollBy({ top: top - COVERED - 40 });
      });
    };
    const element = scroller.current;
    const leads = ['wheel', 'touchmove'] as const;
    for (const type of leads) {
      window.addEventListener(type, onLead, { passive: true, capture: true });
    }
    const onPointerDown = (event: Event) => {
      // A press in the list chooses an annotation; only its scroll bar and wheel lead.
      leader = event.target === scroller.current ? 'list' : null;
    };
    window.addEventListener('pointerdown', onPointerDown, {
      passive: true,
      capture: true,
    });
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('scroll', onTextScroll, { passive: true });
    element?.addEventListener('scroll', onListScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      for (const type of leads) window.removeEventListener(type, onLead, { capture: true });
      window.removeEventListener('pointerdown', onPointerDown, {
        capture: true,
      });
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('scroll', onTextScroll);
      element?.removeEventListener('scroll', onListScroll);
    };
  }, [dom, scroller]);
}
