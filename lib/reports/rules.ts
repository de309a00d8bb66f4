import type { Cell } from '@/lib/dashboard/schema';
import { groupBy } from '@/lib/group-by';
import type { CodeCount, FrameCount, PairCount, Passage, Voice } from './schema';

const CONTENT = 'content';
const FRAMING = 'framing';

/** How often each code was used in each column (a publisher, a month), null for none. */
export function countCells(
  passages: readonly Passage[],
  columnOf: (passage: Passage) => string | null,
): Cell[] {
  const counts = new Map<string, Map<string | null, number>>();
  for (const passage of passages) {
    const row = counts.get(passage.code) ?? new Map<string | null, number>();
    const column = columnOf(passage);
    row.set(column, (row.get(column) ?? 0) + 1);
    counts.set(passage.code, row);
  }
  return [...counts].flatMap(([row, columns]) =>
    [...columns].map(([column, count]) => ({ row, column, count })),
  );
}

/** Codes by how often they were used, the most used first. */
export function countCodes(passages: readonly Passage[]): CodeCount[] {
  const counts = new Map<string, number>();
  for (const { code } of passages) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, passages: count }))
    .sort((a, b) => b.passages - a.passages || (a.code < b.code ? -1 : 1));
}

/**
 * In whose voice each passage of the framing layer is: as its coder said, else a quoted source's where
 * the whole passage stands inside a content of the same coding, else the outlet's. Labels of whole
 * articles are the outlet's unless their coder said otherwise.
 */
export function voicesOf(
  passages: readonly Passage[],
): Map<string, { readonly voice: Voice; readonly inferred: boolean }> {
  const contents = groupBy(
    passages.filter(({ code }) => code === CONTENT),
    ({ codingId }) => codingId,
  );
  const voices = new Map<string, { voice: Voice; inferred: boolean }>();
  for (const passage of passages) {
    if (passage.layer !== FRAMING) continue;
    if (passage.voice !== null) {
      voices.set(passage.id, { voice: passage.voice, inferred: false });
      continue;
    }
    const isQuoted = (contents.get(passage.codingId) ?? []).some((one) => holds(one, passage));
    voices.set(passage.id, { voice: isQuoted ? 'quoted_source' : 'outlet', inferred: true });
  }
  return voices;
}

/** Frames by voice, the most used first. */
export function countFraming(passages: readonly Passage[]): FrameCount[] {
  const voices = voicesOf(passages);
  const counts = new Map<string, { outlet: number; quoted: number; inferred: number }>();
  for (const { id, code } of passages) {
    const told = voices.get(id);
    if (!told) continue;
    const count = counts.get(code) ?? { outlet: 0, quoted: 0, inferred: 0 };
    if (told.voice === 'outlet') count.outlet += 1;
    else count.quoted += 1;
    if (told.inferred) count.inferred += 1;
    counts.set(code, count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, ...count }))
    .sort((a, b) => b.outlet + b.quoted - (a.outlet + a.quoted) || (a.code < b.code ? -1 : 1));
}

/** Two passages of one coding that have a code point in common. */
export interface Overlap {
  readonly one: Passage;
  readonly other: Passage;
}

/**
 * Every pair of passages of the same coding whose fragments overlap, each once, by a sweep over the
 * starts. Labels of whole articles stand nowhere, and overlap nothing.
 */
export function* findOverlaps(passages: readonly Passage[]): Generator<Overlap> {
  const codings = groupBy(
    passages.filter(({ fragments }) => fragments.length > 0),
    ({ codingId }) => codingId,
  );
  for (const list of codings.values()) yield* sweep(list);
}

function* sweep(passages: readonly Passage[]): Generator<Overlap> {
  const starts = passages
    .flatMap((passage, at) =>
      passage.fragments.map(([start, end]) => ({ passage, at, start, end })),
    )
    .sort((a, b) => a.start - b.start || a.at - b.at);
  let open: typeof starts = [];
  // A pair may meet in several fragments, and is one pair all the same.
  const met = new Set<number>();
  for (const next of starts) {
    open = open.filter(({ end }) => end > next.start);
    for (const before of open) {
      if (before.passage === next.passage) continue;
      const [low, high] = before.at < next.at ? [before, next] : [next, before];
      const pair = low.at * passages.length + high.at;
      if (met.has(pair)) continue;
      met.add(pair);
      yield { one: low.passage, other: high.passage };
    }
    open.push(next);
  }
}

/**
 * Which codes stand on the same words. The coefficient is that of ATLAS.ti (c = n12 / (n1 + n2 − n12)),
 * with n12 as the number of passages of the one or the other code, whichever is less, that meet one of
 * the other: so it stays between 0 and 1 where one passage meets many.
 */
export function countPairs(passages: readonly Passage[], codes: ReadonlySet<string>): PairCount[] {
  const chosen = passages.filter(({ code }) => codes.has(code));
  const used = new Map(countCodes(chosen).map((one) => [one.code, one.passages]));
  interface Tally {
    one: string;
    other: string;
    overlaps: number;
    articles: Set<string>;
    ones: Set<string>;
    others: Set<string>;
  }
  const tallies = new Map<string, Tally>();
  for (const { one: a, other: b } of findOverlaps(chosen)) {
    if (a.code === b.code) continue;
    const [one, other] = a.code < b.code ? [a, b] : [b, a];
    const key = `${one.code} ${other.code}`;
    const tally = tallies.get(key) ?? {
      one: one.code,
      other: other.code,
      overlaps: 0,
      articles: new Set(),
      ones: new Set(),
      others: new Set(),
    };
    tally.overlaps += 1;
    tally.articles.add(one.articleId);
    tally.ones.add(one.id);
    tally.others.add(other.id);
    tallies.set(key, tally);
  }
  return [...tallies.values()]
    .map(({ one, other, overlaps, articles, ones, others }) => {
      const both = Math.min(ones.size, others.size);
      const all = (used.get(one) ?? 0) + (used.get(other) ?? 0) - both;
      return { one, other, overlaps, articles: articles.size, coefficient: both / all };
    })
    .sort((a, b) => b.overlaps - a.overlaps || (a.one < b.one ? -1 : 1));
}

/** The passages of a code that overlap one of another code, by their ids. */
export function meeting(passages: readonly Passage[], code: string, other: string): Set<string> {
  const met = new Set<string>();
  for (const { one: a, other: b } of findOverlaps(passages)) {
    if (a.code === code && b.code === other) met.add(a.id);
    if (b.code === code && a.code === other) met.add(b.id);
  }
  return met;
}

/** Within so many code points of its outer end a context is cut at a blank. */
const TORN = 20;

/**
 * Words around a quote as they are shown: where they were cut off after `most` code points, they end with
 * a whole word and an ellipsis. Scripts without blanks are cut where they were.
 */
export function trimContext(
  { before, after }: { readonly before: string; readonly after: string },
  most: number,
): { readonly before: string; readonly after: string } {
  const isCut = (text: string) => [...text].length >= most;
  const head = before.search(/\s/);
  const tail = after.search(/\s\S*$/);
  const from = head >= 0 && head < TORN ? head : 0;
  const to = tail >= 0 && after.length - tail <= TORN ? tail : after.length;
  return {
    before: isCut(before) ? `…${before.slice(from)}` : before,
    after: isCut(after) ? `${after.slice(0, to)}…` : after,
  };
}

/** Whether each fragment of a passage stands inside one of the other's. */
function holds(outer: Passage, inner: Passage): boolean {
  if (inner.fragments.length === 0) return false;
  return inner.fragments.every(([start, end]) =>
    outer.fragments.some(([from, to]) => from <= start && end <= to),
  );
}
