import { extentOf } from '@/lib/text/fragments';
import { type Candidate, cluster, type Edge } from './clusters';
import { overlapShare } from './overlap';
import {
  attributesKey,
  type ComparedAnnotation,
  type ComparedRelation,
  fragmentsKey,
} from './units';

/** Passages with different codes are held to be one disagreement from this share of common text on. */
const OTHER_CODE_SHARE = 0.5;
/** A common code weighs as much as this share of common text. */
const SAME_CODE_BONUS = 0.5;
/** Between equals, equal values decide; less than any difference of a character in 100,000. */
const SAME_VALUES_BONUS = 1e-6;

export interface AnnotationCandidate extends Candidate {
  readonly unit: ComparedAnnotation;
  readonly values: string;
}

export interface RelationCandidate extends Candidate {
  readonly unit: ComparedRelation;
  readonly from: string;
  readonly to: string;
  readonly values: string;
}

export function annotationCandidate(unit: ComparedAnnotation, coder: number): AnnotationCandidate {
  const values = attributesKey(unit.attributes);
  const content = `${fragmentsKey(unit.fragments)} ${unit.codeKey} ${values}`;
  return { id: unit.id, coder, unit, values, content };
}

/** Labels of the whole article: by code, else by equal values (another primary frame, say). */
export function alignLabels(candidates: readonly AnnotationCandidate[]): AnnotationCandidate[][] {
  const edges = pairs(candidates).flatMap(([a, b]) => {
    const sameCode = a.unit.codeKey === b.unit.codeKey;
    const sameValues = a.values === b.values;
    const score = (sameCode ? 2 : 0) + (sameValues ? 1 : 0);
    return score > 0 ? [{ a, b, score }] : [];
  });
  return cluster(candidates, edges);
}

/** Passages of one layer: those that share text, found by one sweep over the text. */
export function alignSpans(candidates: readonly AnnotationCandidate[]): AnnotationCandidate[][] {
  const placed = candidates
    .flatMap((candidate) => {
      const extent = extentOf(candidate.unit.fragments);
      return extent ? [{ candidate, ...extent }] : [];
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const edges: Edge<AnnotationCandidate>[] = [];
  let open: typeof placed = [];
  for (const one of placed) {
    open = open.filter(({ end }) => end > one.start);
    for (const other of open) {
      const edge = spanEdge(one.candidate, other.candidate);
      if (edge) edges.push(edge);
    }
    open.push(one);
  }
  return cluster(candidates, edges);
}

function spanEdge(
  a: AnnotationCandidate,
  b: AnnotationCandidate,
): Edge<AnnotationCandidate> | null {
  if (a.coder === b.coder) return null;
  const share = overlapShare(a.unit.fragments, b.unit.fragments);
  const sameCode = a.unit.codeKey === b.unit.codeKey;
  if (share === 0 || (!sameCode && share < OTHER_CODE_SHARE)) return null;
  const bonus = (sameCode ? SAME_CODE_BONUS : 0) + (a.values === b.values ? SAME_VALUES_BONUS : 0);
  return { a, b, score: share + bonus };
}

/**
 * Attributions, by the places that they join. `memberKeys` answers `role:place` for each member that
 * has a place; a shared content weighs twice as much as a shared source or cue.
 */
export function alignComposites(
  candidates: readonly AnnotationCandidate[],
  memberKeys: (unit: ComparedAnnotation) => readonly string[],
): AnnotationCandidate[][] {
  const keys = new Map(candidates.map((one) => [one, new Set(memberKeys(one.unit))]));
  const edges: Edge<AnnotationCandidate>[] = [];
  for (const [a, b] of sharing(candidates, (one) => keys.get(one) ?? new Set())) {
    const share = weightedShare(keys.get(a) ?? new Set(), keys.get(b) ?? new Set());
    if (share === 0) continue;
    const same = a.unit.codeKey === b.unit.codeKey ? SAME_CODE_BONUS : 0;
    edges.push({ a, b, score: share + same + (a.values === b.values ? SAME_VALUES_BONUS : 0) });
  }
  return cluster(candidates, edges);
}

function weightedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const weight = (key: string) => (key.startsWith('content:') ? 2 : 1);
  let shared = 0;
  let all = 0;
  for (const key of new Set([...a, ...b].sort())) {
    all += weight(key);
    if (a.has(key) && b.has(key)) shared += weight(key);
  }
  return all === 0 ? 0 : shared / all;
}

/** Links between the same two places; then by type, direction and values. */
export function alignRelations(candidates: readonly RelationCandidate[]): RelationCandidate[][] {
  const ends = ({ from, to }: RelationCandidate) => new Set([[from, to].sort().join(' ')]);
  const edges = sharing(candidates, ends).map(([a, b]) => ({
    a,
    b,
    score:
      1 +
      (a.unit.typeKey === b.unit.typeKey ? 2 : 0) +
      (a.from === b.from ? 1 : 0) +
      (a.values === b.values ? 0.5 : 0),
  }));
  return cluster(candidates, edges);
}

/** Pairs of different coders' candidates that have a key in common, each once. */
function sharing<T extends Candidate>(
  candidates: readonly T[],
  keysOf: (one: T) => ReadonlySet<string>,
): [T, T][] {
  const byKey = new Map<string, T[]>();
  for (const one of candidates) {
    for (const key of keysOf(one)) {
      const list = byKey.get(key);
      if (list) list.push(one);
      else byKey.set(key, [one]);
    }
  }
  const met = new Map<T, Set<T>>();
  const found: [T, T][] = [];
  for (const list of byKey.values()) {
    for (const [a, b] of pairs(list)) {
      const [first, second] = a.id < b.id ? [a, b] : [b, a];
      const known = met.get(first) ?? new Set();
      if (known.has(second)) continue;
      met.set(first, known.add(second));
      found.push([first, second]);
    }
  }
  return found;
}

/** Pairs of different coders' candidates. */
function pairs<T extends Candidate>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, i) =>
    list.slice(i + 1).flatMap((b): [T, T][] => (a.coder === b.coder ? [] : [[a, b]])),
  );
}
