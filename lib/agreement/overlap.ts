import { type Fragment, fragmentsOverlap } from '@/lib/text/fragments';
import { type Continuum, codersOf, type MarkedSpan } from './continuum';
import { meanOfPairs } from './pair-kappa';
import { sumOf } from './ratings';
import { defined, type Score, type Scorer, undefinedBecause } from './score';

/**
 * When a span counts as found by the other coder: `exact`, the same fragments; `any`, some character
 * in common; `share`, by the share of its characters that the other marked too.
 */
export type OverlapKind = 'exact' | 'any' | 'share';

/**
 * Pairwise F1 on spans with the same code: one coder's spans are taken as if they were the truth for
 * the other's, `F1 = 2PR/(P + R)`, which is the same both ways. `exact` and `any` are MUC's strict and
 * lenient matching; for `exact`, Hripcsak & Rothschild (2005), *Agreement, the F-measure, and reliability
 * in information retrieval*, show that it is what κ tends to when the unmarked text grows. `share` is
 * the scorer of SemEval-2020 task 11, subtask SI (Da San Martino et al. 2020, section 5; after Potthast
 * et al. 2010): overlapping spans of a coder and code are merged, then
 * `P = 1/|S| Σ_s Σ_t |s∩t| / |s|`, `R = 1/|T| Σ_t Σ_s |s∩t| / |t|`.
 *
 * Several articles: sums over all of them, then P and R. More than two coders: the mean over pairs.
 * Not corrected for chance. Undefined: one coder; nobody of any pair marked anything.
 */
export function overlapScorer(
  articles: readonly Continuum[],
  kind: OverlapKind,
): Scorer<Float64Array> {
  const coders = Math.max(0, ...articles.map((article) => article.coders.length));
  const several = articles.some((article) => codersOf(article).length > 1);
  return {
    parts: articles.map((article) => tally(article, coders, kind)),
    score: (parts) => {
      if (!several) return undefinedBecause('one_coder');
      const sums = sumOf(parts);
      const scores: Score[] = [];
      for (let at = 0; at + 4 <= sums.length; at += 4) {
        scores.push(f1(sums[at], sums[at + 1], sums[at + 2], sums[at + 3]));
      }
      return meanOfPairs(scores);
    },
  };
}

/** Precision and recall of the second coder's spans against the first's, and F1; 0 where nothing is. */
export function overlapShares(
  first: readonly MarkedSpan[],
  second: readonly MarkedSpan[],
): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const [found, of, foundBack, ofBack] = compare(second, first, 'share');
  const precision = of > 0 ? found / of : 0;
  const recall = ofBack > 0 ? foundBack / ofBack : 0;
  const sum = precision + recall;
  return { precision, recall, f1: sum > 0 ? (2 * precision * recall) / sum : 0 };
}

/** For each pair of coders: found of the first's, the first's, found of the second's, the second's. */
function tally({ coders: spans }: Continuum, coders: number, kind: OverlapKind): Float64Array {
  const sums = new Float64Array(((coders * (coders - 1)) / 2) * 4);
  let at = 0;
  for (let one = 0; one < coders; one += 1) {
    for (let other = one + 1; other < coders; other += 1) {
      const first = spans[one];
      const second = spans[other];
      if (first && second) sums.set(compare(first, second, kind), at);
      at += 4;
    }
  }
  return sums;
}

function f1(found = 0, of = 0, foundBack = 0, ofBack = 0): Score {
  if (of === 0 && ofBack === 0) return undefinedBecause('no_spans');
  const one = of > 0 ? found / of : 0;
  const other = ofBack > 0 ? foundBack / ofBack : 0;
  const value = one + other > 0 ? (2 * one * other) / (one + other) : 0;
  return defined(value, value, null);
}

