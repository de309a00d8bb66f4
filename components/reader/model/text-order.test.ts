import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInText, type OrderKey, TextOrder } from './text-order';

const key: fc.Arbitrary<OrderKey> = fc.record({
  id: fc.nat(15).map((n) => `id${n}`),
  start: fc.integer({ min: -1, max: 30 }),
  end: fc.integer({ min: -1, max: 60 }),
});

describe('TextOrder', () => {
  it('stays what sorting all entries anew would give', () => {
    const change = fc.record({ key, remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(31), (changes, offset) => {
        const order = new TextOrder([]);
        const plain = new Map<string, OrderKey>();
        for (const one of changes) {
          if (one.remove) {
            order.delete(one.key.id);
            plain.delete(one.key.id);
          } else {
            order.set(one.key);
            plain.set(one.key.id, one.key);
          }
        }
        const sorted = [...plain.values()].sort(compareInText);
        expect(order.all).toEqual(sorted);
        const found = sorted.findIndex((one) => one.start >= offset);
        expect(order.firstAt(offset)).toBe(found < 0 ? sorted.length : found);
      }),
    );
  });
});
