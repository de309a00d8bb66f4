import { alignTexts, type Stretch } from './align';
import { isWithinWord, lineAround, occurrences, type Range, withSigns } from './reanchor-edges';
import { bestFit, contextScore, WordIndex } from './reanchor-words';

/**
 * What became of a passage in a later text. `exact`: the same words in the same place; `moved`: the
 * same words elsewhere, at one place only; `changed`: somewhere like it, or the same words where it is
 * not sure that they are the ones, so that a person has to look; `lost`: nothing like it.
 */
export type Verdict = 'exact' | 'moved' | 'changed' | 'lost';

/** Fewer of the surrounding words than this, and an unchanged word is only the same by chance. */
const CONTEXT_FLOOR = 0.25;
/** A passage of so many words, found word by word, needs no surroundings to be known again. */
const SELF_EVIDENT_WORDS = 6;
/** A whole paragraph of so many words that moved as it is needs none either. */
const SELF_EVIDENT_LINE = 4;
/** The second best place must be worse by this (an eighth of the surroundings: two words), or a person looks. */
const AMBIGUITY_MARGIN = 0.125;
/** Less of a passage's words (by weight) than this is no likeness: half of it is gone. */
const LIKENESS_FLOOR = 0.5;
/** Between its kept ends a passage may grow so much and still be it. */
const MAX_GROWTH = 3;
/** Longer passages (words) are known again by their kept ends, or not: comparing them costs the square. */
const LONGEST = 600;
/** Pairs of words compared for one passage. */
const MAX_CELLS = 100_000;
/** Places tried for a changed passage, from its rarest words on. */
const MAX_SEEDS = 10;

/** What became of one fragment. */
export interface Part {
  readonly verdict: Verdict;
  /** UTF-16 units of the later text. */
  readonly range: Range | null;
  readonly score: number;
  readonly runnerUp: number | null;
  readonly near: number;
}

/** Finds fragments of one text in a later one. All in UTF-16 units. */
export class PassageFinder {
  private readonly stretches: readonly Stretch[];
  private readonly old: WordIndex;
  private readonly fresh: WordIndex;
  private readonly places: ReadonlyMap<string, readonly number[]>;
  private readonly formerPlaces: (quote: string) => Range[];
  private readonly laterPlaces: (quote: string) => Range[];

  constructor(
    private readonly before: string,
    private readonly after: string,
  ) {
    this.formerPlaces = occurrences(before);
    this.laterPlaces = occurrences(after);
    this.stretches = alignTexts(before, after);
    this.old = new WordIndex(before);
    this.fresh = new WordIndex(after);
    const places = new Map<string, number[]>();
    for (const [index, { folded }] of this.fresh.words.entries()) {
      const list = places.get(folded);
      if (list) list.push(index);
      else places.set(folded, [index]);
    }
    this.places = places;
  }

  find(range: Range): Part {
    const near = this.imageBefore(range[0]);
    const stayed = this.unchanged(range);
    if (stayed && this.sameEdges(range, stayed)) {
      const score = contextScore(this.old, range, this.fresh, stayed);
      // Where nothing around it changed, it is the one: others like it are others' places.
      const rival = score === 1 ? null : this.bestRival(range, stayed);
      const verdict = this.isSure(range, stayed, score, rival) ? 'exact' : 'changed';
      return { verdict, range: stayed, score, runnerUp: rival, near: stayed[0] };
    }
    return this.elsewhere(range, near) ?? this.alike(range, near);
  }

  private isSure(range: Range, place: Range, score: number, rival: number | null): boolean {
    if (rival !== null && score - rival < AMBIGUITY_MARGIN) return false;
    return score >= CONTEXT_FLOOR || this.isEvident(range, place);
  }

  /** Known again without its surroundings: long enough, or in a paragraph that is the same as a whole. */
  private isEvident(range: Range, place: Range): boolean {
    if (this.wordCount(range) >= SELF_EVIDENT_WORDS) return true;
    const [was, is] = [lineAround(this.before, range), lineAround(this.after, place)];
    return (
      this.wordCount(was) >= SELF_EVIDENT_LINE &&
      range[0] - was[0] === place[0] - is[0] &&
      this.before.slice(...was) === this.after.slice(...is)
    );
  }

