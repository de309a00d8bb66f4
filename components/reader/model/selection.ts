import type { Fragment } from '@/lib/text/fragments';
import type { TextUnit, TextUnits } from '@/lib/text/units';

/** A caret (`anchor === head`) or a selection. Code points; `head` is the end that moves. */
export interface TextSelection {
  readonly anchor: number;
  readonly head: number;
}

export type Snap = 'grapheme' | 'word';

/** A stretch of the text, with its bounds, that caret and selection may grow to. */
type GrowUnit = 'word' | 'sentence' | 'paragraph';

export type SelectionMove =
  | {
      readonly type: 'by';
      readonly unit: TextUnit;
      readonly direction: 1 | -1;
      readonly extend: boolean;
    }
  | { readonly type: 'to'; readonly offset: number; readonly extend: boolean }
  | { readonly type: 'take'; readonly unit: GrowUnit }
  | { readonly type: 'grow' }
  | { readonly type: 'shrink' }
  | { readonly type: 'collapse' };

interface SelectionText {
  readonly units: TextUnits;
  /** Bounds of the paragraphs in order, code points. */
  readonly paragraphs: readonly Fragment[];
}

/** The selected stretch in text order. */
export function rangeOf({ anchor, head }: TextSelection): Fragment {
  return anchor <= head ? { start: anchor, end: head } : { start: head, end: anchor };
}

export function isCollapsed({ anchor, head }: TextSelection): boolean {
  return anchor === head;
}

/** The range that a label would get: whole graphemes always, whole words when asked for. */
export function snapRange(range: Fragment, snap: Snap, units: TextUnits): Fragment {
  if (range.start >= range.end) return range;
  const snapped = snap === 'word' ? units.snapToWords(range) : units.snapToGraphemes(range);
  return snapped.start < snapped.end ? snapped : units.snapToGraphemes(range);
}

function paragraphAt(paragraphs: readonly Fragment[], offset: number): Fragment | null {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return paragraphs[Math.max(0, low - 1)] ?? null;
}

/** Trims a stretch to one paragraph: a sentence never takes the blank line along. */
function within(fragment: Fragment | null, paragraph: Fragment | null): Fragment | null {
  if (!fragment || !paragraph) return fragment;
  const start = Math.max(fragment.start, paragraph.start);
  const end = Math.min(fragment.end, paragraph.end);
  return start < end ? { start, end } : null;
}

/** The last word that begins before the offset, without the marks behind it. */
function wordBefore(offset: number, { units }: SelectionText): Fragment {
  const start = units.previous('word', offset);
  return { start, end: units.extend({ start, end: start }, 'word').end };
}

function unitAround(unit: GrowUnit, offset: number, text: SelectionText): Fragment | null {
  const paragraph = paragraphAt(text.paragraphs, offset);
  if (unit === 'paragraph') return paragraph;
  const here = Math.min(offset, Math.max(0, text.units.length - 1));
  if (unit === 'word') {
    // On a blank or a mark the next word is meant; in a word, that word.
    const next = wordBefore(text.units.extend({ start: here, end: here }, 'word').end, text);
    // At a paragraph's end, its last word.
    return within(next, paragraph) ?? (paragraph && wordBefore(paragraph.end, text));
  }
  return within(text.units.unitAt(unit, here), paragraph);
}

/** The next larger of word, sentence, paragraph that holds the range and more; itself without one. */
function grow(range: Fragment, text: SelectionText): Fragment {
  if (range.start === range.end) return unitAround('word', range.start, text) ?? range;
  const words = text.units.snapToWords(range);
  const candidates = [
    { start: Math.min(words.start, range.start), end: Math.max(words.end, range.end) },
  ];
  for (const unit of ['sentence', 'paragraph'] as const) {
    const first = unitAround(unit, range.start, text);
    const last = unitAround(unit, range.end - 1, text);
    if (!first || !last) continue;
    candidates.push({
      start: Math.min(first.start, range.start),
      end: Math.max(last.end, range.end),
    });
  }
  const size = range.end - range.start;
  return candidates.find(({ start, end }) => end - start > size) ?? range;
}

/** One step smaller: paragraph to its first sentence, sentence to its first word, word to a caret. */
function shrink(range: Fragment, text: SelectionText): Fragment {
  for (const unit of ['sentence', 'word'] as const) {
    const first = unitAround(unit, range.start, text);
    if (first && first.end - first.start < range.end - range.start) return first;
  }
  return { start: range.start, end: range.start };
}

/** Offsets between paragraphs are not on the page: the caret jumps over them. */
function settle(offset: number, direction: 1 | -1, paragraphs: readonly Fragment[]): number {
  const here = paragraphAt(paragraphs, offset);
  if (!here || (offset >= here.start && offset <= here.end)) return offset;
  if (direction === -1) return here.end;
  return paragraphs.find((one) => one.start >= offset)?.start ?? here.end;
}

/** Moves a caret or changes a selection. Pure: where lines break is for the caller to know (`to`). */
export function moveSelection(
  state: TextSelection,
  move: SelectionMove,
  text: SelectionText,
): TextSelection {
  const { units, paragraphs } = text;
  switch (move.type) {
    case 'to': {
      const head = Math.min(Math.max(move.offset, 0), units.length);
      return { anchor: move.extend ? state.anchor : head, head };
    }
    case 'by': {
      // As in every editor, a plain arrow first leaves the selection by the side it points to.
      if (!move.extend && !isCollapsed(state) && move.unit === 'grapheme') {
        const { start, end } = rangeOf(state);
        const head = move.direction === 1 ? end : start;
        return { anchor: head, head };
      }
      const forward = move.direction === 1;
      let head = forward
        ? units.next(move.unit, state.head)
        : units.previous(move.unit, state.head);
      // Forward by words and sentences, a selection ends with the unit, not before the next one.
      if (forward && move.extend && move.unit !== 'grapheme' && state.head >= state.anchor) {
        head = units.extend({ start: state.anchor, end: state.head }, move.unit, 'end').end;
      }
      head = settle(head, move.direction, paragraphs);
      return { anchor: move.extend ? state.anchor : head, head };
    }
    case 'take': {
      const taken = unitAround(move.unit, rangeOf(state).start, text);
      return taken ? { anchor: taken.start, head: taken.end } : state;
    }
    case 'grow': {
      const grown = grow(rangeOf(state), text);
      return { anchor: grown.start, head: grown.end };
    }
    case 'shrink': {
      const smaller = shrink(rangeOf(state), text);
      return { anchor: smaller.start, head: smaller.end };
    }
    case 'collapse':
      return { anchor: state.head, head: state.head };
  }
}
