import type { WireLabelName } from '../schema';

/** At and above this Jaccard similarity two articles are one text. */
export const DUPLICATE = 0.8;
/** Articles are in one cluster from here on: of either, at least this share stands in the other. */
export const CLUSTER_SHARE = 0.5;
/** Fewer shared words than this share of both texts are set phrases, and no pair. */
export const LEAST_SHARE = 0.1;
/** Fewer shared shingles are no pair, however short the texts. */
export const LEAST_SHARED = 15;

/** Distinct shingles of two articles, counted. */
export interface Overlap {
  readonly shared: number;
  readonly own: number;
  readonly other: number;
}

/** Shared shingles over all of both, 0 to 1. */
export function jaccardOf({ shared, own, other }: Overlap): number {
  const all = own + other - shared;
  return all === 0 ? 0 : shared / all;
}

/** Broder's containment: the share of the own text that stands in the other, 0 to 1. */
export function containmentOf({ shared, own }: Pick<Overlap, 'shared' | 'own'>): number {
  return own === 0 ? 0 : shared / own;
}

/** The larger of the two containments. */
export function shareOf({ shared, own, other }: Overlap): number {
  return Math.max(containmentOf({ shared, own }), containmentOf({ shared, own: other }));
}

/** Whether two texts have enough in common to be kept as a pair. */
export function isPair(overlap: Overlap): boolean {
  return overlap.shared >= LEAST_SHARED && shareOf(overlap) >= LEAST_SHARE;
}

/**
 * What the figures say of an article beside an earlier one (null for none): a proposal, never more.
 * A duplicate from Jaccard 0.8 on, a partial copy where half of either text is the other's, else a
 * long quotation from a tenth on.
 */
export function suggestLabel(beside: Overlap | null): WireLabelName {
  if (!beside || !isPair(beside)) return 'original';
  if (jaccardOf(beside) >= DUPLICATE) return 'wholesale_duplicate';
  return shareOf(beside) >= CLUSTER_SHARE ? 'partial_copy' : 'extensive_quoting';
}

export interface Pair extends Overlap {
  readonly a: string;
  readonly b: string;
}

/** The connected components of pairs that share enough, each of two or more articles, by id. */
export function clustersOf(pairs: readonly Pair[]): string[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) {
      root = up;
    }
    parents.set(id, root);
    return root;
  };
  for (const pair of pairs) {
    if (shareOf(pair) < CLUSTER_SHARE) continue;
    const [one, two] = [rootOf(pair.a), rootOf(pair.b)].toSorted();
    if (one !== undefined && two !== undefined) parents.set(two, one);
  }
  const clusters = new Map<string, string[]>();
  for (const id of parents.keys()) {
    const root = rootOf(id);
    clusters.set(root, [...(clusters.get(root) ?? []), id]);
  }
  return [...clusters.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => ids.toSorted())
    .toSorted((x, y) => ((x[0] ?? '') < (y[0] ?? '') ? -1 : 1));
}
