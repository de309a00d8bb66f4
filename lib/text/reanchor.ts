import { extentOf, type Fragment, normaliseFragments } from './fragments';
import { createOffsetMap } from './offsets';
import { type Part, PassageFinder, type Verdict } from './reanchor-find';

/** A passage in the later text. */
export interface Reanchored {
  readonly verdict: Verdict;
  /** In the later text, code points; none when lost. A proposal when changed. */
  readonly fragments: readonly Fragment[];
  /** How sure, 0 to 1: of the surroundings (exact, moved) or of the words (changed, lost). */
  readonly score: number;
  /** The score of the next best place; null where there is none. */
  readonly runnerUp: number | null;
  /** About where it would stand in the later text: its first character or the one before it. */
  readonly near: number;
}

/** The parts of a passage in several parts may drift apart by so much (code points) and still be one. */
const MAX_DRIFT = 200;

/**
 * Finds passages of a text again in a later one. Both are prepared once; then each passage costs
 * about as much as it is long, except where the text around it has changed.
 */
export function createReanchorer(
  before: string,
  after: string,
): (fragments: readonly Fragment[]) => Reanchored {
  const texts = new PassageFinder(before, after);
  const [from, to] = [createOffsetMap(before), createOffsetMap(after)];
  return (fragments) => {
    const parts = fragments.map(({ start, end }) =>
      texts.find([from.toUtf16(start), from.toUtf16(end)]),
    );
    const found = parts.map(({ range }) =>
      range ? { start: to.toCodePoint(range[0]), end: to.toCodePoint(range[1], 'ceil') } : null,
    );
    return assemble(fragments, parts, found, to.toCodePoint(parts[0]?.near ?? 0));
  };
}

const WORST: readonly Verdict[] = ['exact', 'moved', 'changed', 'lost'];

/** One verdict for the parts of a passage: the worst of them; torn apart, they are `changed`. */
function assemble(
  old: readonly Fragment[],
  parts: readonly Part[],
  found: readonly (Fragment | null)[],
  near: number,
): Reanchored {
  const there = found.flatMap((one) => (one ? [one] : []));
  const runnersUp = parts.flatMap(({ runnerUp }) => (runnerUp === null ? [] : [runnerUp]));
  const common = {
    score: parts.length === 0 ? 0 : Math.min(...parts.map(({ score }) => score)),
    runnerUp: runnersUp.length > 0 ? Math.max(...runnersUp) : null,
    near,
  };
  const worst = Math.max(...parts.map(({ verdict }) => WORST.indexOf(verdict)), 0);
  if (there.length === 0) return { ...common, verdict: 'lost', fragments: [] };
  const fragments = normaliseFragments(there);
  const torn = new Set(parts.map(({ verdict }) => verdict)).size > 1 || !hangsTogether(old, there);
  if (worst >= WORST.indexOf('changed') || torn) {
    return { ...common, verdict: 'changed', fragments };
  }
  return { ...common, verdict: WORST[worst] ?? 'lost', fragments: there };
}

/** In the same order, apart as before, and not much farther from one another. */
function hangsTogether(old: readonly Fragment[], found: readonly Fragment[]): boolean {
  const [was, is] = [extentOf(old), extentOf(found)];
  if (!was || !is || old.length !== found.length) return false;
  if (is.end - is.start > was.end - was.start + MAX_DRIFT) return false;
  return found.every(({ start }, index) => index === 0 || (found[index - 1]?.end ?? 0) < start);
}
