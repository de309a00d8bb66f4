'use client';

import { useLayoutEffect, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { codeStyle } from './code-mark';
import type { TextDom } from './dom/text-dom';
import { isSourceAbsent, quoteOf, shortened } from './model/describe';
import type { ReaderModel } from './model/reader-model';
import { compareInText } from './model/text-order';
import { useReader, useSignal } from './reader-context';

/** One attribution beside the lines that hold what is said. Article coordinates, CSS pixels. */
interface Bracket {
  readonly id: string;
  readonly top: number;
  readonly height: number;
  /** How many other brackets stand between this one and the text. */
  readonly depth: number;
  readonly source: string;
  readonly absent: boolean;
}

const STEP = 7;
const LABEL_HEIGHT = 18;
const NAME_LENGTH = 22;

/** Attributions whose content is near the window, outermost first. */
function bracketsOf(model: ReaderModel, text: TextDom, seen: readonly number[]): Bracket[] {
  const first = model.positions.chunks[seen[0] ?? 0];
  const last = model.positions.chunks[seen[seen.length - 1] ?? 0];
  if (!first || !last) return [];
  const ids = new Set(
    model.store.spans.within(first.start, last.end).flatMap((id) => model.store.compositesOf(id)),
  );
  const found: Bracket[] = [];
  const { order } = model.store;
  const keys = [...ids].flatMap((id) => order.keyOf(id) ?? []).sort(compareInText);
  for (const { id } of keys) {
    const head = model.store.get(id);
    if (!head || !model.isShown(head)) continue;
    const spans = (role: string) =>
      head.members
        .filter((member) => member.role === role)
        .map((member) => model.store.get(member.annotationId));
    const boxes = [...spans('content'), ...spans('content2')].flatMap((span) =>
      (span?.fragments ?? []).flatMap((fragment) => text.boxes(fragment)),
    );
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.top + box.height));
    if (!Number.isFinite(top)) continue;
    const absent = isSourceAbsent(head);
    const names = spans('source').map((span) => quoteOf(span));
    const depth = found.filter((one) => one.top < bottom && top < one.top + one.height).length;
    found.push({
      id,
      top,
      height: bottom - top,
      depth,
      source: names.length > 0 ? names.join(', ') : absent ? 'no source named' : 'source missing',
      absent: names.length === 0,
    });
  }
  return found;
}

/** The lowest free place for each label, from top to bottom, so that none covers another. */
function labelTops(brackets: readonly Bracket[]): ReadonlyMap<string, number> {
  const tops = new Map<string, number>();
  let free = Number.NEGATIVE_INFINITY;
  for (const bracket of brackets.toSorted((a, b) => a.top - b.top)) {
    const top = Math.max(bracket.top + 3, free);
    tops.set(bracket.id, top);
    free = top + LABEL_HEIGHT;
  }
  return tops;
}

/**
 * Who is said to say what, beside the text on wide screens: a line along what is said, and before
 * it whose words they are. Pointing at one draws its source, cue and content in the text.
 */
export function Gutter() {
  const { model, dom, layout, seen } = useReader();
  const text = useSignal(dom);
  const tick = useSignal(layout);
  const chunks = useSignal(seen);
  const version = useSignal(model.store.version);
  const filters = useSignal(model.filters);
  const active = useSignal(model.active);
  const hover = useSignal(model.hover);
  const [brackets, setBrackets] = useState<readonly Bracket[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them all
  useLayoutEffect(() => {
    // Hidden on narrow screens, where measuring would be wasted.
    if (!text || !window.matchMedia('(min-width: 80rem)').matches) return setBrackets([]);
    setBrackets(bracketsOf(model, text, chunks));
  }, [model, text, tick, chunks, version, filters]);

  const tops = labelTops(brackets);
  const rtl = model.data.article.direction === 'rtl';
  const pointed = (id: string) => id === active || id === hover;
  return (
    <div
      aria-hidden
      data-reader-part
      className={cn('absolute inset-y-0 hidden w-0 xl:block', rtl ? 'right-0' : 'left-0')}
    >
      {brackets.map((bracket) => {
        const head = model.store.get(bracket.id);
        if (!head) return null;
        const offset = 10 + Math.min(bracket.depth, 4) * STEP;
        return (
          <div key={bracket.id} style={codeStyle(model.codebook, head.codeKey)}>
            <span
              className={cn(
                'absolute w-1 border-(--code)/55 border-y-2',
                rtl ? 'rounded-r border-r-2' : 'rounded-l border-l-2',
                pointed(bracket.id) && 'border-(--code)',
              )}
              style={{
                [rtl ? 'left' : 'right']: offset,
                top: bracket.top + 2,
                height: bracket.height - 4,
              }}
            />
            <button
              type="button"
              tabIndex={-1}
              title={bracket.source}
              onClick={() => model.show(bracket.id)}
              onPointerEnter={() => model.hover.set(bracket.id)}
              onPointerLeave={() => model.hover.set(null)}
              className={cn(
                'absolute w-32 truncate rounded px-1 text-[0.6875rem] text-muted-foreground leading-[1.125rem] hover:bg-accent hover:text-foreground',
                rtl ? 'text-left' : 'text-right',
                bracket.absent && 'text-warning italic',
                pointed(bracket.id) && 'bg-accent font-medium text-foreground',
              )}
              style={{ [rtl ? 'left' : 'right']: offset + 10, top: tops.get(bracket.id) }}
            >
              <bdi>{shortened(bracket.source, NAME_LENGTH)}</bdi>
            </button>
          </div>
        );
      })}
    </div>
  );
}
