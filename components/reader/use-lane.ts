'use client';

import { useLayoutEffect, useState } from 'react';
import type { TextDom } from './dom/text-dom';
import type { LaneItem } from './model/lane-layout';
import type { ReaderModel } from './model/reader-model';
import { useMedia, useReader, useSignal } from './reader-context';

/** What a lane beside the text draws from. */
export interface LaneSight {
  readonly model: ReaderModel;
  readonly text: TextDom;
  /** Spans with a passage near the window. */
  readonly near: readonly string[];
}

export interface Lane<Item> {
  readonly items: readonly Item[];
  /** There is room for words. */
  readonly wide: boolean;
  /** The text runs from right to left: the lane stands on the other side. */
  readonly rtl: boolean;
  readonly active: string | null;
  readonly hover: string | null;
}

/**
 * Measures what stands in a lane beside the text, anew whenever the lines, the annotations, the
 * filters or the part in the window change. `measure` must be the same function at each render.
 */
export function useLane<Item extends LaneItem>(
  measure: (sight: LaneSight) => readonly Item[],
): Lane<Item> {
  const { model, dom, layout, seen } = useReader();
  const wide = useMedia('(min-width: 80rem)');
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const version = useSignal(model.store.version);
  const filters = useSignal(model.filters);
  const [items, setItems] = useState<readonly Item[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    if (!text) return;
    const first = model.positions.chunks[chunks[0] ?? -1];
    const last = model.positions.chunks[chunks[chunks.length - 1] ?? -1];
    const near = first && last ? model.store.spans.within(first.start, last.end) : [];
    setItems(near.length > 0 ? measure({ model, text, near }) : []);
  }, [model, text, tick, chunks, version, filters, measure]);

  return {
    items,
    wide,
    rtl: model.data.article.direction === 'rtl',
    active: useSignal(model.active),
    hover: useSignal(model.hover),
  };
}