function compare(
  first: readonly MarkedSpan[],
  second: readonly MarkedSpan[],
  kind: OverlapKind,
): [found: number, of: number, foundBack: number, ofBack: number] {
  if (kind === 'exact') {
    const matches = sameSpans(first, second);
    return [matches, first.length, matches, second.length];
  }
  const ones = byCode(first);
  const others = byCode(second);
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (const code of new Set([...ones.keys(), ...others.keys()])) {
    const a = ones.get(code) ?? [];
    const b = others.get(code) ?? [];
    const added = kind === 'any' ? touching(a, b) : sharing(a, b);
    for (let at = 0; at < 4; at += 1) sums[at] = (sums[at] ?? 0) + (added[at] ?? 0);
  }
  return sums;
}

function byCode(spans: readonly MarkedSpan[]): Map<number, MarkedSpan[]> {
  const groups = new Map<number, MarkedSpan[]>();
  for (const span of spans) {
    const group = groups.get(span.code);
    if (group) group.push(span);
    else groups.set(span.code, [span]);
  }
  return groups;
}

/** How many spans have a twin with the same code and fragments, each twin counted once. */
function sameSpans(first: readonly MarkedSpan[], second: readonly MarkedSpan[]): number {
  const keyOf = ({ code, fragments }: MarkedSpan) =>
    `${code}:${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}`;
  const left = new Map<string, number>();
  for (const span of first) left.set(keyOf(span), (left.get(keyOf(span)) ?? 0) + 1);
  let matches = 0;
  for (const span of second) {
    const count = left.get(keyOf(span)) ?? 0;
    if (count === 0) continue;
    left.set(keyOf(span), count - 1);
    matches += 1;
  }
  return matches;
}

function touching(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): number[] {
  const found = (spans: readonly MarkedSpan[], others: readonly MarkedSpan[]) =>
    spans.filter((span) => others.some((o) => fragmentsOverlap(span.fragments, o.fragments)))
      .length;
  return [found(a, b), a.length, found(b, a), b.length];
}

function sharing(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): number[] {
  const first = mergedSpans(a);
  const second = mergedSpans(b);
  return [shareFound(first, second), first.length, shareFound(second, first), second.length];
}

/** Spans that overlap as one; a discontinuous one stays one, with all its fragments. */
function mergedSpans(spans: readonly MarkedSpan[]): (readonly Fragment[])[] {
  const result: (readonly Fragment[])[] = [];
  const first = (fragments: readonly Fragment[]) => fragments[0]?.start ?? 0;
  for (const { fragments } of spans.toSorted((x, y) => first(x.fragments) - first(y.fragments))) {
    let joined: readonly Fragment[] = fragments;
    for (let at = result.length - 1; at >= 0; at -= 1) {
      const other = result[at];
      if (!other || !fragmentsOverlap(other, joined)) continue;
      joined = joinedFragments(other, joined);
      result.splice(at, 1);
    }
    result.push(joined);
  }
  return result;
}

function joinedFragments(a: readonly Fragment[], b: readonly Fragment[]): Fragment[] {
  const joined: Fragment[] = [];
  for (const one of [...a, ...b].sort((x, y) => x.start - y.start)) {
    const last = joined.at(-1);
    if (last && one.start <= last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    } else {
      joined.push(one);
    }
  }
  return joined;
}

function shareFound(
  spans: readonly (readonly Fragment[])[],
  others: readonly (readonly Fragment[])[],
): number {
  let sum = 0;
  for (const span of spans) {
    const length = span.reduce((total, { start, end }) => total + end - start, 0);
    let common = 0;
    for (const other of others) common += commonLength(span, other);
    sum += common / length;
  }
  return sum;
}

/** How many characters are in both. Both in text order. */
export function commonLength(a: readonly Fragment[], b: readonly Fragment[]): number {
  let common = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const one = a[i];
    const other = b[j];
    if (!one || !other) break;
    common += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    if (one.end <= other.end) i += 1;
    else j += 1;
  }
  return common;
}
