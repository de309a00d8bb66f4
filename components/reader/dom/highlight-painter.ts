import type { AnnotationDto } from '@/lib/annotations/schema';
import type { ReaderModel } from '../model/reader-model';
import type { BlockWatcher } from './block-watcher';
import { highlightName } from './highlight-styles';
import type { TextDom } from './text-dom';

export function canPaint(): boolean {
  return typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';
}

interface Painted {
  readonly highlight: Highlight;
  readonly range: StaticRange;
}

/**
 * Paints annotations with the CSS Custom Highlight API: one Highlight per code, holding only what
 * is near the window. Registering 10,000 ranges makes each later change slow; a screenful does not.
 */
export class HighlightPainter {
  private readonly highlights = new Map<string, Highlight>();
  /** Visible chunks, and what is painted in each, by annotation. */
  private readonly painted = new Map<number, Map<string, Painted[]>>();
  private readonly off: (() => void)[];

  constructor(
    private readonly model: ReaderModel,
    private readonly dom: TextDom,
    watcher: BlockWatcher,
  ) {
    this.off = [
      watcher.onChange((shown, hidden) => {
        for (const chunk of hidden) this.clearChunk(chunk);
        for (const chunk of shown) this.paintChunk(chunk);
      }),
      model.store.onChange((ids) => this.repaint(ids)),
      model.filters.subscribe(() => this.repaintAll()),
    ];
  }

  dispose(): void {
    for (const off of this.off) off();
    for (const name of this.highlights.keys()) CSS.highlights.delete(name);
    this.highlights.clear();
    this.painted.clear();
  }

  private repaintAll(): void {
    for (const chunk of [...this.painted.keys()]) {
      this.clearChunk(chunk);
      this.paintChunk(chunk);
    }
  }

  private repaint(ids: ReadonlySet<string>): void {
    for (const [chunk, byId] of this.painted) {
      for (const id of ids) {
        this.clear(byId.get(id));
        byId.delete(id);
        const head = this.model.store.get(id);
        if (head) this.paint(head, chunk, byId);
      }
    }
  }

  private paintChunk(index: number): void {
    const chunk = this.model.positions.chunks[index];
    if (!chunk) return;
    const byId = new Map<string, Painted[]>();
    this.painted.set(index, byId);
    for (const id of this.model.store.spans.within(chunk.start, chunk.end)) {
      const head = this.model.store.get(id);
      if (head) this.paint(head, index, byId);
    }
  }

  private clearChunk(index: number): void {
    for (const painted of this.painted.get(index)?.values() ?? []) this.clear(painted);
    this.painted.delete(index);
  }

  private clear(painted: readonly Painted[] | undefined): void {
    for (const { highlight, range } of painted ?? []) highlight.delete(range);
  }

  private paint(head: AnnotationDto, index: number, byId: Map<string, Painted[]>): void {
    const chunk = this.model.positions.chunks[index];
    if (!chunk || !this.model.isShown(head)) return;
    const painted: Painted[] = [];
    for (const fragment of head.fragments) {
      if (fragment.start >= chunk.end || fragment.end <= chunk.start) continue;
      const highlight = this.highlightFor(head);
      for (const range of this.dom.staticRanges(fragment, index)) {
        highlight.add(range);
        painted.push({ highlight, range });
      }
    }
    if (painted.length > 0) byId.set(head.id, painted);
  }

  private highlightFor(head: AnnotationDto): Highlight {
    const name = highlightName(head.codeKey, head.coderId === this.model.data.me.id);
    const known = this.highlights.get(name);
    if (known) return known;
    const made = new Highlight();
    // Of two layers on the same words the later one's line stands lower, and is drawn on top.
    made.priority = this.model.codebook.layerIndex(head.layerKey);
    CSS.highlights.set(name, made);
    this.highlights.set(name, made);
    return made;
  }
}
