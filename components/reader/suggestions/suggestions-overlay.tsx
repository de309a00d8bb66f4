'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { SuggestionDto } from '@/lib/suggestions/schema';
import { codeStyle } from '../code-mark';
import type { Box } from '../dom/text-dom';
import { useReader, useSignal } from '../reader-context';
import type { SuggestionStore } from './suggestion-store';

/** Most outlines drawn at once, near the window. */
const MOST_DRAWN = 150;
/** Room above a passage that is brought into view. CSS pixels: the sticky bars and some context. */
const ABOVE = 220;

interface Shape {
  readonly key: string;
  readonly codeKey: string;
  readonly active: boolean;
  readonly boxes: readonly Box[];
}

/** The passages of a suggestion with the codes that they would get. */
export function passagesOf({ proposal }: SuggestionDto) {
  const { kind, codeKey, fragments, parts } = proposal;
  return kind === 'composite' ? parts : [{ role: codeKey, codeKey, fragments, attributes: {} }];
}

/** Dotted outlines: what is suggested never looks like what somebody marked. */
export function SuggestionsOverlay({ store }: { store: SuggestionStore }) {
  const { model, dom, layout, seen } = useReader();
  const on = useSignal(model.suggesting);
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const data = useSignal(store.data);
  const filter = useSignal(store.filter);
  const active = useSignal(store.active);
  const [shapes, setShapes] = useState<readonly Shape[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    if (!text || !on) {
      setShapes([]);
      return;
    }
    const from = model.positions.chunks[chunks[0] ?? 0]?.start ?? 0;
    const to = model.positions.chunks[chunks.at(-1) ?? 0]?.end ?? Number.POSITIVE_INFINITY;
    const drawn: Shape[] = [];
    for (const one of store.shown()) {
      for (const [index, { codeKey, fragments }] of passagesOf(one).entries()) {
        const near = fragments.some(({ start, end }) => start < to && end > from);
        if (drawn.length >= MOST_DRAWN || !(near || one.id === active)) continue;
        const boxes = fragments.flatMap((fragment) => text.boxes(fragment));
        drawn.push({ key: `${one.id}:${index}`, codeKey, active: one.id === active, boxes });
      }
    }
    setShapes(drawn);
  }, [model, store, text, tick, chunks, data, filter, active, on]);

  useEffect(() => {
    const one = on ? store.shown().find(({ id }) => id === active) : undefined;
    const start = one && passagesOf(one)[0]?.fragments[0]?.start;
    const box = start === undefined ? null : text?.caretBox(start);
    if (!box || !text) return;
    const top = text.root.getBoundingClientRect().top + box.top;
    if (top < ABOVE / 2 || top > window.innerHeight - ABOVE) window.scrollBy({ top: top - ABOVE });
  }, [store, text, active, on]);

  return (
    <div aria-hidden data-suggestions className="pointer-events-none absolute inset-0 select-none">
      {shapes.map(({ key, codeKey, active: chosen, boxes }) => (
        <div key={key} style={codeStyle(model.codebook, codeKey)}>
          {boxes.map((box) => (
            <span
              key={`${box.left}:${box.top}`}
              data-forced-border
              className={cn(
                'absolute rounded-sm border-(--code) border-2 border-dotted',
                chosen
                  ? 'bg-[color-mix(in_srgb,var(--code)_10%,transparent)] opacity-100'
                  : 'opacity-45',
              )}
              style={{
                left: box.left - 2,
                top: box.top - 1,
                width: box.width + 4,
                height: box.height + 2,
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
