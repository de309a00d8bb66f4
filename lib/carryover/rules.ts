import type { Fragment } from '@/lib/text/fragments';
import type { Reanchored } from '@/lib/text/reanchor';
import type { Verdict } from './schema';

/** What is asked about an annotation that may go over. */
export interface Carried {
  readonly id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly fragments: readonly Fragment[];
  readonly members: readonly { readonly annotationId: string }[];
}

export interface Judged {
  readonly id: string;
  readonly verdict: Verdict;
  readonly fragments: readonly Fragment[];
  readonly score: number;
  readonly runnerUp: number | null;
  readonly near: number;
}

const RANK: readonly Verdict[] = ['exact', 'moved', 'changed', 'lost'];

/**
 * What becomes of the annotations of one coding in a later text. A label of the whole article is about
 * a text that is no longer the same: a person says whether it still holds. A composite goes with its
 * parts: it is as sure as the least sure of them, and lost only when all of them are.
 */
export function judgeCoding(
  annotations: readonly Carried[],
  reanchor: (fragments: readonly Fragment[]) => Reanchored,
  sameText: boolean,
): Map<string, Judged> {
  const judged = new Map<string, Judged>();
  const byId = new Map(annotations.map((one) => [one.id, one]));
  const whole = (id: string, verdict: Verdict): Judged => ({
    id,
    verdict,
    fragments: [],
    score: 1,
    runnerUp: null,
    near: 0,
  });
  const judge = (one: Carried, within: ReadonlySet<string>): Judged => {
    const known = judged.get(one.id);
    if (known) return known;
    const own = one.fragments.length > 0 ? { id: one.id, ...reanchor(one.fragments) } : null;
    const answer = (): Judged => {
      if (one.kind === 'article') return whole(one.id, sameText ? 'exact' : 'changed');
      if (one.kind === 'span') return own ?? whole(one.id, 'lost');
      const inside = new Set([...within, one.id]);
      const parts = one.members.map(({ annotationId }) => {
        const part = byId.get(annotationId);
        if (!part || inside.has(annotationId)) return whole(annotationId, 'lost');
        return judge(part, inside);
      });
      const all = own ? [...parts, own] : parts;
      const ranks = all.map(({ verdict }) => RANK.indexOf(verdict));
      const lostAll = ranks.every((rank) => rank === 3);
      const verdict = lostAll ? 'lost' : (RANK[Math.min(2, Math.max(...ranks))] ?? 'lost');
      return {
        id: one.id,
        verdict,
        fragments: own?.fragments ?? [],
        score: all.length > 0 ? Math.min(...all.map(({ score }) => score)) : 0,
        runnerUp: null,
        near: Math.min(...all.map(({ near }) => near)),
      };
    };
    const found = answer();
    judged.set(one.id, found);
    return found;
  };
  for (const one of annotations) judge(one, new Set());
  return judged;
}

/** Whether an annotation goes over without a person: it says the same words. */
export function isSure({ verdict }: Judged): boolean {
  return verdict === 'exact' || verdict === 'moved';
}

/** In the order in which they can be written: what is held before what holds it. */
export function inLayers<T extends Carried>(annotations: readonly T[]): T[][] {
  const layers: T[][] = [];
  const done = new Set<string>();
  let rest = [...annotations];
  const here = new Set(annotations.map(({ id }) => id));
  while (rest.length > 0) {
    const ready = rest.filter(({ members }) =>
      members.every(({ annotationId }) => done.has(annotationId) || !here.has(annotationId)),
    );
    // A circle cannot be stored; if there were one, it would not go over.
    if (ready.length === 0) break;
    layers.push(ready);
    for (const { id } of ready) done.add(id);
    rest = rest.filter(({ id }) => !done.has(id));
  }
  return layers;
}
