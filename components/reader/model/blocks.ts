import type { PositionIndex } from './position-index';

/**
 * A stretch of the text that is laid out, painted and watched as one: some short paragraphs, or a
 * piece of a very long one. Chunks `[firstChunk, endChunk)` of the position index.
 */
export interface Block {
  readonly index: number;
  readonly firstChunk: number;
  readonly endChunk: number;
  /** Code points, and paragraphs that begin in it: what its height is guessed from. */
  readonly length: number;
  readonly paragraphs: number;
}

/** A screen holds one or two such blocks; a million code points are some 300. Code points. */
const BLOCK_LENGTH = 3_500;

/**
 * Beyond this a paragraph is shown in pieces, each on lines of its own: one line of a million
 * characters would have to be laid out whole. Code points.
 */
export const LONGEST_WHOLE = 16_000;

/** Groups a text's chunks into blocks; paragraphs stay whole unless they are very long. */
export function createBlocks({ chunks, paragraphStarts }: PositionIndex): readonly Block[] {
  const blocks: Block[] = [];
  let first = 0;
  let length = 0;
  let paragraphs = 0;
  const close = (end: number) => {
    if (end > first) {
      blocks.push({ index: blocks.length, firstChunk: first, endChunk: end, length, paragraphs });
    }
    first = end;
    length = 0;
    paragraphs = 0;
  };
  for (let index = 0; index + 1 < paragraphStarts.length; index += 1) {
    const from = paragraphStarts[index] ?? 0;
    const to = paragraphStarts[index + 1] ?? chunks.length;
    const own = chunks.slice(from, to);
    const size = own.reduce((sum, chunk) => sum + chunk.end - chunk.start, 0);
    if (length > 0 && length + size > BLOCK_LENGTH) close(from);
    if (size <= LONGEST_WHOLE) {
      length += size;
      paragraphs += 1;
      continue;
    }
    close(from);
    for (const chunk of own) {
      length = chunk.end - chunk.start;
      paragraphs = chunk.index === from ? 1 : 0;
      close(chunk.index + 1);
    }
  }
  close(chunks.length);
  return blocks;
}

/** How many blocks, from the first, hold at least so many code points. */
export function blocksWithin(blocks: readonly Block[], length: number): number {
  let sum = 0;
  for (const block of blocks) {
    if (sum >= length) return block.index;
    sum += block.length;
  }
  return blocks.length;
}
