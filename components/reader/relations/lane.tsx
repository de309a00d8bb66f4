'use client';

import { Spline } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { RelationDto } from '@/lib/annotations/schema';
import { codeStyle } from '../code-mark';
import { shortened } from '../model/describe';
import { type LaneItem, laneColumns, laneLabels } from '../model/lane-layout';
import { useReader } from '../reader-context';
import { type LaneSight, useLane } from '../use-lane';

/** A link beside the lines that hold its ends. */
interface Curve extends LaneItem {
  readonly relation: RelationDto;
  /** Middle of each end's first line; null for an end that is not in this text or not laid out. */
  readonly from: number | null;
  readonly to: number | null;
  readonly codeKey: string;
}

/** CSS pixels. */
const LABEL_HEIGHT = 18;
const LABEL_DRIFT = 60;
const STEP = 9;
const STUB = 14;

/** Links with an end near the window. */
function curvesOf({ model, text, near }: LaneSight): Curve[] {
  const { store } = model;
  const relations = new Map<string, RelationDto>();
  for (const id of near) {
    for (const relation of store.relationsOf(id)) relations.set(relation.id, relation);
  }
  const middle = (id: string): number | null => {
    const head = store.get(id);
    const fragment = head && model.isShown(head) ? head.fragments[0] : undefined;
    const box = fragment && text.boxes(fragment)[0];
    return box ? box.top + box.height / 2 : null;
  };
  return [...relations.values()].flatMap((relation): Curve[] => {
    const from = middle(relation.fromAnnotationId);
    const to = middle(relation.toAnnotationId);
    const here = from ?? to;
    if (here === null) return [];
    const codeKey =
      store.get(relation.fromAnnotationId)?.codeKey ??
      store.get(relation.toAnnotationId)?.codeKey ??
      '';
    const [a, b] = [from ?? here + STUB, to ?? here + STUB];
    return [
      {
        id: relation.id,
        relation,
        from,
        to,
        codeKey,
        top: Math.min(a, b) - 2,
        bottom: Math.max(a, b) + 2,
      },
    ];
  });
}

/** From the text out to the column, along it and back: an SVG path that ends in the arrow. */
function pathOf({ from, to }: Curve, x: number): string {
  const start = from ?? (to ?? 0) + STUB;
  const end = to ?? (from ?? 0) + STUB;
  // An end that is elsewhere stays open in the column.
  const begin =
    from === null
      ? `M ${x} ${start}`
      : `M 2 ${start} C ${x} ${start}, ${x} ${start}, ${x} ${(start + end) / 2}`;
  if (from === null) return `${begin} C ${x} ${end}, ${x} ${end}, 4 ${end}`;
  return to === null ? `${begin} L ${x} ${end}` : `${begin} C ${x} ${end}, ${x} ${end}, 4 ${end}`;
}

/**
 * Links along the other side of the text than the attributions: a curve from end to end with an
 * arrow and what it says. On narrow screens a sign stands beside what is linked. The details of an
 * annotation say the same in words.
 */
export function RelationLane() {
  const { model } = useReader();
  const { items: curves, wide, rtl, active, hover } = useLane(curvesOf);
  const placement = cn('absolute inset-y-0 w-0 print:hidden', rtl ? 'left-0' : 'right-0');
  const ends = ({ relation }: Curve) => [relation.fromAnnotationId, relation.toAnnotationId];
  const isPointed = (curve: Curve) => ends(curve).some((id) => id === active || id === hover);
  const show = (curve: Curve) => {
    const id = ends(curve).find((one) => model.store.get(one));
    if (id) model.show(id);
  };
  if (!wide) {
    const signs = new Map(curves.map((curve) => [curve.from ?? curve.to ?? 0, curve]));
    return (
      <div aria-hidden data-reader-part data-relation-lane className={placement}>
        {[...signs].map(([y, curve]) => (
          <button
            key={curve.id}
            type="button"
            tabIndex={-1}
            onClick={() => show(curve)}
            style={{
              ...codeStyle(model.codebook, curve.codeKey),
              top: y - 8,
              [rtl ? 'right' : 'left']: 1,
            }}
            className="absolute grid size-4 place-content-center text-(--code) forced-colors:text-[CanvasText]"
          >
            <Spline className="size-3.5" />
          </button>
        ))}
      </div>
    );
  }
  const columns = laneColumns(curves, 6);
  const widest = Math.max(0, ...columns.values());
  const labels = laneLabels(
    curves.map((curve) => ({ ...curve, top: (curve.top + curve.bottom) / 2 - LABEL_HEIGHT / 2 })),
    LABEL_HEIGHT,
    LABEL_DRIFT,
  );
  return (
    <div aria-hidden data-reader-part data-relation-lane className={placement}>
      <svg
        aria-hidden="true"
        className="pointer-events-none absolute top-0 left-0 h-full w-px overflow-visible"
        style={rtl ? { transform: 'scaleX(-1)' } : undefined}
      >
        <defs>
          <marker
            id="relation-arrow"
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" fill="context-stroke" />
          </marker>
        </defs>
        {curves.map((curve) => {
          const type = model.codebook.document.relationTypes.find(
            ({ key }) => key === curve.relation.typeKey,
          );
          return (
            <path
              key={curve.id}
              data-relation={curve.id}
              d={pathOf(curve, 12 + (columns.get(curve.id) ?? 0) * STEP)}
              style={codeStyle(model.codebook, curve.codeKey)}
              markerEnd={curve.to === null ? undefined : 'url(#relation-arrow)'}
              markerStart={
                type?.symmetric && curve.from !== null ? 'url(#relation-arrow)' : undefined
              }
              strokeDasharray={curve.from === null || curve.to === null ? '4 3' : undefined}
              className={cn(
                'fill-none stroke-(--code) stroke-[1.5] opacity-60 forced-colors:stroke-[CanvasText]',
                isPointed(curve) && 'stroke-[2.5] opacity-100',
              )}
            />
          );
        })}
      </svg>
      {curves.map((curve) => {
        const top = labels.tops.get(curve.id);
        if (top === undefined) return null;
        const type = model.codebook.document.relationTypes.find(
          ({ key }) => key === curve.relation.typeKey,
        );
        const name = type ? model.codebook.say(type.name) : curve.relation.typeKey;
        const { far } = curve.relation;
        return (
          <button
            key={curve.id}
            type="button"
            tabIndex={-1}
            title={far ? `${name}: ${far.articleTitle}` : name}
            onClick={() => show(curve)}
            onPointerEnter={() => model.hover.set(ends(curve).find((id) => id !== active) ?? null)}
            onPointerLeave={() => model.hover.set(null)}
            className={cn(
              'absolute w-28 truncate rounded px-1 text-[0.6875rem] text-muted-foreground leading-[1.125rem] hover:bg-accent hover:text-foreground',
              rtl ? 'text-right' : 'text-left',
              isPointed(curve) &&
                'bg-accent font-medium text-foreground underline underline-offset-2',
            )}
            style={{ [rtl ? 'right' : 'left']: 18 + widest * STEP, top }}
          >
            {name}
            {far ? <bdi>: {shortened(far.articleTitle, 24)}</bdi> : null}
          </button>
        );
      })}
    </div>
  );
}
