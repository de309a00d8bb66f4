import { assign, type Gain } from './assignment';
import type { Alignment, UnitCosts } from './costs';

/** Rounds over all coders; each can only make it cheaper, and most end after two or three. */
const MAX_ROUNDS = 20;

/**
 * An alignment made coder by coder: the units of one coder are taken out and put back by the best
 * assignment to the others' groups, in turn, until nothing gets cheaper. Exact for two coders, whose
 * best alignment is one assignment; for more a local optimum, the better of several starts.
 */
export function alignCoderByCoder(costs: UnitCosts): Alignment {
  const byCoder: number[][] = Array.from({ length: costs.coders }, () => []);
  for (let index = 0; index < costs.units.length; index += 1) {
    byCoder[costs.units[index]?.coder ?? 0]?.push(index);
  }
  const present = byCoder.flatMap((units, coder) => (units.length > 0 ? [coder] : []));
  // Whoever marked most is begun with; with few coders everybody is tried.
  const starts = present
    .toSorted((a, b) => (byCoder[b]?.length ?? 0) - (byCoder[a]?.length ?? 0) || a - b)
    .slice(0, present.length > 2 ? 2 : 1);
  let best: Alignment = { groups: [], cost: 0, exact: true };
  for (const start of starts) {
    const order = [start, ...present.filter((coder) => coder !== start)];
    const made = improve(costs, byCoder, order);
    if (best.groups.length === 0 || made.cost < best.cost) best = made;
  }
  return { ...best, exact: present.length < 3 };
}

function improve(
  costs: UnitCosts,
  byCoder: readonly (readonly number[])[],
  order: readonly number[],
): Alignment {
  let groups: number[][] = [];
  for (const coder of order) groups = withCoder(costs, groups, byCoder[coder] ?? []);
  let cost = costOf(costs, groups);
  for (let round = 0; round < MAX_ROUNDS && order.length > 2; round += 1) {
    const before = cost;
    for (const coder of order) {
      const others = groups
        .map((group) => group.filter((member) => costs.units[member]?.coder !== coder))
        .filter((group) => group.length > 0);
      const changed = withCoder(costs, others, byCoder[coder] ?? []);
      const changedCost = costOf(costs, changed);
      if (changedCost < cost - 1e-12) {
        groups = changed;
        cost = changedCost;
      }
    }
    if (cost >= before - 1e-12) break;
  }
  return { groups, cost, exact: false };
}

function costOf(costs: UnitCosts, groups: readonly (readonly number[])[]): number {
  return groups.reduce((sum, group) => sum + costs.of(group), 0);
}

/** The groups with one more coder's units in them, as cheap as can be. */
function withCoder(
  costs: UnitCosts,
  groups: readonly (readonly number[])[],
  units: readonly number[],
): number[][] {
  const { empty } = costs.options;
  const gains: Gain[] = [];
  for (let row = 0; row < units.length; row += 1) {
    for (let column = 0; column < groups.length; column += 1) {
      let added = 0;
      for (const member of groups[column] ?? [])
        added += costs.between(units[row] ?? 0, member) - empty;
      // Alone it costs Δ∅, which is what joining saves.
      const gain = empty - added / costs.pairs;
      if (gain > 1e-12) gains.push({ row, column, gain });
    }
  }
  const result = groups.map((group) => [...group]);
  const placed = new Set<number>();
  for (const [row, column] of assign(gains)) {
    result[column]?.push(units[row] ?? 0);
    placed.add(row);
  }
  units.forEach((unit, row) => {
    if (!placed.has(row)) result.push([unit]);
  });
  return result;
}
