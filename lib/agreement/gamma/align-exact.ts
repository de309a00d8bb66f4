import type { Alignment, UnitCosts } from './costs';

/** Beyond these the search is given up: `null` then, and the caller aligns otherwise. */
const MAX_VISITS = 150_000;
const MAX_STATES = 2_000;

interface Candidate {
  /** In order; the first is the earliest. */
  readonly members: readonly number[];
  readonly cost: number;
}

interface State {
  readonly cost: number;
  readonly before: State | null;
  readonly chosen: Candidate | null;
  /** Units after the present one that a chosen group holds already, ascending. */
  readonly covered: readonly number[];
}

/**
 * The best alignment, proven. Units go from left to right; each is joined by the group of which it is
 * the earliest, so that a state is no more than the later units already taken. Only groups that cost
 * less than without any one member are candidates (else that member is better alone). A state is
 * dropped when another can imitate whatever it goes on to do and still cost no more: to leave a taken
 * unit out costs at most 2Δ∅/n, to add one by itself Δ∅.
 *
 * Null when there are too many candidates or states: many coders, or units much longer than the gaps.
 */
export function alignExactly(costs: UnitCosts): Alignment | null {
  const { units, options } = costs;
  const order = units
    .map((_, index) => index)
    .sort((a, b) => startOf(costs, a) - startOf(costs, b) || a - b);
  const candidates = findCandidates(costs, order);
  if (!candidates) return null;

  const alone = options.empty;
  const leftOut = (2 * options.empty) / costs.coders;
  let states: State[] = [{ cost: 0, before: null, chosen: null, covered: [] }];
  for (let at = 0; at < order.length; at += 1) {
    const next = new Map<string, State>();
    const offer = (state: State) => {
      const key = state.covered.join(' ');
      const known = next.get(key);
      if (!known || state.cost < known.cost) next.set(key, state);
    };
    for (const state of states) {
      if (state.covered[0] === at) {
        offer({ ...state, covered: state.covered.slice(1) });
        continue;
      }
      for (const candidate of candidates[at] ?? []) {
        const covered = union(state.covered, candidate.members);
        if (!covered) continue;
        offer({ cost: state.cost + candidate.cost, before: state, chosen: candidate, covered });
      }
    }
    states = undominated([...next.values()], alone, leftOut);
    if (states.length > MAX_STATES) return null;
  }
  const best = states.reduce((a, b) => (b.cost < a.cost ? b : a));
  const groups: number[][] = [];
  for (let state: State | null = best; state; state = state.before) {
    if (state.chosen) groups.push(state.chosen.members.map((at) => order[at] ?? 0));
  }
  return { groups: groups.reverse(), cost: best.cost, exact: true };
}

function startOf(costs: UnitCosts, index: number): number {
  return costs.units[index]?.start ?? 0;
}

/** By the rank of the earliest member: the groups worth having, each by ranks. */
function findCandidates(costs: UnitCosts, order: readonly number[]): Candidate[][] | null {
  const { units, options, pairs, coders } = costs;
  // With every other partner in full agreement, a pair may still be this far apart.
  const farthest = (pairs + 1 + (coders - 2)) * options.empty;
  const longest = Math.max(0, ...units.map(({ start, end }) => end - start));
  const result: Candidate[][] = [];
  let visits = 0;
  for (let at = 0; at < order.length; at += 1) {
    const first = order[at] ?? 0;
    const unit = units[first];
    if (!unit) continue;
    const reach =
      options.positional > 0
        ? Math.sqrt(farthest / (options.positional * options.empty)) *
          (unit.end - unit.start + longest)
        : Number.POSITIVE_INFINITY;
    const near: number[] = [];
    for (let later = at + 1; later < order.length; later += 1) {
      const other = order[later] ?? 0;
      if (startOf(costs, other) - unit.start > reach) break;
      if (units[other]?.coder === unit.coder) continue;
      if (costs.between(first, other) < farthest) near.push(later);
    }
    const own: Candidate[] = [];
    const grow = (members: readonly number[], from: number): boolean => {
      const group = members.map((rank) => order[rank] ?? 0);
      visits += 1;
      if (visits > MAX_VISITS) return false;
      if (isWorthwhile(costs, group, 0)) own.push({ members, cost: costs.of(group) });
      // Even perfect partners for all the other coders would not mend it.
      if (!isWorthwhile(costs, group, coders - group.length)) return true;
      for (let index = from; index < near.length; index += 1) {
        const later = near[index] ?? 0;
        const coder = units[order[later] ?? 0]?.coder;
        if (group.some((member) => units[member]?.coder === coder)) continue;
        if (!grow([...members, later], index + 1)) return false;
      }
      return true;
    };
    if (!grow([at], 0)) return null;
    result.push(own);
  }
  return result;
}

/** Whether each member costs less here than alone, were there so many more perfect partners. */
function isWorthwhile(costs: UnitCosts, group: readonly number[], more: number): boolean {
  if (group.length === 1) return true;
  const { empty } = costs.options;
  return group.every((member) => {
    let added = 0;
    for (const other of group) if (other !== member) added += costs.between(member, other) - empty;
    return added - more * empty < costs.pairs * empty;
  });
}

/** Both, ascending, without the earliest of `members`; null when they share one. */
function union(covered: readonly number[], members: readonly number[]): readonly number[] | null {
  if (members.length === 1) return covered;
  if (covered.length === 0) return members.slice(1);
  const result: number[] = [];
  let i = 0;
  let j = 1;
  while (i < covered.length || j < members.length) {
    const a = covered[i] ?? Number.POSITIVE_INFINITY;
    const b = members[j] ?? Number.POSITIVE_INFINITY;
    if (a === b) return null;
    result.push(Math.min(a, b));
    if (a < b) i += 1;
    else j += 1;
  }
  return result;
}

function undominated(states: State[], alone: number, leftOut: number): State[] {
  if (states.length < 2) return states;
  states.sort((a, b) => a.cost - b.cost);
  const kept: State[] = [];
  for (const state of states) {
    // The cheapest dominate most; asking more of them costs more than it saves.
    const dominated = kept.slice(0, 8).some((better) => {
      const [onlyState, onlyBetter] = differences(state.covered, better.covered);
      return state.cost >= better.cost + onlyState * alone + onlyBetter * leftOut - 1e-12;
    });
    if (!dominated) kept.push(state);
  }
  return kept;
}

function differences(a: readonly number[], b: readonly number[]): [onlyA: number, onlyB: number] {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) both += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return [a.length - both, b.length - both];
}
