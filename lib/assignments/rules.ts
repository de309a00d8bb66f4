/** An article that is to be given out. */
export interface PlannedArticle {
  readonly id: string;
  /** Dealt out evenly by itself: a language, a publisher. */
  readonly group: string;
  /** Who cannot be given it: they have it, or have coded it. */
  readonly taken: readonly string[];
}

export interface PlannedCoder {
  readonly id: string;
  /** Assignments that wait for them already. */
  readonly load: number;
}

export interface PlanTerms {
  /** Percent of the articles that several coders code. */
  readonly overlap: number;
  readonly codersEach: number;
  readonly seed: number;
}

export interface PlannedAssignment {
  readonly articleId: string;
  readonly wanted: number;
  /** As many as wanted, or fewer where too few may code it. */
  readonly coderIds: readonly string[];
}

/**
 * Shares articles out: the wanted number of coders for each, and loads (with what waits already) as
 * even as can be. Of n articles exactly ⌊n·overlap/100⌋ are shared, spread over the groups. Who shares
 * with whom is evened out too, so that each pair of coders can be compared. The same articles, coders
 * and terms give the same plan, whatever their order.
 */
export function planRoundRobin(
  articles: readonly PlannedArticle[],
  coders: readonly PlannedCoder[],
  terms: PlanTerms,
): PlannedAssignment[] {
  const keyOf = (id: string) => hash(`${terms.seed}/${id}`);
  const dealt = articles
    .map((article) => ({ article, key: keyOf(article.id) }))
    .sort(
      (a, b) =>
        compare(a.article.group, b.article.group) ||
        a.key - b.key ||
        compare(a.article.id, b.article.id),
    );
  const loads = new Map(coders.map(({ id, load }) => [id, load]));
  const inGroup = new Map<string, number>();
  const pairs = new Map<string, number>();
  return dealt.map(({ article }, index) => {
    const wanted = isShared(index, terms.overlap) ? terms.codersEach : 1;
    const free = coders.filter(({ id }) => !article.taken.includes(id));
    const chosen: string[] = [];
    while (chosen.length < Math.min(wanted, free.length)) {
      const next = free
        .filter(({ id }) => !chosen.includes(id))
        .map(({ id }) => ({
          id,
          rank: [
            loads.get(id) ?? 0,
            inGroup.get(`${article.group}/${id}`) ?? 0,
            chosen.reduce((sum, other) => sum + (pairs.get(pairOf(id, other)) ?? 0), 0),
            hash(`${terms.seed}/${article.id}/${id}`),
          ],
        }))
        .sort((a, b) => compareRanks(a.rank, b.rank) || compare(a.id, b.id))[0];
      if (!next) break;
      for (const other of chosen) add(pairs, pairOf(next.id, other));
      add(loads, next.id);
      add(inGroup, `${article.group}/${next.id}`);
      chosen.push(next.id);
    }
    return { articleId: article.id, wanted, coderIds: chosen };
  });
}

/** Whether the article at a place (from 0) is one of those that several code. */
export function isShared(index: number, overlap: number): boolean {
  return Math.floor(((index + 1) * overlap) / 100) > Math.floor((index * overlap) / 100);
}

/**
 * How many coders the next fresh article is to have, when `given` articles were given out before and
 * `shared` of them to several: the share is kept at every moment, within one article.
 */
export function wantedOfNext(
  given: number,
  shared: number,
  { overlap, codersEach }: Pick<PlanTerms, 'overlap' | 'codersEach'>,
): number {
  return Math.floor(((given + 1) * overlap) / 100) > shared ? codersEach : 1;
}

/** Day in UTC, `YYYY-MM-DD`, some days after a moment. */
export function dayAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** FNV-1a, 32 bits, over UTF-16 units, mixed at the end (Murmur 3's finaliser). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, one] of a.entries()) {
    const difference = one - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
