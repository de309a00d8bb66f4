import { describe, expect, it } from 'vitest';
import { mergeLines } from './text-dom';

const rect = (left: number, top: number, right: number, bottom: number) => ({
  left,
  top,
  right,
  bottom,
});

describe('mergeLines', () => {
  it('joins what stands on one line and keeps lines apart', () => {
    expect(mergeLines([rect(0, 0, 10, 20), rect(10, 1, 30, 21), rect(0, 34, 15, 54)])).toEqual([
      rect(0, 0, 30, 21),
      rect(0, 34, 15, 54),
    ]);
  });

  it('drops what has no width', () => {
    expect(mergeLines([rect(5, 0, 5, 20)])).toEqual([]);
  });
});
