import type { Block } from '../model/blocks';

/** Blocks within this much of the window are painted before they are seen. */
const MARGIN = '400px 0px';

type Listener = (shown: readonly number[], hidden: readonly number[]) => void;

/** Knows which parts of the text are near the window. One observer, a few hundred elements at most. */
export class BlockWatcher {
  private readonly visible = new Set<number>();
  private readonly watched = new Set<Element>();
  private readonly listeners = new Set<Listener>();
  private readonly observer = new IntersectionObserver((entries) => this.onSeen(entries), {
    rootMargin: MARGIN,
  });

  constructor(private readonly blocks: readonly Block[]) {}

  /** Watches the blocks below an element; those that it knows already stay as they are. */
  watch(root: Element): void {
    for (const element of root.querySelectorAll('[data-block]')) {
      if (this.watched.has(element)) continue;
      this.watched.add(element);
      this.observer.observe(element);
    }
  }

  /** Chunks near the window, in text order. */
  get visibleChunks(): readonly number[] {
    return [...this.visible].sort((a, b) => a - b).flatMap((index) => this.chunksOf(index));
  }

  /** Tells the chunks that came near the window and those that left. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  dispose(): void {
    this.observer.disconnect();
    this.listeners.clear();
  }

  private chunksOf(index: number): number[] {
    const block = this.blocks[index];
    if (!block) return [];
    const { firstChunk, endChunk } = block;
    return Array.from({ length: endChunk - firstChunk }, (_, at) => firstChunk + at);
  }

  private onSeen(entries: readonly IntersectionObserverEntry[]): void {
    const shown: number[] = [];
    const hidden: number[] = [];
    for (const { target, isIntersecting } of entries) {
      const index = Number(target.getAttribute('data-block'));
      if (isIntersecting && !this.visible.has(index)) {
        this.visible.add(index);
        shown.push(...this.chunksOf(index));
      } else if (!isIntersecting && this.visible.delete(index)) {
        hidden.push(...this.chunksOf(index));
      }
    }
    if (shown.length === 0 && hidden.length === 0) return;
    for (const listener of this.listeners) listener(shown, hidden);
  }
}
