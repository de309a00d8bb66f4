'use client';

import { useLayoutEffect, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { codeStyle } from './code-mark';
import type { Box } from './dom/text-dom';
import { Handles } from './handles';
import { isCollapsed } from './model/selection';
import {
  arcsOf,
  type LinkShape,
  linkShapes,
  previewShape,
  type SpanShape,
  spanShape,
} from './overlay-shapes';
import { useReader, useSignal } from './reader-context';

interface Shapes {
  readonly active: SpanShape | null;
  readonly hover: SpanShape | null;
  readonly marked: readonly SpanShape[];
  readonly links: readonly LinkShape[];
  readonly caret: Box | null;
}

const NONE: Shapes = {
  active: null,
  hover: null,
  marked: [],
  links: [],
  caret: null,
};

/**
 * What highlights cannot draw: the frame of the active and of the hovered annotation, who is said
 * to say what, handles, the caret. Few elements, none of which the pointer or a screen reader sees
 * (the margin list speaks); the handles alone take the pointer.
 */
export function Overlay() {
  const { model, dom, layout, seen } = useReader();
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const version = useSignal(model.store.version);
  const active = useSignal(model.active);
  const hover = useSignal(model.hover);
  const marked = useSignal(model.marked);
  const preview = useSignal(model.preview);
  const selection = useSignal(model.selection);
  const filters = useSignal(model.filters);
  const [shapes, setShapes] = useState(NONE);
  const rtl = model.data.article.direction === 'rtl';

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    if (!text) return;
    // Measured with a selection too, while nothing is to be laid out: a label collapses it there.
    const caret = selection ? text.caretBox(selection.head) : null;
    const activeLinks = linkShapes(model, text, active);
    const known = new Set(activeLinks.map(({ id }) => id));
    const hovered = linkShapes(model, text, hover).filter(({ id }) => !known.has(id));
    const proposed = previewShape(model, text);
    setShapes({
      active: spanShape(text, active === null ? undefined : model.store.get(active)),
      hover: hover === null || hover === active ? null : spanShape(text, model.store.get(hover)),
      marked: [...marked].flatMap((id) => spanShape(text, model.store.get(id)) ?? []),
      links: proposed ? [proposed] : [...activeLinks, ...hovered],
      caret: selection && isCollapsed(selection) ? caret : null,
    });
  }, [model, text, tick, chunks, version, active, hover, marked, preview, selection, filters]);

  const head = active === null ? undefined : model.store.get(active);
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 select-none [article:focus~&_[data-caret]]:opacity-100"
      data-reader-overlay
    >
      {shapes.hover ? <Frame shape={shapes.hover} strength="hover" /> : null}
      {shapes.active ? <Frame shape={shapes.active} strength="active" /> : null}
      {shapes.marked.map((shape) => (
        <MarkedSign key={shape.id} shape={shape} />
      ))}
      {shapes.links.map((link) => (
        <Link key={link.id} link={link} rtl={rtl} />
      ))}
      {shapes.active && head?.kind === 'span' && model.isEditable(head) ? (
        <Handles head={head} shape={shapes.active} />
      ) : null}
      {shapes.caret ? (
        <span
          data-caret
          className="absolute w-0.5 animate-[sm-caret_1.1s_steps(1)_infinite] bg-primary opacity-0"
          style={{
            left: shapes.caret.left - 1,
            top: shapes.caret.top,
            height: shapes.caret.height,
          }}
        />
      ) : null}
    </div>
  );
}

function place(box: Box) {
  return {
    left: box.left - 2,
    top: box.top,
    width: box.width + 4,
    height: box.height,
  };
}

function Frame({ shape, strength }: { shape: SpanShape; strength: 'active' | 'hover' | 'member' }) {
  const { model } = useReader();
  const boxes = shape.fragments.flat();
  const first = boxes[0];
  return (
    <div style={codeStyle(model.codebook, shape.codeKey)}>
      {boxes.map((box) => (
        <span
          key={`${box.left}:${box.top}`}
          data-forced-border
          className={cn(
            'absolute rounded-[3px] border-(--code)',
            strength === 'active' && 'border-2 bg-[color-mix(in_srgb,var(--code)_14%,transparent)]',
            strength === 'hover' && 'border bg-[color-mix(in_srgb,var(--code)_8%,transparent)]',
            strength === 'member' && 'border',
          )}
          style={place(box)}
        />
      ))}
      {first && strength !== 'member' ? (
        <Tag box={first} label={model.codebook.nameOf(shape.codeKey)} />
      ) : null}
    </div>
  );
}

