import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNesting, nestedIn, nestingDepths } from './nesting';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Whether something stands inside itself, found the naive way. */
function hasCircle(nesting: ReadonlyMap<string, readonly string[]>): boolean {
  const reach = (from: string, steps: number): string[] =>
    steps === 0 ? [] : (nesting.get(from) ?? []).flatMap((one) => [one, ...reach(one, steps - 1)]);
  return IDS.some((id) => reach(id, IDS.length).includes(id));
}

describe('nesting', () => {
  it('has no circle after any sequence of moves', () => {
    const move = fc.record({
      owner: fc.constantFrom(...IDS),
      nested: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 }),
    });
    let refused = 0;
    let made = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 14 }), (moves) => {
        const nesting = new Map<string, readonly string[]>();
        for (const { owner, nested } of moves) {
          const after = new Map(nesting).set(owner, nested);
          const allowed = checkNesting(owner, nested, nesting).ok;
          // Refused exactly when it would close a circle: no more, no less.
          expect(allowed).toBe(!hasCircle(after));
          if (allowed) nesting.set(owner, nested);
          if (allowed) made += 1;
          else refused += 1;
        }
        expect(hasCircle(nesting)).toBe(false);
        for (const [owner, nested] of nesting) {
          const depths = nestingDepths(IDS, nesting);
          for (const id of nested) {
            expect(depths.get(id)).toBeGreaterThan(depths.get(owner) ?? 0);
          }
        }
      }),
    );
    expect(refused).toBeGreaterThan(0);
    expect(made).toBeGreaterThan(0);
  });

  it('tells the deepest place, and does not hang in a circle', () => {
    const nesting = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
    ]);
    expect(Object.fromEntries(nestingDepths(['a', 'b', 'c', 'd'], nesting))).toEqual({
      a: 0,
      b: 1,
      c: 2,
      d: 0,
    });
    const circle = new Map([
      ['a', ['b']],
      ['b', ['a']],
    ]);
    expect(nestingDepths(['a', 'b'], circle).size).toBe(2);
  });

  it('reads the nested ones from the members', () => {
    expect(
      nestedIn([
        { role: 'content', annotationId: 'x' },
        { role: 'nested', annotationId: 'y' },
      ]),
    ).toEqual(['y']);
  });
});
