import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { blocksWithin, createBlocks } from './blocks';
import { createPositionIndex } from './position-index';

const blocksOf = (text: string) => {
  const positions = createPositionIndex(splitParagraphs(text, 'sourcemark/1'));
  return { positions, blocks: createBlocks(positions) };
};
const words = (length: number) => 'word '.repeat(length / 5).trim();

describe('createBlocks', () => {
  it('holds every chunk once, in order, with whole paragraphs', () => {
    const text = Array.from({ length: 400 }, (_, i) => words(100 + (i % 9) * 100)).join('\n\n');
    const { positions, blocks } = blocksOf(text);
    const held = blocks.flatMap(({ firstChunk, endChunk }) =>
      positions.chunks.slice(firstChunk, endChunk).map(({ index }) => index),
    );
    expect(held).toEqual(positions.chunks.map(({ index }) => index));
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(3_500);
    expect(blocks.length).toBeLessThan(100);
    for (const { firstChunk } of blocks) {
      expect(positions.paragraphStarts).toContain(firstChunk);
    }
  });

  it('shows a very long line in pieces', () => {
    const { positions, blocks } = blocksOf(`Short.\n\n${words(100_000)}\n\nShort again.`);
    expect(blocks.length).toBe(positions.chunks.length);
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThanOrEqual(4_000);
  });

  it('counts from the front', () => {
    const { blocks } = blocksOf(Array.from({ length: 100 }, () => words(1_000)).join('\n\n'));
    expect(blocksWithin(blocks, 1)).toBe(1);
    expect(blocksWithin(blocks, 10_000)).toBe(4);
    expect(blocksWithin(blocks, 1_000_000)).toBe(blocks.length);
  });
});
