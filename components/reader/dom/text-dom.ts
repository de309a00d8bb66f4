import type { Fragment } from '@/lib/text/fragments';
import type { PositionIndex } from '../model/position-index';
import type { TextSelection } from '../model/selection';

/** Attribute of the elements that hold one text node each; its value is the chunk's index. */
const CHUNK_ATTRIBUTE = 'data-chunk';

/** A rectangle in the coordinates of the article's box (CSS pixels, from its top left). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How far a pointer may be from a character and still mean it. CSS pixels. */
const NEAR = 4;

/**
 * The article's text nodes, and the way between them and code points. The nodes are made once by
 * React and never change, so that nothing here needs to be watched or searched.
 */
export class TextDom {
  private readonly elements: HTMLElement[] = [];
  /** Measured since the lines last moved: asking again must not make the browser lay the page out. */
  private readonly boxesAt = new Map<string, Box[]>();
  private readonly caretsAt = new Map<number, Box | null>();

  constructor(
    readonly root: HTMLElement,
    private readonly positions: PositionIndex,
  ) {
    this.takeIn();
  }

  /** Learns which elements there are now: of a long text some come a moment later. */
  takeIn(): void {
    const { root } = this;
    for (const element of root.querySelectorAll<HTMLElement>(`[${CHUNK_ATTRIBUTE}]`)) {
      this.elements[Number(element.getAttribute(CHUNK_ATTRIBUTE))] = element;
    }
  }

  /** Forgets what was measured. To be called whenever the lines may have moved. */
  forgetBoxes(): void {
    this.boxesAt.clear();
    this.caretsAt.clear();
  }

  textNode(chunk: number): Text | null {
    const node = this.elements[chunk]?.firstChild;
    return node instanceof Text ? node : null;
  }

  /** The pieces of a stretch that lie in one chunk, as static ranges: cheap, and never moved. */
  staticRanges(fragment: Fragment, chunk: number): StaticRange[] {
    const node = this.textNode(chunk);
    if (!node) return [];
    return this.positions
      .pieces(fragment.start, fragment.end)
      .filter((piece) => piece.chunk === chunk)
      .map(
        ({ from, to }) =>
          new StaticRange({
            startContainer: node,
            startOffset: from,
            endContainer: node,
            endOffset: to,
          }),
      );
  }

  /** A live range over a stretch; null when the text has no such place. */
  range({ start, end }: Fragment): Range | null {
    const from = this.point(start, 'start');
    const to = this.point(end, 'end');
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  private point(offset: number, lean: 'start' | 'end'): { node: Text; offset: number } | null {
    const place = this.positions.locate(offset, lean);
    const node = place && this.textNode(place.chunk);
    return place && node ? { node, offset: place.utf16 } : null;
  }

  /** The code point offset of a DOM place; null outside the text. */
  offsetOf(node: Node, offset: number, rounding: 'floor' | 'ceil' = 'floor'): number | null {
    if (!this.root.contains(node)) return null;
    if (node instanceof Text) {
      const holder = node.parentElement?.closest(`[${CHUNK_ATTRIBUTE}]`);
      if (!holder) return null;
      const chunk = Number(holder.getAttribute(CHUNK_ATTRIBUTE));
      return this.positions.toCodePoint({ chunk, utf16: offset }, rounding);
    }
    return this.offsetOfElementPoint(node, offset);
  }

  /** A place between elements (a triple click ends at the next paragraph): the next text's start. */
  private offsetOfElementPoint(node: Node, offset: number): number | null {
    const { chunks } = this.positions;
    const holder = node instanceof Element ? node.closest(`[${CHUNK_ATTRIBUTE}]`) : null;
    if (holder) {
      const chunk = chunks[Number(holder.getAttribute(CHUNK_ATTRIBUTE))];
      return chunk ? (offset === 0 ? chunk.start : chunk.end) : null;
    }
    const probe = document.createRange();
    probe.setStart(node, offset);
    let low = 0;
    let high = this.elements.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const element = this.elements[middle];
      if (element && probe.comparePoint(element, 0) < 0) low = middle + 1;
      else high = middle;
    }
    return chunks[low]?.start ?? chunks[chunks.length - 1]?.end ?? null;
  }

  /** What is selected in the text now; null when the selection is elsewhere. */
  readSelection(): TextSelection | null {
    const selection = document.getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return null;
    const anchor = this.offsetOf(selection.anchorNode, selection.anchorOffset);
    const head = this.offsetOf(selection.focusNode, selection.focusOffset);
    if (anchor === null || head === null) return null;
    return { anchor, head };
  }

