import type { AnnotationDto, ReviewState } from '@/lib/annotations/schema';

/** What is shown. An empty set of a kind means all of that kind. */
export interface Filters {
  readonly layers: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
  readonly coders: ReadonlySet<string>;
  readonly states: ReadonlySet<ReviewState>;
}

export const NO_FILTERS: Filters = {
  layers: new Set(),
  codes: new Set(),
  coders: new Set(),
  states: new Set(),
};

export const REVIEW_STATES: readonly ReviewState[] = [
  'unreviewed',
  'accepted',
  'amended',
  'rejected',
  'disputed',
];

const admits = <T>(wanted: ReadonlySet<T>, value: T) => wanted.size === 0 || wanted.has(value);

/** Whether the annotation passes every filter. */
export function passes(head: AnnotationDto, filters: Filters): boolean {
  return (
    admits(filters.layers, head.layerKey) &&
    admits(filters.codes, head.codeKey) &&
    admits(filters.coders, head.coderId) &&
    admits(filters.states, head.reviewState)
  );
}

/** How many kinds of filter are set. */
export function activeFilters(filters: Filters): number {
  return [filters.layers, filters.codes, filters.coders, filters.states].filter(
    (one) => one.size > 0,
  ).length;
}

/** The set with the value added, or taken away if it was in. */
export function toggled<T>(values: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(values);
  if (!next.delete(value)) next.add(value);
  return next;
}
