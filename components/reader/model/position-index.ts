import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import type { Paragraph } from '@/lib/text/paragraphs';

/** A run of text that stands in one DOM text node. Offsets in code points of the article. */
interface Chunk {
  readonly index: number;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A place in the DOM: which chunk's text node, and the UTF-16 offset in it. */
interface ChunkPoint {
  readonly chunk: number;
  readonly utf16: number;
}

export interface PositionIndex {
  readonly chunks: readonly Chunk[];
  /** Chunk index of the first chunk of each paragraph; one more entry than paragraphs. */
  readonly paragraphStarts: readonly number[];
  /**
   * The DOM place of a code point offset. Between two chunks (where line breaks stand that are not
   * in the DOM) `start` leans forward to the next chunk and `end` back to the one before.
   */
  locate(offset: number, lean: 'start' | 'end'): ChunkPoint | null;
  /** The code point offset of a DOM place; a place inside a surrogate pair is rounded as asked. */
  toCodePoint(point: ChunkPoint, rounding?: 'floor' | 'ceil'): number;
  /** The pieces of `[start, end)` by chunk, in order, with UTF-16 offsets in each chunk. */
  pieces(start: number, end: number): readonly { chunk: number; from: number; to: number }[];
  /** Index of the chunk that holds the offset, or of the last one that starts at or before it. */
  chunkAt(offset: number): number;
}

/** Text nodes stay this short, so that what is on screen can be told node by node. Code points. */
const LONGEST_CHUNK = 4_000;

/** Cuts a long paragraph at blanks, else anywhere between two graphemes' worth of code points. */
function cut(paragraph: Paragraph, first: number, longest: number): Chunk[] {
  const { start, end, text, index } = paragraph;
  if (end - start <= longest) return [{ index: first, paragraph: index, start, end, text }];
  const map = createOffsetMap(text);
  const chunks: Chunk[] = [];
  let from = 0;
  while (from < map.length) {
    let to = Math.min(from + longest, map.length);
    if (to < map.length) {
      const blank = map.slice(from, to).lastIndexOf(' ');
      if (blank > 0) to = map.toCodePoint(map.toUtf16(from) + blank + 1);
    }
    const piece = map.slice(from, to);
    chunks.push({
      index: first + chunks.length,
      paragraph: index,
      start: start + from,
      end: start + to,
      text: piece,
    });
    from = to;
  }
  return chunks;
}

/**
 * Prepares the map between an article's code points and its text nodes. Nothing is searched for:
 * a place is found by bisecting the chunks' starts and, in texts with characters beyond the basic
 * plane, by the chunk's own offset map, made when first asked for.
 */
export function createPositionIndex(
  paragraphs: readonly Paragraph[],
  longest: number = LONGEST_CHUNK,
): PositionIndex {
  const chunks: Chunk[] = [];
  const paragraphStarts: number[] = [];
  for (const paragraph of paragraphs) {
    paragraphStarts.push(chunks.length);
    for (const chunk of cut(paragraph, chunks.length, longest)) chunks.push(chunk);
  }
  paragraphStarts.push(chunks.length);
  const maps = new Map<number, OffsetMap>();
  const mapOf = (chunk: Chunk): OffsetMap => {
    const known = maps.get(chunk.index);
    if (known) return known;
    const made = createOffsetMap(chunk.text);
    maps.set(chunk.index, made);
    return made;
  };

  const chunkAt = (offset: number): number => {
    let low = 0;
    let high = chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((chunks[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  const locate = (offset: number, lean: 'start' | 'end'): ChunkPoint | null => {
    let chunk = chunks[chunkAt(offset)];
    if (!chunk) return null;
    if (lean === 'end' && offset === chunk.start && chunk.index > 0) {
      const before = chunks[chunk.index - 1];
      if (before) chunk = before;
    }
    if (lean === 'start' && offset >= chunk.end) {
      const after = chunks[chunk.index + 1];
      if (after) return { chunk: after.index, utf16: 0 };
    }
    const inside = Math.min(Math.max(offset, chunk.start), chunk.end) - chunk.start;
    return { chunk: chunk.index, utf16: mapOf(chunk).toUtf16(inside) };
  };

  const toCodePoint = (point: ChunkPoint, rounding: 'floor' | 'ceil' = 'floor'): number => {
    const chunk = chunks[point.chunk];
    if (!chunk) throw new RangeError(`No chunk ${point.chunk}`);
    const utf16 = Math.min(Math.max(point.utf16, 0), chunk.text.length);
    return chunk.start + mapOf(chunk).toCodePoint(utf16, rounding);
  };

  const pieces = (start: number, end: number) => {
    const found: { chunk: number; from: number; to: number }[] = [];
    for (let at = chunkAt(start); at < chunks.length; at += 1) {
      const chunk = chunks[at];
      if (!chunk || chunk.start >= end) break;
      const from = Math.max(start, chunk.start);
      const to = Math.min(end, chunk.end);
      if (from >= to) continue;
      const map = mapOf(chunk);
      found.push({
        chunk: at,
        from: map.toUtf16(from - chunk.start),
        to: map.toUtf16(to - chunk.start),
      });
    }
    return found;
  };

  return { chunks, paragraphStarts, locate, toCodePoint, pieces, chunkAt };
}
