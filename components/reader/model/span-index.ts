import type { Fragment } from '@/lib/text/fragments';

/** Which annotations stand where. All offsets are code points, half-open. */
export interface SpanIndex {
  /** Adds an annotation, or replaces its fragments. */
  set(id: string, fragments: readonly Fragment[]): void;
  delete(id: string): void;
  /** Annotations on the character at `offset`, the one with the shortest fragment there first. */
  at(offset: number): string[];
  /** Annotations with a character in `[start, end)`, each once, in no particular order. */
  within(start: number, end: number): string[];
}

/** Wide enough that a sentence touches one or two, narrow enough that few annotations share one. */
const BUCKET = 256;

/**
 * A bucket grid over the text: adding, removing and asking cost the same in a text of any length
 * with any number of annotations elsewhere.
 */
export function createSpanIndex(): SpanIndex {
  const buckets = new Map<number, Set<string>>();
  const known = new Map<string, readonly Fragment[]>();

  const eachBucket = (fragments: readonly Fragment[], visit: (bucket: number) => void) => {
    for (const { start, end } of fragments) {
      const last = Math.floor((end - 1) / BUCKET);
      for (let bucket = Math.floor(start / BUCKET); bucket <= last; bucket += 1) visit(bucket);
    }
  };
  const remove = (id: string) => {
    const fragments = known.get(id);
    if (!fragments) return;
    eachBucket(fragments, (bucket) => {
      const ids = buckets.get(bucket);
      ids?.delete(id);
      if (ids?.size === 0) buckets.delete(bucket);
    });
    known.delete(id);
  };

  return {
    set: (id, fragments) => {
      remove(id);
      known.set(id, fragments);
      eachBucket(fragments, (bucket) => {
        const ids = buckets.get(bucket);
        if (ids) ids.add(id);
        else buckets.set(bucket, new Set([id]));
      });
    },
    delete: remove,
    at: (offset) => {
      const found: { id: string; size: number }[] = [];
      for (const id of buckets.get(Math.floor(offset / BUCKET)) ?? []) {
        const hit = known.get(id)?.find((one) => one.start <= offset && offset < one.end);
        if (hit) found.push({ id, size: hit.end - hit.start });
      }
      return found.sort((a, b) => a.size - b.size || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    },
    within: (start, end) => {
      const found = new Set<string>();
      if (start >= end) return [];
      const last = Math.floor((end - 1) / BUCKET);
      for (let bucket = Math.floor(start / BUCKET); bucket <= last; bucket += 1) {
        for (const id of buckets.get(bucket) ?? []) {
          if (found.has(id)) continue;
          if (known.get(id)?.some((one) => one.start < end && start < one.end)) found.add(id);
        }
      }
      return [...found];
    },
  };
}
