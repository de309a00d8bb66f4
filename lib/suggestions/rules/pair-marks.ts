import { canClose, canOpen, looksPossessive, OPENERS, type Surroundings } from './marks';

/** One quotation mark as it stands in the text. */
export interface Mark extends Surroundings {
  readonly mark: string;
  /** UTF-16 units. */
  readonly at: number;
  /** Index of its paragraph. */
  readonly paragraph: number;
  /** First thing of its paragraph, spaces aside. */
  readonly first: boolean;
}

export interface Pair {
  readonly open: Mark;
  readonly close: Mark;
  /** 0 outermost. */
  readonly depth: number;
}

/** What is open at some place; `reached` is the last paragraph that it is known to run into. */
interface Open {
  readonly by: Mark;
  readonly reached: number;
}

/** Furthest that an unrepeated pair like “…” may reach over paragraph ends. UTF-16 units. */
const LONGEST_CROSSING = 3_000;

/** Deepest nesting that is followed; more is no quotation but noise. */
const DEEPEST = 8;

/**
 * Pairs opening and closing marks in one pass. An inner mark that was not closed before its outer
 * one closes is left unclosed; a closing mark without an opening one is passed over.
 */
export function pairMarks(marks: readonly Mark[]): { pairs: Pair[]; unclosed: Mark[] } {
  const pairs: Pair[] = [];
  const unclosed: Mark[] = [];
  const following = nextOfKind(marks);
  let stack: Open[] = [];
  const keep = (count: number) => {
    for (const { by } of stack.slice(count)) unclosed.push(by);
    stack = stack.slice(0, count);
  };

  for (const mark of marks) {
    const outer = stack[0];
    if (outer && outer.reached !== mark.paragraph) {
      if (mark.first && repeats(outer.by.mark, mark.mark)) {
        keep(1);
        stack = [{ by: outer.by, reached: mark.paragraph }];
        continue;
      }
      keep(stack.findLastIndex(({ by }) => crosses(by, mark, following)) + 1);
      stack = stack.map(({ by }) => ({ by, reached: mark.paragraph }));
    }
    const closed = closedBy(stack, mark, following.get(mark) ?? null);
    const open = stack[closed];
    if (open) {
      keep(closed + 1);
      stack = stack.slice(0, closed);
      pairs.push({ open: open.by, close: mark, depth: closed });
    } else if (canOpen(mark.mark, mark) && stack.length < DEEPEST) {
      const again = stack.findIndex(({ by }) => by.mark === mark.mark && cannotNest(mark.mark));
      if (again >= 0) keep(again);
      stack.push({ by: mark, reached: mark.paragraph });
    }
  }
  keep(0);
  return { pairs, unclosed };
}

/** For each mark the next one of the same family, so that looking ahead costs one step. */
function nextOfKind(marks: readonly Mark[]): Map<Mark, Mark> {
  const next = new Map<Mark, Mark>();
  const last = new Map<string, Mark>();
  for (const mark of marks.toReversed()) {
    const family = familyOf(mark.mark);
    const found = last.get(family);
    if (found) next.set(mark, found);
    last.set(family, mark);
  }
  return next;
}

function familyOf(mark: string): string {
  if (mark.length > 1) return "''";
  if ('“”„‟'.includes(mark)) return '“';
  if ('«»'.includes(mark)) return '«';
  if ('‹›'.includes(mark)) return '‹';
  if ('‘’‚'.includes(mark)) return '‘';
  return mark;
}

/** In a long quotation each paragraph opens anew; French may do it with the closing mark. */
function repeats(opened: string, mark: string): boolean {
  return mark === opened || (opened === '«' && mark === '»');
}

/** Whether an open pair that is not repeated plainly closes at this very mark, in a later paragraph. */
function crosses(open: Mark, mark: Mark, following: ReadonlyMap<Mark, Mark>): boolean {
  const kind = OPENERS.get(open.mark);
  if (!kind || kind.doubtful || open.mark === '‘' || open.mark === '‚') return false;
  const next = following.get(open);
  if (!next || next.at < mark.at) return false;
  return closesWith(kind.closers, next.mark) && next.at - open.at <= LONGEST_CROSSING;
}

/** A doubled mark closes as a whole or not at all. */
function closesWith(closers: string, mark: string): boolean {
  return closers === "''" ? mark === closers : mark.length === 1 && closers.includes(mark);
}

function cannotNest(mark: string): boolean {
  return OPENERS.get(mark)?.symmetric ?? false;
}

/** Index in the stack of what the mark closes, the innermost first; -1 when it closes nothing. */
function closedBy(stack: readonly Open[], mark: Mark, following: Mark | null): number {
  if (!canClose(mark.mark, mark)) return -1;
  return stack.findLastIndex(({ by }) => {
    const kind = OPENERS.get(by.mark);
    if (!kind || !closesWith(kind.closers, mark.mark)) return false;
    if (kind.symmetric && opensAgain(mark)) return false;
    const single = mark.mark === '’' || mark.mark === "'";
    return !(single && looksPossessive(mark) && closesLater(mark, following));
  });
}

/** A straight mark between a space and a word opens, even while another one is open. */
function opensAgain(mark: Mark): boolean {
  return /\s/.test(mark.before) && mark.after !== '' && !/[\s,.;:!?)\]}]/.test(mark.after);
}

function closesLater(mark: Mark, following: Mark | null): boolean {
  return (
    following !== null &&
    following.mark === mark.mark &&
    following.paragraph === mark.paragraph &&
    canClose(mark.mark, following) &&
    !canOpen(mark.mark, following)
  );
}
