'use client';

import { type PointerEvent as ReactPointerEvent, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { type Boundary, moveBoundary } from '@/lib/text/fragments';
import { codeStyle } from './code-mark';
import type { SpanShape } from './overlay-shapes';
import { useMedia, useReader, useSignal } from './reader-context';

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

/** Smallest side of what a finger is meant to hit. CSS pixels. */
const TOUCH = 44;

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
  const coarse = useMedia('(pointer: coarse)');
  const selecting = useSignal(model.selecting);
  const rtl = model.data.article.direction === 'rtl';
  const outward = (boundary === 'start') === rtl ? 'right' : 'left';
  const target = useRef<number | null>(null);
  /** From where the grip was taken to the boundary that it stands for. CSS pixels. */
  const held = useRef({ x: 0, y: 0 });

  const onPointerDown = (event: ReactPointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    target.current = null;
    const origin = dom.get()?.root.getBoundingClientRect();
    held.current = {
      x: (origin?.left ?? 0) + x - event.clientX,
      y: (origin?.top ?? 0) + y + height / 2 - event.clientY,
    };
    model.selecting.set(true);
  };
  const onPointerMove = (event: ReactPointerEvent<HTMLSpanElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const grip = event.currentTarget;
    // The grip itself is in the way of the text below it.
    grip.style.pointerEvents = 'none';
    const offset =
      dom.get()?.caretAt(event.clientX + held.current.x, event.clientY + held.current.y) ?? null;
    grip.style.pointerEvents = '';
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
      // Under a finger the target is 44 pixels, mostly outside the words, so that they stay in sight.
      className={cn(
        'pointer-events-auto absolute flex w-2.5 -translate-x-1/2 cursor-ew-resize touch-none justify-center pointer-coarse:w-11',
        outward === 'left' ? 'pointer-coarse:-translate-x-3/4' : 'pointer-coarse:-translate-x-1/4',
        // Words beside it are being selected: it would stop the selection short. A grip that is held
        // has the pointer all the same.
        selecting && 'pointer-events-none',
      )}
      style={{ left: x, top: y - 2, height: Math.max(height + 4, coarse ? TOUCH : 0) }}
    >
      <span
        className={cn(
          'relative h-full w-1 rounded-full bg-(--code) shadow-raised',
          outward === 'left' ? 'pointer-coarse:left-1/4' : 'pointer-coarse:right-1/4',
        )}
      >
        <span className="absolute bottom-0 left-1/2 hidden size-4 -translate-x-1/2 rounded-full border-2 border-card bg-(--code) pointer-coarse:block" />
      </span>
    </span>
  );
}
