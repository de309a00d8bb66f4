import { createHash } from 'node:crypto';
import { SPLITS, type SplitName, type SplitSpec } from './schema';

/** What is known of an article for splitting. */
export interface Splittable {
  /** Its name, which is the same wherever the project is restored. */
  readonly name: string;
  /** Articles that copy one another share it. */
  readonly cluster: string;
  readonly publisher: string | null;
  /** `2026-11`, UTC. */
  readonly month: string | null;
}

/**
 * Splits articles for training, development and test, in their order. Whole clusters go together, so
 * that no copy of a test article is trained on; each stratum of publisher and month is shared out by
 * the shares as near as its clusters allow, and so is the whole: the largest cluster first, then by the
 * seed, each to the split that lacks most. The same articles and seed give the same splits.
 */
export function splitArticles(articles: readonly Splittable[], spec: SplitSpec): SplitName[] {
  const clusters = new Map<string, number[]>();
  for (const [index, { cluster }] of articles.entries()) {
    const members = clusters.get(cluster);
    if (members) members.push(index);
    else clusters.set(cluster, [index]);
  }
  const byName = new Map(articles.map((one) => [one.name, one]));
  const strata = new Map<string, { rank: string; members: number[] }[]>();
  for (const members of clusters.values()) {
    const names = members.map((index) => articles[index]?.name ?? '').toSorted();
    const first = byName.get(names[0] ?? '');
    const stratum = `${first?.publisher ?? ''}\n${first?.month ?? ''}`;
    const rank = createHash('sha256')
      .update(`${spec.seed}\n${names.join('\n')}`)
      .digest('hex');
    strata.set(stratum, [...(strata.get(stratum) ?? []), { rank, members }]);
  }
  const splits: SplitName[] = [];
  const overall: Record<SplitName, number> = { train: 0, dev: 0, test: 0 };
  const order = [...strata].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [, groups] of order) {
    const here: Record<SplitName, number> = { train: 0, dev: 0, test: 0 };
    const bySize = groups.toSorted(
      (a, b) => b.members.length - a.members.length || (a.rank < b.rank ? -1 : 1),
    );
    for (const { members } of bySize) {
      const split = neediest(spec, here, overall, members.length);
      for (const index of members) splits[index] = split;
      here[split] += members.length;
      overall[split] += members.length;
    }
  }
  return splits;
}

/** The split that lacks most of its share, of the stratum and of the whole together. */
function neediest(
  spec: SplitSpec,
  here: Readonly<Record<SplitName, number>>,
  overall: Readonly<Record<SplitName, number>>,
  size: number,
): SplitName {
  const total = (counts: Readonly<Record<SplitName, number>>) =>
    counts.train + counts.dev + counts.test + size;
  const lack = (split: SplitName) =>
    (spec[split] / 100) * total(here) -
    here[split] +
    (spec[split] / 100) * total(overall) -
    overall[split];
  return SPLITS.filter((split) => spec[split] > 0).reduce(
    (best, split) => (lack(split) > lack(best) ? split : best),
    SPLITS.find((split) => spec[split] > 0) ?? 'train',
  );
}
