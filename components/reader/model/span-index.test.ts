import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseFragments } from '@/lib/text/fragments';
import { createSpanIndex } from './span-index';

const fragments = fc
  .array(
    fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 600 })).map(([start, size]) => ({
      start,
      end: start + size,
    })),
    { maxLength: 4 },
  )
  .map(normaliseFragments);

describe('createSpanIndex', () => {
  it('answers as a look through all annotations would, after any changes', () => {
    const step = fc.record({ id: fc.nat(6).map(String), fragments: fc.option(fragments) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.nat(2700),
        fc.nat(500),
        (steps, at, size) => {
          const index = createSpanIndex();
          const plain = new Map<string, ReturnType<typeof normaliseFragments>>();
          for (const change of steps) {
            if (change.fragments === null) {
              index.delete(change.id);
              plain.delete(change.id);
            } else {
              index.set(change.id, change.fragments);
              plain.set(change.id, change.fragments);
            }
          }
          const touching = (start: number, end: number) =>
            [...plain]
              .filter(([, list]) => list.some((one) => one.start < end && start < one.end))
              .map(([id]) => id)
              .sort();
          expect(index.at(at).toSorted()).toEqual(touching(at, at + 1));
          expect(index.within(at, at + size).toSorted()).toEqual(
            size === 0 ? [] : touching(at, at + size),
          );
        },
      ),
    );
  });

  it('names the innermost annotation first', () => {
    const index = createSpanIndex();
    index.set('outer', [{ start: 0, end: 100 }]);
    index.set('inner', [{ start: 10, end: 20 }]);
    index.set('apart', [
      { start: 0, end: 5 },
      { start: 12, end: 14 },
    ]);
    expect(index.at(12)).toEqual(['apart', 'inner', 'outer']);
    expect(index.at(100)).toEqual([]);
  });
});