  private wordCount([start, end]: Range): number {
    const { from, to } = this.old.within(start, end);
    return to - from;
  }

  /** The same words where none stood before. Null when there is no such place. */
  private elsewhere(range: Range, near: number): Part | null {
    const ranked = this.newPlaces(range)
      .map((place) => ({ place, score: contextScore(this.old, range, this.fresh, place) }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (!best) return null;
    const rivals = [second?.score, this.formerRival(range, best.place)].filter(
      (one): one is number => typeof one === 'number',
    );
    const rival = rivals.length > 0 ? Math.max(...rivals) : null;
    const score = best.score;
    const sure = this.isSure(range, best.place, score, rival);
    // A chance word far off is no find; a whole sentence is, though one must look which.
    if (!sure && score < CONTEXT_FLOOR && !this.isEvident(range, best.place)) return null;
    const verdict = !sure ? 'changed' : this.isInItsGap(range, best.place) ? 'exact' : 'moved';
    return { verdict, range: best.place, score, runnerUp: rival, near };
  }

  /** Something like it: between what stands around it, or from its rarest words. */
  private alike(range: Range, near: number): Part {
    const { from, to } = this.old.within(...range);
    const quote = this.old.folded(from, to);
    const kept = this.betweenKeptEnds(range, quote);
    if (kept) return kept;
    let best: { place: Range; score: number } | null = null;
    let second: number | null = null;
    let cells = 0;
    for (const [windowFrom, windowTo] of quote.length > LONGEST ? [] : this.windows(range, quote)) {
      // The own place comes first, so that what a long passage cannot afford is looking far away.
      cells += quote.length * (windowTo - windowFrom);
      if (cells > MAX_CELLS && cells > quote.length * (windowTo - windowFrom)) break;
      const fit = bestFit(quote, this.fresh.folded(windowFrom, windowTo));
      const first = fit && this.fresh.words[windowFrom + fit.from];
      const last = fit && this.fresh.words[windowFrom + fit.to - 1];
      if (!fit || !first || !last) continue;
      const place = withSigns(this.before.slice(...range), this.after, [first.start, last.end]);
      if (this.isTaken(range, place)) continue;
      if (best && place[0] < best.place[1] && best.place[0] < place[1]) {
        if (fit.score > best.score) best = { place, score: fit.score };
      } else if (!best || fit.score > best.score) {
        second = best?.score ?? second;
        best = { place, score: fit.score };
      } else second = Math.max(second ?? 0, fit.score);
    }
    const score = best?.score ?? 0;
    if (!best || score < LIKENESS_FLOOR) {
      return { verdict: 'lost', range: null, score, runnerUp: second, near };
    }
    return { verdict: 'changed', range: best.place, score, runnerUp: second, near: best.place[0] };
  }

  /** What stands between its first and its last word, where both are unchanged. */
  private betweenKeptEnds([start, end]: Range, quote: readonly string[]): Part | null {
    const { from, to } = this.old.within(start, end);
    const [first, last] = [this.old.words[from], this.old.words[to - 1]];
    if (!first || !last || from === to - 1) return null;
    const left = this.unchanged([Math.min(start, first.start), first.end]);
    const right = this.unchanged([last.start, Math.max(end, last.end)]);
    if (!left || !right || left[0] >= right[0]) return null;
    const place: Range = [
      left[0] + Math.max(0, start - first.start),
      right[1] - Math.max(0, last.end - end),
    ];
    const words = this.fresh.within(...place);
    const score = bestFit(quote, this.fresh.folded(words.from, words.to))?.score ?? 0;
    if (score < LIKENESS_FLOOR || words.to - words.from > quote.length * MAX_GROWTH) return null;
    return { verdict: 'changed', range: place, score, runnerUp: null, near: place[0] };
  }

  /** Word windows `[from, to)` of the later text that may hold a changed passage; the own place first. */
  private windows(range: Range, quote: readonly string[]): Range[] {
    const room = quote.length + Math.ceil(quote.length / 2) + 2;
    const low = this.fresh.after(this.imageBefore(range[0]));
    const high = this.fresh.after(this.imageAfter(range[1]));
    const windows: Range[] = [
      high - low <= room * 4 ? [low - 1, high + 1] : [low - 1, low + room],
      [high - room, high + 1],
    ];
    const rarest = quote
      .map((word, index) => ({ index, at: this.places.get(word) ?? [] }))
      .filter(({ at }) => at.length > 0)
      .sort((a, b) => a.at.length - b.at.length);
    let seeds = 0;
    for (const { index, at } of rarest) {
      if (seeds + at.length > MAX_SEEDS) break;
      seeds += at.length;
      for (const place of at)
        windows.push([place - index - room + quote.length, place - index + room]);
    }
    return windows.map(([from, to]) => [Math.max(0, from), Math.min(this.fresh.words.length, to)]);
  }

  /** The best score of another place that could be meant, or of another passage that could stand here. */
  private bestRival(range: Range, place: Range): number | null {
    const scores = this.newPlaces(range)
      .filter(([start]) => start !== place[0])
      .map((one) => contextScore(this.old, range, this.fresh, one));
    const former = this.formerRival(range, place);
    if (former !== null) scores.push(former);
    return scores.length > 0 ? Math.max(...scores) : null;
  }

  /** How well the place would suit another passage with the same words that has no place of its own. */
  private formerRival(range: Range, place: Range): number | null {
    const quote = this.before.slice(...range);
    let best: number | null = null;
    for (const other of this.formerPlaces(quote)) {
      if (other[0] === range[0] || this.unchanged(other)) continue;
      best = Math.max(best ?? 0, contextScore(this.old, other, this.fresh, place));
    }
    return best;
  }

  /** Where the passage's words stand in the later text without having stood there for another one. */
  private newPlaces(range: Range): Range[] {
    const quote = this.before.slice(...range);
    return this.laterPlaces(quote).filter(
      (place) => this.sameEdges(range, place) && !this.isTaken(range, place),
    );
  }

  /** Whether some of the place is unchanged text from outside the passage. */
  private isTaken([start, end]: Range, place: Range): boolean {
    for (let i = this.stretchAt('after', place[0]); i < this.stretches.length; i += 1) {
      const one = this.stretches[i];
      if (!one || one.after >= place[1]) return false;
      const shift = one.before - one.after;
      const first = Math.max(place[0], one.after) + shift;
      const last = Math.min(place[1], one.after + one.length) + shift;
      // White space and signs of others' text do not make it theirs.
      if (first < last && /[\p{L}\p{N}]/u.test(this.before.slice(first, Math.min(last, start))))
        return true;
      if (first < last && /[\p{L}\p{N}]/u.test(this.before.slice(Math.max(first, end), last)))
        return true;
    }
    return false;
  }

  /** Whether the place lies between what stood before and after the passage. */
  private isInItsGap([start, end]: Range, place: Range): boolean {
    return this.imageBefore(start) <= place[0] && place[1] <= this.imageAfter(end);
  }

  /** Its place when all of it stands in one unchanged stretch. */
  private unchanged([start, end]: Range): Range | null {
    const one = this.stretches[this.stretchAt('before', start)];
    if (!one || one.before > start || one.before + one.length < end) return null;
    return [start - one.before + one.after, end - one.before + one.after];
  }

  /** A passage that began or ended within a word must do so again, and one that did not must not. */
  private sameEdges(range: Range, place: Range): boolean {
    return range.every(
      (at, side) => isWithinWord(this.before, at) === isWithinWord(this.after, place[side] ?? 0),
    );
  }

  /** The place in the later text that follows what last stood unchanged before `at`. */
  private imageBefore(at: number): number {
    const index = this.stretchAt('before', at);
    const here = this.stretches[index];
    if (here && here.before < at) return here.after + at - here.before;
    const last = this.stretches[index - 1];
    return last ? last.after + last.length : 0;
  }

  /** The place in the later text of what first stands unchanged from `at` on. */
  private imageAfter(at: number): number {
    const one = this.stretches[this.stretchAt('before', at)];
    return one ? one.after + Math.max(0, at - one.before) : this.after.length;
  }

  /** The first stretch that ends after the place. */
  private stretchAt(side: 'before' | 'after', place: number): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const one = this.stretches[middle];
      if (one && one[side] + one.length <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
