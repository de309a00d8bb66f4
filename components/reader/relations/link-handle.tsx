'use client';

import { Spline } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type PointerEvent as ReactPointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { toast } from '@/components/ui/toast-store';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { codeStyle } from '../code-mark';
import type { Box } from '../dom/text-dom';
import { lineFor } from '../model/describe';
import { useReader, useSignal } from '../reader-context';
import { optionsFor, refusalOf } from './link-draft';
import { endsOf, optionsBetween } from './link-options';

/** What the pointer holds while a link is drawn. Article coordinates, CSS pixels. */
interface Drag {
  readonly x: number;
  readonly y: number;
  readonly target: AnnotationDto | null;
  readonly refused: string | null;
}

/**
 * A handle at the end of the active annotation: drag it, by mouse or finger, to another highlight or
 * to an entry of the list, and the two are linked. The keyboard has `r` for it.
 */
export function LinkHandle() {
  const { model, dom, layout, seen } = useReader();
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const version = useSignal(model.store.version);
  const active = useSignal(model.active);
  useSignal(model.coding);
  const [box, setBox] = useState<Box | null>(null);
  const head = active === null ? undefined : model.store.get(active);
  const offered =
    head !== undefined && model.isEditable(head) && optionsFor(model, head).length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    const last = head?.fragments.at(-1);
    setBox((offered && text && last && text.boxes(last).at(-1)) || null);
  }, [text, tick, chunks, version, head, offered]);

  return offered && head && box ? <Handle key={head.id} head={head} box={box} /> : null;
}

function Handle({ head, box }: { head: AnnotationDto; box: Box }) {
  const t = useTranslations('relations');
  const { model, editor, dom } = useReader();
  const [drag, setDrag] = useState<Drag | null>(null);
  const began = useRef(false);
  const rtl = model.data.article.direction === 'rtl';
  const x = rtl ? box.left : box.left + box.width;
  const y = box.top + box.height;

  const targetAt = (clientX: number, clientY: number): AnnotationDto | null => {
    const under = document.elementFromPoint(clientX, clientY);
    const entry = under?.closest<HTMLElement>('[data-annotation]')?.dataset.annotation;
    if (entry) return model.store.get(entry) ?? null;
    const offset = dom.get()?.characterAt(clientX, clientY) ?? null;
    if (offset === null) return null;
    const shown = model.store.spans
      .at(offset)
      .flatMap((id) => model.store.get(id) ?? [])
      .filter((one) => one.id !== head.id && model.isShown(one));
    // Of several on the same words the one that can be linked is meant.
    return shown.find((one) => refusalOf(model, t, head, null, one) === null) ?? shown[0] ?? null;
  };
  const onPointerMove = (event: ReactPointerEvent<HTMLElement>) => {
    const root = dom.get()?.root;
    if (!began.current || !root) return;
    const target = targetAt(event.clientX, event.clientY);
    const frame = root.getBoundingClientRect();
    model.hover.set(target?.id ?? null);
    setDrag({
      x: event.clientX - frame.left,
      y: event.clientY - frame.top,
      target,
      refused: target ? refusalOf(model, t, head, null, target) : null,
    });
  };
  const stop = () => {
    began.current = false;
    setDrag(null);
    model.hover.set(null);
    model.selecting.set(false);
  };
  const onPointerUp = (event: ReactPointerEvent<HTMLElement>) => {
    if (!began.current) return;
    const target = targetAt(event.clientX, event.clientY);
    const moved = drag !== null;
    stop();
    if (!moved) {
      editor.links.startLink();
      return;
    }
    if (!target || target.id === head.id) return;
    const refused = refusalOf(model, t, head, null, target);
    if (refused) {
      model.announce(refused);
      toast(refused);
      return;
    }
    const options = optionsBetween(
      model.codebook.document.relationTypes,
      head.codeKey,
      target.codeKey,
    );
    const [only] = options;
    if (only && options.length === 1) {
      editor.links.relate(only.type.key, ...endsOf(only, head.id, target.id));
    } else {
      model.link.set({ fromId: head.id, option: null, targetId: target.id });
    }
  };
  return (
    <div
      className="pointer-events-none absolute inset-0 select-none"
      style={codeStyle(model.codebook, head.codeKey)}
    >
      <button
        type="button"
        tabIndex={-1}
        data-link-handle
        data-reader-part
        aria-label={t('handle')}
        title={t('handle')}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          began.current = true;
          model.selecting.set(true);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={stop}
        className="pointer-events-auto absolute grid size-5 -translate-x-1/2 cursor-crosshair touch-none place-content-center rounded-full border-2 border-(--code) bg-popover text-foreground shadow-raised pointer-coarse:size-9"
        style={{ left: x, top: y - 2 }}
      >
        <Spline aria-hidden className="size-3" />
      </button>
      {drag ? (
        <>
          <svg aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
            <line
              x1={x}
              y1={y + 8}
              x2={drag.x}
              y2={drag.y}
              strokeDasharray={drag.target && !drag.refused ? undefined : '5 4'}
              className="stroke-(--code) stroke-2 forced-colors:stroke-[CanvasText]"
            />
          </svg>
          {drag.target ? (
            <span
              className={cn(
                'absolute z-10 max-w-64 -translate-x-1/2 rounded-md border bg-popover px-2 py-1 text-xs shadow-float',
                drag.refused && 'border-danger text-danger',
              )}
              style={{ left: drag.x, top: drag.y + 18 }}
            >
              {drag.refused ?? lineFor(drag.target, model, 40)}
            </span>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
