import type { Fragment } from './fragments';

/** An annotation as the drawing sees it. */
export interface SegmentSource {
  readonly id: string;
  readonly fragments: readonly Fragment[];
}

/** A run of text with one and the same set of annotations on it. */
export interface Segment {
  /** Code points, half-open. */
  readonly start: number;
  readonly end: number;
  /** In the order of the input. Empty where nothing is annotated. */
  readonly ids: readonly string[];
}

interface Edge {
  readonly at: number;
  readonly source: number;
  readonly step: 1 | -1;
}

const NO_IDS: readonly string[] = [];

/**
 * Cuts overlapping annotations into flat runs that cover the window `[from, to)` without gap or
 * overlap; two neighbouring runs never hold the same set. What lies outside the window is ignored.
 * One sweep over the sorted edges: O(n log n) plus the size of the answer.
 */
export function segmentSpans(
  sources: readonly SegmentSource[],
  window: { readonly from: number; readonly to: number },
): Segment[] {
  const { from, to } = window;
  if (from >= to) return [];
  const edges = edgesWithin(sources, from, to);
  const active = new Map<number, number>();
  const segments: Segment[] = [];
  let position = from;
  let next = 0;
  while (position < to) {
    let edge = edges[next];
    while (edge && edge.at === position) {
      applyEdge(active, edge);
      next += 1;
      edge = edges[next];
    }
    const end = edge ? edge.at : to;
    pushSegment(segments, { start: position, end, ids: idsOf(active, sources) });
    position = end;
  }
  return segments;
}

function edgesWithin(sources: readonly SegmentSource[], from: number, to: number): Edge[] {
  const edges: Edge[] = [];
  for (const [source, { fragments }] of sources.entries()) {
    for (const fragment of fragments) {
      const start = Math.max(fragment.start, from);
      const end = Math.min(fragment.end, to);
      if (start >= end) continue;
      edges.push({ at: start, source, step: 1 });
      // An edge at the window's end opens no run.
      if (end < to) edges.push({ at: end, source, step: -1 });
    }
  }
  return edges.sort((a, b) => a.at - b.at);
}

/** Counts, so that two fragments of one annotation may overlap without losing it. */
function applyEdge(active: Map<number, number>, { source, step }: Edge): void {
  const count = (active.get(source) ?? 0) + step;
  // A count may pass through -1 when a closing edge sorts before an opening one at the same place.
  if (count === 0) active.delete(source);
  else active.set(source, count);
}

function idsOf(active: Map<number, number>, sources: readonly SegmentSource[]): readonly string[] {
  if (active.size === 0) return NO_IDS;
  const order = [...active.keys()].sort((a, b) => a - b);
  return order.map((source) => sources[source]?.id ?? '');
}

function pushSegment(segments: Segment[], added: Segment): void {
  const last = segments[segments.length - 1];
  if (last && sameIds(last.ids, added.ids)) {
    segments[segments.length - 1] = { ...last, end: added.end };
  } else {
    segments.push(added);
  }
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
