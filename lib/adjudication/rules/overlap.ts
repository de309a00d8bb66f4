import { type Fragment, normaliseFragments } from '@/lib/text/fragments';

/** Code points in the fragments. Normalised. */
export function lengthOf(fragments: readonly Fragment[]): number {
  return fragments.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The text that both hold. Both normalised; linear in their number. */
export function intersection(a: readonly Fragment[], b: readonly Fragment[]): Fragment[] {
  const common: Fragment[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) break;
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (start < end) common.push({ start, end });
    if (left.end <= right.end) i += 1;
    else j += 1;
  }
  return common;
}

/** Shared text over all text of both: 0 (nothing shared) to 1 (the same). Jaccard's index. */
export function overlapShare(a: readonly Fragment[], b: readonly Fragment[]): number {
  const shared = lengthOf(intersection(a, b));
  return shared === 0 ? 0 : shared / (lengthOf(a) + lengthOf(b) - shared);
}

/** `all`: whatever any of them marked; `common`: what every one marked (may be empty). */
export type BoundaryMerge = 'all' | 'common';

/** One passage of several. */
export function mergeFragments(
  passages: readonly (readonly Fragment[])[],
  mode: BoundaryMerge,
): Fragment[] {
  if (mode === 'all') return normaliseFragments(passages.flat());
  const [first, ...others] = passages.map((one) => normaliseFragments(one));
  return others.reduce((common, one) => intersection(common, one), first ?? []);
}
