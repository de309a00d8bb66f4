import { type Fragment, fragmentsOverlap } from '@/lib/text/fragments';
import { commonLength } from './overlap';
import { meanOfPairs } from './pair-kappa';
import { sumOf } from './ratings';
import { defined, type Score, type Scorer, undefinedBecause } from './score';

export const FRAME_PARTS = ['source', 'cue', 'content'] as const;
export type FramePart = (typeof FRAME_PARTS)[number];

/** One attribution: the words of its source, cue and content; an absent part is empty. */
export type Frame = Readonly<Record<FramePart, readonly Fragment[]>>;

/** `found`: PolNeAR's agr; a part: F1 on it; `whole`: F1 on attributions all of whose parts agree. */
export type AttributionKind = FramePart | 'found' | 'whole';

/**
 * Agreement on attributions, pair by pair. Two coders' attributions are matched one to one: their
 * contents share text (their cues, where one has no content), those with most text in common first.
 *
 * - `found`: agr, the share of one coder's attributions that the other has too, mean of both directions:
 *   `agr(a‖b) = |a matching b| / |a|` (Wiebe, Wilson & Cardie 2005, *Annotating expressions of opinions and
 *   emotions in language*, section 4.2; used for attributions by Pareti 2012 and, for PolNeAR, by Newell,
 *   Margolin & Ruths 2018). Those papers leave open when two attributions match: the rule above is ours.
 * - `source`, `cue`, `content`: F1 on the attributions that have the part; it agrees when the matched
 *   attribution's part shares text with it.
 * - `whole`: F1 on attributions matched with every part in agreement; a part absent in both agrees.
 *
 * Several articles: sums over all. More than two coders: the mean over pairs. Not corrected for
 * chance. Undefined: one coder; no attribution (with that part) by either coder of any pair.
 *
 * @param articles for each article, by coder, the attributions; null for one who did not code it
 */
export function attributionScorer(
  articles: readonly (readonly (readonly Frame[] | null)[])[],
  kind: AttributionKind,
): Scorer<Float64Array> {
  const coders = Math.max(0, ...articles.map((article) => article.length));
  const several = articles.some((article) => article.filter((one) => one !== null).length > 1);
  return {
    parts: articles.map((article) => tally(article, coders, kind)),
    score: (parts) => {
      if (!several) return undefinedBecause('one_coder');
      const sums = sumOf(parts);
      const scores: Score[] = [];
      for (let at = 0; at + 3 <= sums.length; at += 3) {
        scores.push(scoreOf(kind, sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0));
      }
      return meanOfPairs(scores);
    },
  };
}

function scoreOf(kind: AttributionKind, agreeing: number, ones: number, others: number): Score {
  if (ones + others === 0) return undefinedBecause('no_attributions');
  const value =
    kind === 'found'
      ? ((ones > 0 ? agreeing / ones : 0) + (others > 0 ? agreeing / others : 0)) / 2
      : (2 * agreeing) / (ones + others);
  return defined(value, value, null);
}

function tally(
  article: readonly (readonly Frame[] | null)[],
  coders: number,
  kind: AttributionKind,
): Float64Array {
  const sums = new Float64Array(((coders * (coders - 1)) / 2) * 3);
  let at = 0;
  for (let one = 0; one < coders; one += 1) {
    for (let other = one + 1; other < coders; other += 1) {
      const a = article[one];
      const b = article[other];
      if (a && b) {
        const counts = (frames: readonly Frame[]) =>
          frames.filter((frame) => hasPart(frame, kind)).length;
        const agreeing = matchFrames(a, b).filter(([x, y]) => agrees(a[x], b[y], kind)).length;
        sums.set([agreeing, counts(a), counts(b)], at);
      }
      at += 3;
    }
  }
  return sums;
}

function hasPart(frame: Frame, kind: AttributionKind): boolean {
  return kind === 'found' || kind === 'whole' || frame[kind].length > 0;
}

function agrees(a: Frame | undefined, b: Frame | undefined, kind: AttributionKind): boolean {
  if (!a || !b) return false;
  if (kind === 'found') return true;
  if (kind !== 'whole') return fragmentsOverlap(a[kind], b[kind]);
  return FRAME_PARTS.every(
    (part) => fragmentsOverlap(a[part], b[part]) || (a[part].length === 0 && b[part].length === 0),
  );
}

/** Indices of matched attributions, one to one; those with most text in common are taken first. */
export function matchFrames(a: readonly Frame[], b: readonly Frame[]): [number, number][] {
  const candidates: { readonly pair: [number, number]; readonly common: number }[] = [];
  for (let x = 0; x < a.length; x += 1) {
    for (let y = 0; y < b.length; y += 1) {
      const one = a[x];
      const other = b[y];
      if (!one || !other) continue;
      const part = one.content.length > 0 && other.content.length > 0 ? 'content' : 'cue';
      if (!fragmentsOverlap(one[part], other[part])) continue;
      let common = 0;
      for (const each of FRAME_PARTS) common += commonLength(one[each], other[each]);
      candidates.push({ pair: [x, y], common });
    }
  }
  candidates.sort((p, q) => q.common - p.common || placeOf(p.pair, a, b) - placeOf(q.pair, a, b));
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const matched: [number, number][] = [];
  for (const { pair } of candidates) {
    const [x, y] = pair;
    if (takenA.has(x) || takenB.has(y)) continue;
    takenA.add(x);
    takenB.add(y);
    matched.push(pair);
  }
  return matched;
}

/** Ties are taken from the left, whoever of the two coders comes first. */
function placeOf([x, y]: [number, number], a: readonly Frame[], b: readonly Frame[]): number {
  const start = (frame: Frame | undefined) =>
    Math.min(...FRAME_PARTS.map((part) => frame?.[part][0]?.start ?? Number.POSITIVE_INFINITY));
  return start(a[x]) + start(b[y]);
}
