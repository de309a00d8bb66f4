import type { Fragment } from '@/lib/text/fragments';

/** What a coder marked: a code (an index) on one or more fragments (code points, half-open). */
export interface MarkedSpan {
  readonly code: number;
  /** In text order, neither overlapping nor touching. At least one. */
  readonly fragments: readonly Fragment[];
}

/** One article as a continuum of `length` code points, with what each coder marked in it. */
export interface Continuum {
  readonly length: number;
  /** By coder; null for one who did not code the article. */
  readonly coders: readonly (readonly MarkedSpan[] | null)[];
}

/** Indices of the coders who coded the article. */
export function codersOf(continuum: Continuum): number[] {
  return continuum.coders.flatMap((spans, coder) => (spans ? [coder] : []));
}

/** A stretch to which a coder gave one value; null for a gap between units. */
export interface Segment extends Fragment {
  readonly value: string | null;
}

/**
 * A coder's spans as a partition of the whole continuum into units and gaps, in text order. Every
 * boundary that the coder set is kept, so that two units side by side stay two. Where spans overlap,
 * the value is the set of their codes, written as their sorted names joined by `+`: a measure that
 * wants one value a stretch then takes each combination as a value of its own.
 */
export function partition(
  spans: readonly MarkedSpan[],
  length: number,
  nameOf: (code: number) => string,
): Segment[] {
  interface Change {
    readonly at: number;
    readonly name: string;
    readonly by: 1 | -1;
  }
  const changes: Change[] = [];
  for (const { code, fragments } of spans) {
    const name = nameOf(code);
    for (const { start, end } of fragments) {
      changes.push({ at: start, name, by: 1 }, { at: end, name, by: -1 });
    }
  }
  changes.sort((a, b) => a.at - b.at);
  const segments: Segment[] = [];
  const open = new Map<string, number>();
  let from = 0;
  const close = (to: number) => {
    if (to <= from) return;
    const names = [...open.keys()].sort();
    segments.push({ start: from, end: to, value: names.length > 0 ? names.join('+') : null });
    from = to;
  };
  for (const { at, name, by } of changes) {
    close(at);
    const count = (open.get(name) ?? 0) + by;
    if (count === 0) open.delete(name);
    else open.set(name, count);
  }
  close(length);
  return segments;
}

/** Calls `meet` for each pair of segments of two partitions that share text, with its length. */
export function intersect(
  ones: readonly Segment[],
  others: readonly Segment[],
  meet: (one: number, other: number, length: number) => void,
): void {
  let i = 0;
  let j = 0;
  while (i < ones.length && j < others.length) {
    const one = ones[i];
    const other = others[j];
    if (!one || !other) return;
    const length = Math.min(one.end, other.end) - Math.max(one.start, other.start);
    if (length > 0) meet(i, j, length);
    if (one.end <= other.end) i += 1;
    if (other.end <= one.end) j += 1;
  }
}
