'use client';

import { useLayoutEffect, useState } from 'react';
import { codeStyle } from './code-mark';
import { canPaint } from './dom/highlight-painter';
import type { Box } from './dom/text-dom';
import { useReader, useSignal } from './reader-context';

interface Mark {
  readonly id: string;
  readonly codeKey: string;
  readonly boxes: readonly Box[];
}

/** For browsers without custom highlights: a tinted box for each line of each span near the window. */
export function FallbackMarks() {
  const { model, dom, layout, seen } = useReader();
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const version = useSignal(model.store.version);
  const filters = useSignal(model.filters);
  const [marks, setMarks] = useState<readonly Mark[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    const first = model.positions.chunks[chunks[0] ?? -1];
    const last = model.positions.chunks[chunks[chunks.length - 1] ?? -1];
    if (canPaint() || !text || !first || !last) return;
    setMarks(
      model.store.spans.within(first.start, last.end).flatMap((id) => {
        const head = model.store.get(id);
        if (!head || !model.isShown(head)) return [];
        const boxes = head.fragments.flatMap((fragment) => text.boxes(fragment));
        return [{ id, codeKey: head.codeKey, boxes }];
      }),
    );
  }, [model, text, tick, chunks, version, filters]);

  return (
    <div aria-hidden data-fallback-marks className="pointer-events-none absolute inset-0">
      {marks.map((mark) => (
        <div key={mark.id} style={codeStyle(model.codebook, mark.codeKey)}>
          {mark.boxes.map((box) => (
            <span
              key={`${box.left}:${box.top}`}
              data-forced-border
              className="absolute border-(--code) border-b-2 bg-[color-mix(in_srgb,var(--code)_15%,transparent)]"
              style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
