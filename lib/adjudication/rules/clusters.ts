/** Something of one coder's that is to be matched with others'. */
export interface Candidate {
  readonly id: string;
  /** Index of its coder among those compared. */
  readonly coder: number;
  /** What it says, so that ties are broken by content and not by who is named first. */
  readonly content: string;
}

/** Two candidates of different coders that may be the same. */
export interface Edge<T extends Candidate> {
  readonly a: T;
  readonly b: T;
  /** The higher, the more alike; symmetric. */
  readonly score: number;
}

/**
 * Groups candidates so that a group holds at most one of each coder: greedily, the most alike pair
 * first. Deterministic, and the same in whatever order the coders or their work come. Each group is
 * sorted by coder, the groups by their smallest id. n log n in the number of edges.
 */
export function cluster<T extends Candidate>(
  candidates: readonly T[],
  edges: readonly Edge<T>[],
): T[][] {
  const groupOf = new Map(
    candidates.map((one) => [one, { members: [one], coders: new Set([one.coder]) }]),
  );
  for (const { a, b } of edges.map(directed).sort(byLikeness)) {
    const left = groupOf.get(a);
    const right = groupOf.get(b);
    if (!left || !right || left === right || sharesCoder(left.coders, right.coders)) continue;
    const [into, from] =
      left.members.length >= right.members.length ? [left, right] : [right, left];
    for (const member of from.members) {
      into.members.push(member);
      into.coders.add(member.coder);
      groupOf.set(member, into);
    }
  }
  return [...new Set(groupOf.values())]
    .map(({ members }) => members.sort((a, b) => a.coder - b.coder))
    .sort((a, b) => compare(smallestId(a), smallestId(b)));
}

function sharesCoder(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const coder of a) if (b.has(coder)) return true;
  return false;
}

export function smallestId(group: readonly Candidate[]): string {
  return group.reduce((least, { id }) => (least === '' || id < least ? id : least), '');
}

/** The side with the smaller content (then id) first, so that a pair is told one way only. */
function directed<T extends Candidate>({ a, b, score }: Edge<T>): Edge<T> {
  return byContent(a, b) <= 0 ? { a, b, score } : { a: b, b: a, score };
}

function byLikeness<T extends Candidate>(x: Edge<T>, y: Edge<T>): number {
  return (
    y.score - x.score ||
    compare(x.a.content, y.a.content) ||
    compare(x.b.content, y.b.content) ||
    compare(x.a.id, y.a.id) ||
    compare(x.b.id, y.b.id)
  );
}

function byContent(a: Candidate, b: Candidate): number {
  return compare(a.content, b.content) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
