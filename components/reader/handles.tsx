'use client';

import { type PointerEvent as ReactPointerEvent, useRef } from 'react';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { type Boundary, moveBoundary } from '@/lib/text/fragments';
import { codeStyle } from './code-mark';
import type { SpanShape } from './overlay-shapes';
import { useReader } from './reader-context';

/** Two grips at each fragment of the active annotation: dragging one moves that boundary. */
export function Handles({ head, shape }: { head: AnnotationDto; shape: SpanShape }) {
  const { model } = useReader();
  const rtl = model.data.article.direction === 'rtl';
  return (
    <div style={codeStyle(model.codebook, head.codeKey)}>
      {shape.fragments.map((boxes, index) => {
        const first = boxes[0];
        const last = boxes[boxes.length - 1];
        const start = head.fragments[index]?.start ?? index;
        if (!first || !last) return null;
        const [startX, endX] = rtl
          ? [first.left + first.width, last.left]
          : [first.left, last.left + last.width];
        return (
          <div key={start}>
            <Grip
              {...{ head, index }}
              boundary="start"
              x={startX}
              y={first.top}
              height={first.height}
            />
            <Grip {...{ head, index }} boundary="end" x={endX} y={last.top} height={last.height} />
          </div>
        );
      })}
    </div>
  );
}

interface GripProps {
  head: AnnotationDto;
  index: number;
  boundary: Boundary;
  x: number;
  y: number;
  height: number;
}

function Grip({ head, index, boundary, x, y, height }: GripProps) {
  const { model, editor, dom } = useReader();
  const target = useRef<number | null>(null);

  const onPointerDown = (event: ReactPointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    target.current = null;
    model.selecting.set(true);
  };
  const onPointerMove = (event: ReactPointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // The finger or pointer is on the grip, which stands beside the letter that is meant.
    const offset = dom.get()?.caretAt(event.clientX, event.clientY) ?? null;
    const fragment = head.fragments[index];
    if (offset === null || !fragment) return;
    const snapped =
      boundary === 'start'
        ? { anchor: fragment.end, head: Math.min(offset, fragment.end - 1) }
        : {
            anchor: fragment.start,
            head: Math.max(offset, fragment.start + 1),
          };
    target.current = snapped.head;
    model.selection.set(snapped);
    dom.get()?.writeSelection(snapped);
  };
  const onPointerUp = () => {
    model.selecting.set(false);
    const range = model.selectedRange();
    if (target.current === null || !range) return;
    target.current = null;
    const moved = moveBoundary(head.fragments, index, boundary, range[boundary]);
    if (moved.ok) editor.refragment(head, moved.value);
    model.selection.set({ anchor: range[boundary], head: range[boundary] });
  };

  return (
    <span
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      data-grip={boundary}
      className="pointer-events-auto absolute flex w-2.5 pointer-coarse:w-8 -translate-x-1/2 cursor-ew-resize touch-none justify-center"
      style={{ left: x, top: y - 2, height: height + 4 }}
    >
      <span className="h-full w-1 rounded-full bg-(--code) shadow-raised" />
    </span>
  );
}