  /** Makes the browser's selection show ours. Does nothing when it does already. */
  writeSelection({ anchor, head }: TextSelection): void {
    const now = this.readSelection();
    if (now && now.anchor === anchor && now.head === head) return;
    const backward = head < anchor;
    const from = this.point(anchor, backward || anchor === head ? 'end' : 'start');
    const to = this.point(head, backward ? 'start' : 'end');
    const selection = document.getSelection();
    if (!from || !to || !selection) return;
    if (anchor === head) selection.collapse(to.node, to.offset);
    else selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  /** The caret place nearest to a point of the window; null outside the text. */
  caretAt(x: number, y: number): number | null {
    const place = caretFromPoint(x, y);
    return place ? this.offsetOf(place.node, place.offset) : null;
  }

  /** The character under a point of the window; null when the point is beside the text. */
  characterAt(x: number, y: number): number | null {
    const place = caretFromPoint(x, y);
    if (!place || !(place.node instanceof Text) || !this.root.contains(place.node)) return null;
    for (const start of [place.offset, place.offset - 1]) {
      if (start < 0 || start >= place.node.length) continue;
      const range = document.createRange();
      range.setStart(place.node, start);
      range.setEnd(place.node, start + 1);
      for (const rect of range.getClientRects()) {
        const inside = x >= rect.left - 1 && x <= rect.right + 1;
        if (inside && y >= rect.top - NEAR && y <= rect.bottom + NEAR) {
          return this.offsetOf(place.node, start);
        }
      }
    }
    return null;
  }

  /** Boxes of a stretch, one a line, in the article's coordinates. */
  boxes(fragment: Fragment): readonly Box[] {
    const key = `${fragment.start}:${fragment.end}`;
    const known = this.boxesAt.get(key);
    if (known) return known;
    const boxes = this.measure(fragment);
    this.boxesAt.set(key, boxes);
    return boxes;
  }

  private measure(fragment: Fragment): Box[] {
    const range = this.range(fragment);
    if (!range) return [];
    const origin = this.root.getBoundingClientRect();
    return mergeLines([...range.getClientRects()]).map((rect) => ({
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      width: rect.right - rect.left,
      height: rect.bottom - rect.top,
    }));
  }

  /** Where the caret stands at an offset, in the article's coordinates. */
  caretBox(offset: number): Box | null {
    const known = this.caretsAt.get(offset);
    if (known !== undefined) return known;
    const box = this.measureCaret(offset);
    this.caretsAt.set(offset, box);
    return box;
  }

  private measureCaret(offset: number): Box | null {
    const place = this.point(offset, 'end') ?? this.point(offset, 'start');
    if (!place) return null;
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    range.collapse(true);
    const rect =
      lineStart(range, this.isRtl) ??
      range.getClientRects()[0] ??
      neighbourEdge(place.node, place.offset);
    if (!rect) return null;
    const origin = this.root.getBoundingClientRect();
    return {
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      width: 0,
      height: rect.height,
    };
  }

  /** The place on the line above or below that is nearest to `x` (window pixels). */
  lineFrom(offset: number, direction: 1 | -1, x: number): number | null {
    const box = this.caretBox(offset);
    if (!box) return null;
    const origin = this.root.getBoundingClientRect();
    const middle = origin.top + box.top + box.height / 2;
    // Lines may be parted by a paragraph's margin: the step grows until the caret moves.
    for (const step of [1.4, 2, 3, 4.5]) {
      const found = this.caretAt(x, middle + direction * step * box.height);
      if (found !== null && (direction === 1 ? found > offset : found < offset)) return found;
    }
    return null;
  }

  /** The start or the end of the line that the offset stands on. */
  lineEdge(offset: number, edge: 'start' | 'end', rtl: boolean): number | null {
    const box = this.caretBox(offset);
    if (!box) return null;
    const origin = this.root.getBoundingClientRect();
    const atRight = (edge === 'end') !== rtl;
    const x = atRight ? origin.right - 2 : origin.left + 2;
    const found = this.caretAt(x, origin.top + box.top + box.height / 2);
    if (found === null || edge === 'start') return found;
    // The place after a line's last blank is drawn at the start of the next line.
    const reached = this.caretBox(found);
    return reached && reached.top > box.top + box.height / 2 ? found - 1 : found;
  }

  private get isRtl(): boolean {
    return this.root.dir === 'rtl';
  }
}

function caretFromPoint(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const place = document.caretPositionFromPoint(x, y);
    return place ? { node: place.offsetNode, offset: place.offset } : null;
  }
  // Safari before 18.4 knows only the older name.
  const older = document as unknown as {
    caretRangeFromPoint?(x: number, y: number): Range | null;
  };
  const range = older.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where a line is broken, one offset has two places: browsers draw a collapsed range at the end of
 * the upper line, and a caret belongs at the start of the lower. Null where no line is broken.
 */
function lineStart(caret: Range, rtl: boolean): DOMRect | null {
  const { startContainer: node, startOffset: offset } = caret;
  const drawn = caret.getClientRects()[0];
  if (!drawn || !(node instanceof Text) || offset >= node.length) return null;
  const next = document.createRange();
  next.setStart(node, offset);
  next.setEnd(node, offset + 1);
  const rect = next.getClientRects()[0];
  if (!rect || rect.width === 0 || rect.top < drawn.top + drawn.height / 2) return null;
  return new DOMRect(rtl ? rect.right : rect.left, rect.top, 0, rect.height);
}

/** Edge of the character beside a caret, for the places where a collapsed range has no rectangle. */
function neighbourEdge(node: Text, offset: number): DOMRect | null {
  const range = document.createRange();
  const before = offset > 0;
  range.setStart(node, before ? offset - 1 : offset);
  range.setEnd(node, Math.min(node.length, before ? offset : offset + 1));
  const rects = range.getClientRects();
  const rect = before ? rects[rects.length - 1] : rects[0];
  if (!rect) return null;
  return new DOMRect(before ? rect.right : rect.left, rect.top, 0, rect.height);
}

/** Joins rectangles that stand on one line: a range gives one for each text node and direction. */
export function mergeLines(rects: readonly Rect[]): Rect[] {
  const lines: Rect[] = [];
  for (const rect of rects) {
    if (rect.right - rect.left < 0.5) continue;
    const last = lines[lines.length - 1];
    const sameLine =
      last &&
      Math.min(last.bottom, rect.bottom) - Math.max(last.top, rect.top) >
        0.6 * (rect.bottom - rect.top);
    if (last && sameLine) {
      last.left = Math.min(last.left, rect.left);
      last.right = Math.max(last.right, rect.right);
      last.top = Math.min(last.top, rect.top);
      last.bottom = Math.max(last.bottom, rect.bottom);
    } else {
      lines.push({
        left: rect.left,
        top: rect.top,
        right: rect.right,
        bottom: rect.bottom,
      });
    }
  }
  return lines;
}
