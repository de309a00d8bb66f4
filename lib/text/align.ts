import { diffArrays } from 'diff';

/** Text that stands unchanged in both texts. UTF-16 units; never cuts a surrogate pair. */
export interface Stretch {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** Words, runs of white space, any other character by itself; words without blanks by character. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+|\n+|[^\S\n]+|./gsu;

/** Anchors are first sought among runs of so many tokens, then among shorter ones in what is left. */
const RUNS = [16, 6, 1] as const;
/** Where no run is unique on both sides, at most so many pairs are compared one by one. */
const MAX_PAIRS = 400_000;
/** … and at most so many edits are looked for: beyond, the two have little in common. */
const MAX_EDITS = 600;

/**
 * What stands unchanged in both texts, in order, word by word. Anchored at runs of words that stand once
 * in each (patience diff): those cannot be taken for one another, while the shortest edit script
 * matches every “of the” of a rewritten sentence with some other one. About linear in the texts.
 */
export function alignTexts(before: string, after: string): Stretch[] {
  const a = tokens(before);
  const b = tokens(after);
  const stretches: Stretch[] = [];
  for (const [i, j] of matches(a.words, b.words)) {
    const one = {
      before: a.starts[i] ?? 0,
      after: b.starts[j] ?? 0,
      length: a.words[i]?.length ?? 0,
    };
    const last = stretches.at(-1);
    const touches =
      last !== undefined &&
      last.before + last.length === one.before &&
      last.after + last.length === one.after;
    if (touches) stretches[stretches.length - 1] = { ...last, length: last.length + one.length };
    else stretches.push(one);
  }
  return stretches;
}

interface Tokens {
  readonly words: string[];
  readonly starts: number[];
}

function tokens(text: string): Tokens {
  const words: string[] = [];
  const starts: number[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    words.push(word);
    starts.push(index);
  }
  return { words, starts };
}

interface Range {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** Pairs of equal tokens, ascending on both sides. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  const ranges: (Range & { readonly level: number })[] = [
    { a0: 0, a1: a.length, b0: 0, b1: b.length, level: 0 },
  ];
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    let { a0, a1, b0, b1 } = range;
    while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) found.push([a0++, b0++]);
    while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) found.push([--a1, --b1]);
    if (a0 === a1 || b0 === b1) continue;
    let level = range.level;
    let anchors: [number, number][] = [];
    for (; anchors.length === 0 && level < RUNS.length; level += 1) {
      anchors = ascending(uniqueInBoth(a, b, { a0, a1, b0, b1 }, RUNS[level] ?? 1));
    }
    if (anchors.length === 0) {
      for (const [i, j] of shortest(a.slice(a0, a1), b.slice(b0, b1))) found.push([a0 + i, b0 + j]);
      continue;
    }
    for (const [i, j] of anchors) {
      if (i > a0 && j > b0) ranges.push({ a0, a1: i, b0, b1: j, level });
      found.push([i, j]);
      [a0, b0] = [i + 1, j + 1];
    }
    ranges.push({ a0, a1, b0, b1, level });
  }
  return found.sort(([x], [y]) => x - y);
}

/** Where runs of `length` tokens begin that stand once in each range; ascending in the first. */
function uniqueInBoth(
  a: readonly string[],
  b: readonly string[],
  { a0, a1, b0, b1 }: Range,
  length: number,
): [number, number][] {
  const REPEATED = -1;
  const places = (words: readonly string[], from: number, to: number) => {
    const found = new Map<string, number>();
    for (let i = from; i + length <= to; i += 1) {
      const run = length === 1 ? (words[i] ?? '') : words.slice(i, i + length).join('\0');
      found.set(run, found.has(run) ? REPEATED : i);
    }
    return found;
  };
  const inB = places(b, b0, b1);
  return [...places(a, a0, a1)]
    .flatMap(([run, i]): [number, number][] => {
      const j = inB.get(run);
      return i === REPEATED || j === undefined || j === REPEATED ? [] : [[i, j]];
    })
    .sort(([x], [y]) => x - y);
}

/** The longest part of the pairs (ascending in the first) that ascends in the second too. */
function ascending(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, j]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  }
  const chain: [number, number][] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

function shortest(a: string[], b: string[]): [number, number][] {
  if (a.length * b.length > MAX_PAIRS) return [];
  const changes = diffArrays(a, b, { maxEditLength: MAX_EDITS }) ?? [];
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  for (const { added, removed, value } of changes) {
    if (removed) i += value.length;
    else if (added) j += value.length;
    else for (const _ of value) found.push([i++, j++]);
  }
  return found;
}
