import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsOffset } from './fragments';
import { type SegmentSource, segmentSpans } from './segments';
import { anyRange } from './testing';

const LENGTH = 40;
const sources = fc
  .array(fc.array(anyRange(LENGTH), { maxLength: 3 }), { maxLength: 10 })
  .map((all) => all.map((fragments, index): SegmentSource => ({ id: `a${index}`, fragments })));

describe('segmentSpans', () => {
  it('loses nothing and invents nothing, in any window', () => {
    fc.assert(
      fc.property(sources, anyRange(LENGTH), (spans, { start: from, end: to }) => {
        const segments = segmentSpans(spans, { from, to });
        let position = from;
        for (const [index, segment] of segments.entries()) {
          expect(segment.start).toBe(position);
          expect(segment.end).toBeGreaterThan(segment.start);
          expect(segment.ids).not.toEqual(segments[index - 1]?.ids);
          for (let offset = segment.start; offset < segment.end; offset += 1) {
            const there = spans.filter((span) => containsOffset(span.fragments, offset));
            expect(segment.ids).toEqual(there.map((span) => span.id));
          }
          position = segment.end;
        }
        expect(position).toBe(to);
      }),
    );
  });

  it('gives one bare run without annotations and none for an empty window', () => {
    expect(segmentSpans([], { from: 3, to: 9 })).toEqual([{ start: 3, end: 9, ids: [] }]);
    expect(segmentSpans([], { from: 3, to: 3 })).toEqual([]);
  });

  it('takes ten thousand annotations in its stride', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      id: String(index),
      fragments: [{ start: index * 50, end: index * 50 + 120 }],
    }));
    const segments = segmentSpans(many, { from: 0, to: 500_120 });
    expect(segments.length).toBeGreaterThan(10_000);
  });
});
