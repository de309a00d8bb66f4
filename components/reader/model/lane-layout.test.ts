import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LaneItem, laneColumns, laneLabels } from './lane-layout';

const items = fc
  .array(fc.record({ top: fc.nat(2000), height: fc.integer({ min: 10, max: 400 }) }), {
    maxLength: 70,
  })
  .map((list) =>
    list.map(
      ({ top, height }, index): LaneItem => ({
        id: `i${index}`,
        top,
        bottom: top + height,
      }),
    ),
  );

describe('the lane', () => {
  it('puts nothing over anything else, and what holds others outside them', () => {
    fc.assert(
      fc.property(items, (list) => {
        const columns = laneColumns(list, 1000);
        for (const a of list) {
          for (const b of list) {
            if (a.id === b.id || a.bottom <= b.top || b.bottom <= a.top) continue;
            expect(columns.get(a.id)).not.toBe(columns.get(b.id));
            if (a.bottom - a.top > b.bottom - b.top && a.top <= b.top && a.bottom >= b.bottom) {
              expect(columns.get(a.id) ?? 0).toBeGreaterThan(0);
            }
          }
        }
      }),
    );
  });

  it('keeps to the columns that there are', () => {
    fc.assert(
      fc.property(items, (list) => {
        for (const column of laneColumns(list, 3).values()) expect(column).toBeLessThan(3);
      }),
    );
  });

  it('labels or counts each item once, labels apart and near their place', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { tops, more } = laneLabels(list, 18, 40);
        const counted = more.flatMap(({ ids }) => ids);
        expect([...tops.keys(), ...counted].sort()).toEqual(list.map(({ id }) => id).sort());
        const places = [...tops.values(), ...more.map(({ top }) => top)].sort((a, b) => a - b);
        for (const [index, top] of places.entries()) {
          if (index > 0) expect(top - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(18);
        }
        for (const { id, top } of list) {
          const label = tops.get(id);
          if (label !== undefined) expect(label - top).toBeLessThanOrEqual(40);
        }
      }),
    );
  });
});
