import { err, ok, type Result } from '@/lib/result/result';

/** A stretch of an article's text: code points, half-open. */
export interface Fragment {
  readonly start: number;
  readonly end: number;
}

export type Boundary = 'start' | 'end';

/**
 * Checks fragments as the database does: at least one, whole numbers, `0 <= start < end <= length`
 * (code points), in text order, neither overlapping nor touching. Fails with `invalid_input`.
 */
export function validateFragments(fragments: readonly Fragment[], length: number): Result<void> {
  if (fragments.length === 0) return refuse('An annotation of a passage needs some text.');
  let previousEnd = -1;
  for (const { start, end } of fragments) {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end > length) {
      return refuse(`The passage ${start}–${end} is outside the text (0–${length}).`);
    }
    if (start >= end) return refuse(`The passage ${start}–${end} is empty.`);
    if (start <= previousEnd) {
      return refuse(`The passage ${start}–${end} touches, overlaps or precedes the one before it.`);
    }
    previousEnd = end;
  }
  return ok(undefined);
}

/** Sorts fragments and merges those that touch or overlap; empty ones are dropped. */
export function normaliseFragments(fragments: readonly Fragment[]): Fragment[] {
  const sorted = fragments
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const merged: Fragment[] = [];
  for (const { start, end } of sorted) {
    const last = merged[merged.length - 1];
    if (last && start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    } else {
      merged.push({ start, end });
    }
  }
  return merged;
}

/** Adds a stretch of text, merged with what it touches. */
export function addFragment(fragments: readonly Fragment[], added: Fragment): Fragment[] {
  return normaliseFragments([...fragments, added]);
}

/** Takes a stretch of text out; may cut a fragment in two, and may leave none. */
export function removeRange(fragments: readonly Fragment[], removed: Fragment): Fragment[] {
  return normaliseFragments(
    fragments.flatMap(({ start, end }) => [
      { start, end: Math.min(end, removed.start) },
      { start: Math.max(start, removed.end), end },
    ]),
  );
}

/** Drops the fragment at `index`. Fails with `invalid_input` when it is the only one or not there. */
export function removeFragment(fragments: readonly Fragment[], index: number): Result<Fragment[]> {
  if (!fragments[index]) return refuse('That passage is not part of the annotation.');
  if (fragments.length === 1) return refuse('The last passage of an annotation cannot be removed.');
  return ok(fragments.filter((_, position) => position !== index));
}

/**
 * Moves one boundary of the fragment at `index` to a code point offset. A fragment that reaches or
 * passes its neighbour takes it in. Fails with `invalid_input` when the fragment would be empty.
 */
export function moveBoundary(
  fragments: readonly Fragment[],
  index: number,
  boundary: Boundary,
  to: number,
): Result<Fragment[]> {
  const current = fragments[index];
  if (!current) return refuse('That passage is not part of the annotation.');
  const moved = { ...current, [boundary]: to };
  if (moved.start >= moved.end) return refuse('A passage needs at least one character.');
  return ok(normaliseFragments(fragments.map((one, at) => (at === index ? moved : one))));
}

/** From the first fragment's start to the last one's end; null without fragments. */
export function extentOf(fragments: readonly Fragment[]): Fragment | null {
  let extent: Fragment | null = null;
  for (const { start, end } of fragments) {
    extent = extent
      ? { start: Math.min(extent.start, start), end: Math.max(extent.end, end) }
      : { start, end };
  }
  return extent;
}

/** True when the character at `offset` is in one of the fragments. */
export function containsOffset(fragments: readonly Fragment[], offset: number): boolean {
  return fragments.some(({ start, end }) => start <= offset && offset < end);
}

/** True when every character of `inner` is in `outer`. Both normalised. */
export function containsFragments(outer: readonly Fragment[], inner: readonly Fragment[]): boolean {
  return inner.every((one) => outer.some((o) => o.start <= one.start && one.end <= o.end));
}

/** True when some character is in both. Both normalised; linear in their number. */
export function fragmentsOverlap(a: readonly Fragment[], b: readonly Fragment[]): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return false;
    if (left.start < right.end && right.start < left.end) return true;
    if (left.end <= right.end) i += 1;
    else j += 1;
  }
  return false;
}

/** True when both hold the same fragments in the same order. */
export function sameFragments(a: readonly Fragment[], b: readonly Fragment[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, end }, index) => start === b[index]?.start && end === b[index]?.end)
  );
}

function refuse(message: string): Extract<Result<never>, { ok: false }> {
  return err('invalid_input', message, { field: 'fragments' });
}
