import type { Fragment } from '@/lib/text/fragments';

/** The place that an address asks to be shown: `?at=12-20`, code points; null for anything else. */
export function placeInAddress(search: string, length: number): Fragment | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(new URLSearchParams(search).get('at') ?? '');
  if (!found) return null;
  const [start, end] = [Number(found[1]), Number(found[2])];
  return start < end && end <= length ? { start, end } : null;
}
