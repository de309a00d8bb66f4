import { err, ok, type Result } from '@/lib/result/result';
import type { AttributionMember } from './schema';

/** The role of an attribution that stands inside another one's content. */
export const NESTED = 'nested';

/** Which attributions each attribution holds, by id. */
export type Nesting = ReadonlyMap<string, readonly string[]>;

/** The attributions that the members name. */
export function nestedIn(members: readonly AttributionMember[]): string[] {
  return members.filter(({ role }) => role === NESTED).map(({ annotationId }) => annotationId);
}

/**
 * Whether an attribution may hold the nested ones, given what all others hold: nothing stands inside
 * itself, at whatever depth. Error: `conflict` on `members`.
 */
export function checkNesting(
  ownerId: string,
  nested: readonly string[],
  nesting: Nesting,
): Result<void> {
  const seen = new Set<string>();
  const left = [...nested];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (id === ownerId) {
      return err('conflict', 'An attribution cannot stand inside itself.', { field: 'members' });
    }
    if (seen.has(id)) continue;
    seen.add(id);
    left.push(...(nesting.get(id) ?? []));
  }
  return ok(undefined);
}

/**
 * How deep each attribution stands inside others: 0 for those that nothing holds. Where several
 * hold one, the deepest counts. A circle, which the database refuses, would not hang it.
 */
export function nestingDepths(ids: Iterable<string>, nesting: Nesting): Map<string, number> {
  const holders = new Map<string, string[]>();
  for (const [owner, nested] of nesting) {
    for (const id of nested) holders.set(id, [...(holders.get(id) ?? []), owner]);
  }
  const depths = new Map<string, number>();
  const depthOf = (id: string, above: ReadonlySet<string>): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const outer = (holders.get(id) ?? []).filter((one) => one !== id && !above.has(one));
    const here = new Set(above).add(id);
    const depth = outer.reduce((most, one) => Math.max(most, depthOf(one, here) + 1), 0);
    depths.set(id, depth);
    return depth;
  };
  for (const id of ids) depthOf(id, new Set());
  return depths;
}
