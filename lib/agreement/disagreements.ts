import { fragmentsOverlap, sameFragments } from '@/lib/text/fragments';
import type { MarkedSpan } from './continuum';
import { commonLength } from './overlap';

/**
 * Where two coders part: `boundaries`, the same code on words that only overlap; `code`, another code on
 * words that overlap; `only_one`, a span that the other has nothing like.
 */
export type DisagreementKind = 'boundaries' | 'code' | 'only_one';

/** `one` and `other` are places in the two lists; null where that coder has nothing. */
export interface Disagreement {
  readonly kind: DisagreementKind;
  readonly one: number | null;
  readonly other: number | null;
}

/**
 * The disagreements between two coders' spans of one text, in text order. Spans that are alike in
 * words and code are matched first and told of nowhere; then those with the same code and most words in
 * common; then those with most words in common; each at most once.
 */
export function findDisagreements(
  ones: readonly MarkedSpan[],
  others: readonly MarkedSpan[],
): Disagreement[] {
  const leftOnes = new Set(ones.keys());
  const leftOthers = new Set(others.keys());
  for (const [one, span] of ones.entries()) {
    for (const other of leftOthers) {
      const twin = others[other];
      if (!twin || twin.code !== span.code || !sameFragments(twin.fragments, span.fragments))
        continue;
      leftOnes.delete(one);
      leftOthers.delete(other);
      break;
    }
  }
  const found: Disagreement[] = [];
  for (const kind of ['boundaries', 'code'] as const) {
    const candidates: { readonly one: number; readonly other: number; readonly common: number }[] =
      [];
    for (const one of leftOnes) {
      for (const other of leftOthers) {
        const [a, b] = [ones[one], others[other]];
        if (!a || !b || (kind === 'boundaries' && a.code !== b.code)) continue;
        if (!fragmentsOverlap(a.fragments, b.fragments)) continue;
        candidates.push({ one, other, common: commonLength(a.fragments, b.fragments) });
      }
    }
    candidates.sort((p, q) => q.common - p.common || p.one - q.one || p.other - q.other);
    for (const { one, other } of candidates) {
      if (!leftOnes.has(one) || !leftOthers.has(other)) continue;
      leftOnes.delete(one);
      leftOthers.delete(other);
      found.push({ kind, one, other });
    }
  }
  for (const one of leftOnes) found.push({ kind: 'only_one', one, other: null });
  for (const other of leftOthers) found.push({ kind: 'only_one', one: null, other });
  const startOf = ({ one, other }: Disagreement) => {
    const of = (span: MarkedSpan | undefined) =>
      span?.fragments[0]?.start ?? Number.POSITIVE_INFINITY;
    return Math.min(
      one === null ? Number.POSITIVE_INFINITY : of(ones[one]),
      other === null ? Number.POSITIVE_INFINITY : of(others[other]),
    );
  };
  return found.sort((a, b) => startOf(a) - startOf(b));
}
