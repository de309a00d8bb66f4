import { codePointLength } from './offsets';
import { type FoundWord, findWords } from './words';

/** The words of a text, to be found by place. UTF-16 units. */
export class WordIndex {
  readonly words: readonly FoundWord[];

  constructor(readonly text: string) {
    this.words = findWords(text);
  }

  /** The first word that ends after the place. */
  after(place: number): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle]?.end ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The words that have a character in the range: `[from, to)` of `words`. */
  within(start: number, end: number): { readonly from: number; readonly to: number } {
    const from = this.after(start);
    let to = from;
    while (to < this.words.length && (this.words[to]?.start ?? 0) < end) to += 1;
    return { from, to };
  }

  folded(from: number, to: number): string[] {
    const found: string[] = [];
    for (let i = Math.max(0, from); i < Math.min(to, this.words.length); i += 1) {
      found.push(this.words[i]?.folded ?? '');
    }
    return found;
  }
}

/** Words looked at on each side of a passage: about a line of print, as far as a reader would look. */
const CONTEXT_WORDS = 8;

/**
 * How alike the surroundings of two passages are, 0 to 1: of the words before and after the first,
 * which share stands in the same order beside the second. 1 where the first has no surroundings.
 */
export function contextScore(
  a: WordIndex,
  [aStart, aEnd]: readonly [number, number],
  b: WordIndex,
  [bStart, bEnd]: readonly [number, number],
): number {
  const [aFrom, aTo] = [a.after(aStart), a.after(aEnd)];
  const [bFrom, bTo] = [b.after(bStart), b.after(bEnd)];
  const left = a.folded(aFrom - CONTEXT_WORDS, aFrom);
  const right = a.folded(aTo, aTo + CONTEXT_WORDS);
  const of = left.length + right.length;
  if (of === 0) return 1;
  const same =
    inCommon(left, b.folded(bFrom - CONTEXT_WORDS, bFrom)) +
    inCommon(right, b.folded(bTo, bTo + CONTEXT_WORDS));
  return same / of;
}

/** Length of the longest common subsequence. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1) {
      next.push(word === b[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A figure for another figure: the passage goes on about the same thing. */
const NUMBER_FOR_NUMBER = 0.5;
/** Below this two words only happen to share letters. */
const ALIKE_FLOOR = 0.6;
const NUMBER = /^\p{N}+$/u;

const known = new Map<string, number>();

/** How alike two folded words are, 0 to 1: a typo mended, another ending, another figure. */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  if (NUMBER.test(a) && NUMBER.test(b)) return NUMBER_FOR_NUMBER;
  const longer = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < longer * ALIKE_FLOOR || longer < 4) return 0;
  if (a[0] !== b[0] && a.at(-1) !== b.at(-1)) return 0;
  const key = `${a} ${b}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const likeness = 1 - edits(a, b) / longer;
  if (known.size > 100_000) known.clear();
  known.set(key, likeness < ALIKE_FLOOR ? 0 : likeness);
  return likeness < ALIKE_FLOOR ? 0 : likeness;
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Long words tell more than “of”, but not without end; a figure tells as much as a word. */
const HEAVIEST = 8;
const NUMBER_WEIGHT = 4;

export function wordWeight(word: string): number {
  return NUMBER.test(word) ? NUMBER_WEIGHT : Math.min(HEAVIEST, codePointLength(word));
}

/** From so many pairs of words on, only equal ones count: a long passage has enough of them. */
const EXACT_FROM = 10_000;
const sameWord = (a: string, b: string) => (a === b ? 1 : 0);

/** Where in `words` the `quote` fits best: words `[from, to)`, 0 to 1. */
export interface Fit {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/**
 * The stretch of `words` that is most like the whole of `quote`, by an alignment that pays for each
 * word changed, left out or put in, by its weight. Null when nothing of it is there. O(quote × words).
 */
export function bestFit(quote: readonly string[], words: readonly string[]): Fit | null {
  const weights = quote.map(wordWeight);
  const whole = weights.reduce((sum, one) => sum + one, 0);
  if (whole === 0 || words.length === 0) return null;
  const alike = quote.length * words.length > EXACT_FROM ? sameWord : wordLikeness;
  const others = words.map(wordWeight);
  let costs = new Float64Array(words.length + 1);
  let starts = Int32Array.from({ length: words.length + 1 }, (_, j) => j);
  let [nextCosts, nextStarts] = [new Float64Array(costs), new Int32Array(starts)];
  for (const [i, word] of quote.entries()) {
    const weight = weights[i] ?? 0;
    nextCosts[0] = (costs[0] ?? 0) + weight;
    nextStarts[0] = 0;
    for (let j = 1; j <= words.length; j += 1) {
      const change = (costs[j - 1] ?? 0) + weight * (1 - alike(word, words[j - 1] ?? ''));
      const leave = (costs[j] ?? 0) + weight;
      const put = (nextCosts[j - 1] ?? 0) + (others[j - 1] ?? 0);
      // A pair before a gap, at the same cost: so the fit ends at words that are there.
      const best = Math.min(change, leave, put);
      nextCosts[j] = best;
      nextStarts[j] =
        (best === change ? starts[j - 1] : best === leave ? starts[j] : nextStarts[j - 1]) ?? 0;
    }
    [costs, nextCosts] = [nextCosts, costs];
    [starts, nextStarts] = [nextStarts, starts];
  }
  let best: Fit | null = null;
  for (const [to, cost] of costs.entries()) {
    const [from, score] = [starts[to] ?? 0, 1 - cost / whole];
    if (from < to && score > 0 && (best === null || score > best.score)) best = { from, to, score };
  }
  return best;
}
