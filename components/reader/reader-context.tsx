'use client';

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { TextDom } from './dom/text-dom';
import type { Editor } from './model/editor';
import type { ReaderModel } from './model/reader-model';
import type { Signal } from './model/signal';
import type { DraftQueue } from './queue/draft-queue';

/** What every part of the reader needs. */
export interface ReaderParts {
  readonly model: ReaderModel;
  readonly editor: Editor;
  /** Null until the text is mounted. */
  readonly dom: Signal<TextDom | null>;
  /** Counts changes of the layout (size, fonts, what is in view): geometry must be read again. */
  readonly layout: Signal<number>;
  /** Chunks near the window, in text order. */
  readonly seen: Signal<readonly number[]>;
  readonly queue: DraftQueue | null;
}

export const ReaderContext = createContext<ReaderParts | null>(null);

export function useReader(): ReaderParts {
  const parts = useContext(ReaderContext);
  if (!parts) throw new Error('Part of the reader outside the reader');
  return parts;
}

/** The signal's value; renders again when it changes. */
export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get, signal.get);
}

/** As `useSignal`, for a part of the value: rendered again only when that part changes. */
export function useSelected<Value, Part extends string | number | boolean | null>(
  signal: Signal<Value>,
  select: (value: Value) => Part,
): Part {
  const read = () => select(signal.get());
  return useSyncExternalStore(signal.subscribe, read, read);
}

/** Whether the window fits the query; false on the server. */
export function useMedia(query: string): boolean {
  const [fits, setFits] = useState(false);
  useEffect(() => {
    const list = window.matchMedia(query);
    const update = () => setFits(list.matches);
    update();
    list.addEventListener('change', update);
    return () => list.removeEventListener('change', update);
  }, [query]);
  return fits;
}

/** Where the margin list stands beside the text. Below it, list and inspector are sheets. */
export const WIDE = '(min-width: 64rem)';