/** A small word above the beginning of a span. */
function Tag({ box, label, dashed = false }: { box: Box; label: string; dashed?: boolean }) {
  const { model } = useReader();
  const rtl = model.data.article.direction === 'rtl';
  const side = rtl
    ? { left: box.left + box.width, transform: 'translateX(-100%)' }
    : { left: box.left - 2 };
  return (
    <span
      dir="ltr"
      className={cn(
        'absolute h-3.5 whitespace-nowrap rounded-sm border border-(--code) bg-popover px-1 font-medium font-sans text-[0.625rem] text-foreground leading-[0.75rem] shadow-raised',
        dashed && 'border-dashed',
      )}
      style={{ ...side, top: box.top - 11 }}
    >
      {label}
    </span>
  );
}

function MarkedSign({ shape }: { shape: SpanShape }) {
  const box = shape.fragments.flat()[0];
  if (!box) return null;
  return (
    <span
      className="absolute grid size-4 place-content-center rounded-full border-2 border-primary bg-primary font-bold text-[0.625rem] text-primary-foreground leading-none"
      style={{ left: box.left - 10, top: box.top - 7 }}
    >
      ✓
    </span>
  );
}

/** Width of a tag's letter and of its edges. CSS pixels. */
const LETTER = 5.6;
const EDGES = 12;

/** Whether the tag would cover the next member's on the same line. */
function isCrowded(box: Box, label: string, link: LinkShape): boolean {
  const right = box.left + label.length * LETTER + EDGES;
  return link.members.some((member) => {
    const other = member.fragments.flat()[0];
    return (
      other !== undefined &&
      Math.abs(other.top - box.top) < box.height / 2 &&
      other.left > box.left &&
      other.left < right
    );
  });
}

function Link({ link, rtl }: { link: LinkShape; rtl: boolean }) {
  const { model } = useReader();
  const roles = model.codebook.code(link.codeKey)?.roles ?? [];
  const content = link.members.find(({ role }) => role === 'content')?.fragments.flat()[0];
  const dash = link.proposed ? '5 4' : undefined;
  return (
    <>
      {link.members.map((member) => {
        const box = member.fragments.flat()[0];
        const role = roles.find((one) => one.role === member.role);
        const full = role ? model.codebook.say(role.name) : member.role;
        const name = box && isCrowded(box, full, link) ? full.slice(0, 1) : full;
        return (
          <div key={member.id} style={codeStyle(model.codebook, member.codeKey)}>
            <Frame shape={member} strength="member" />
            {box ? <Tag box={box} label={name} dashed={link.proposed} /> : null}
          </div>
        );
      })}
      <svg
        aria-hidden="true"
        className="absolute inset-0 size-full overflow-visible"
        style={codeStyle(model.codebook, link.codeKey)}
      >
        <defs>
          <marker
            id={`arrow-${link.id}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" className="fill-(--code)" />
          </marker>
        </defs>
        {arcsOf(link, rtl).map(({ key, path, arrow }) => (
          <path
            key={key}
            d={path}
            strokeDasharray={dash}
            markerEnd={arrow ? `url(#arrow-${link.id})` : undefined}
            className="fill-none stroke-(--code) stroke-[1.75] opacity-90"
          />
        ))}
      </svg>
      {link.sourceAbsent && content ? (
        <span
          dir="ltr"
          className="absolute whitespace-nowrap rounded-full border border-warning border-dashed bg-warning-soft px-1.5 font-medium font-sans text-[0.625rem] text-warning leading-4"
          style={{ left: content.left + 56, top: content.top - 13 }}
        >
          {model.t('line.noSource')}
        </span>
      ) : null}
    </>
  );
}
