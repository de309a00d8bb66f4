'use client';

import { measureElement, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { AnnotationCard } from './annotation-card';
import { rowAt, rowIndexOf, rowsOf } from './model/rows';
import { useReader, useSignal } from './reader-context';
import { useInStep } from './use-in-step';

/** Of a span's card; an attribution's is higher, and tells so once it is drawn. CSS pixels. */
const USUAL_HEIGHT = 76;

/** Whether a row stands in view as a whole, as far as the list knows without asking the browser. */
function isInView<E extends Element>(list: Virtualizer<E, Element>, index: number): boolean {
  const item = list.getVirtualItems().find((one) => one.index === index);
  const top = list.scrollOffset ?? 0;
  const height = list.scrollRect?.height ?? 0;
  return item !== undefined && item.start >= top && item.end <= top + height;
}

/** A row's height as last measured, else as guessed. CSS pixels. */
function heightKnown<E extends Element>(list: Virtualizer<E, Element>, index: number): number {
  const { getItemKey, estimateSize } = list.options;
  return list.itemSizeCache.get(getItemKey(index)) ?? estimateSize(index);
}

/** Annotations in text order, in step with the text. */
export function MarginList({ onChoose }: { onChoose?: () => void }) {
  const { model } = useReader();
  const t = useTranslations('reader.list');
  // The list may come a moment after the text: typing and labelling go first.
  const version = useDeferredValue(useSignal(model.store.version));
  const filters = useSignal(model.filters);
  const active = useSignal(model.active);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is the same, its content is not
  const rows = useMemo(() => rowsOf(model.store, filters), [model.store, filters, version]);
  const choose = useCallback(
    (id: string) => {
      model.show(id);
      onChoose?.();
    },
    [model, onChoose],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef(rows);
  latest.current = rows;
  // The same function as long as the rows are the same: with each new one the list measures all
  // its rows again.
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    // A card that comes in is not measured on the spot, which would lay the whole page out once
    // more: the browser tells its height when it has drawn it.
    measureElement: (element, entry, instance) =>
      entry
        ? measureElement(element, entry, instance)
        : heightKnown(instance, instance.indexFromElement(element)),
    getItemKey: keyOf,
    overscan: 6,
    // Its own scrolling may wait for the next frame: drawing the label goes first.
    useFlushSync: false,
  });

  // The active annotation is in view in the list, whoever made it active. A new one may come into
  // the list a moment later, and the details below may just have taken half of the list's height.
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    if (active === null) shownFor.current = null;
    if (active === null || shownFor.current === active) return;
    const index = rowIndexOf(rows, model.store, active);
    if (index < 0) return;
    shownFor.current = active;
    const show = () => {
      if (!isInView(list, index)) list.scrollToIndex(index, { align: 'auto' });
    };
    show();
    requestAnimationFrame(show);
  }, [active, rows, list, model.store]);

  useInStep(scroller, {
    follow: (offset) => {
      const index = rowAt(latest.current, offset);
      if (latest.current.length > 0) list.scrollToIndex(index, { align: 'start' });
    },
    topOffset: () => {
      const top = scroller.current?.scrollTop ?? 0;
      const item = list.getVirtualItems().find((one) => one.end > top + 8);
      const start = item ? (latest.current[item.index]?.start ?? -1) : -1;
      return start < 0 ? null : start;
    },
  });

  if (rows.length === 0) {
    const any = model.store.order.all.length > 0;
    return (
      <p className="p-5 text-muted-foreground text-sm">
        {any ? t('noneShown') : model.canWrite ? t('noneYet') : t('none')}
      </p>
    );
  }
  const stop = active === null ? 0 : Math.max(0, rowIndexOf(rows, model.store, active));
  return (
    <div
      ref={scroller}
      data-margin-scroller
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 py-2"
    >
      <ul aria-label={t('label')} className="relative" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const head = model.store.get(rows[item.index]?.id ?? '');
          return head ? (
            <li
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0 pb-2"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <AnnotationCard
                head={head}
                partsVersion={head.kind === 'composite' ? version : 0}
                isStop={item.index === stop}
                onChoose={choose}
              />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
