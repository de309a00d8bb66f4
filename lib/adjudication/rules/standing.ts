import { err, ok, type Result } from '@/lib/result/result';
import type { ComparisonItem } from './units';

/** What of a decision says how an item stands. */
export interface DecisionFacts {
  readonly id: string;
  readonly kind: 'take' | 'merge' | 'write' | 'reject' | 'auto';
  readonly basis: string;
  /** Ids of the annotations or links that it was made about. */
  readonly sourceIds: readonly string[];
  readonly deciderId: string;
  readonly undone: boolean;
  readonly confirmed: boolean;
}

/**
 * `open`: the coders differ and nobody has decided; `agreed`: they all say the same, not yet in the
 * gold; `changed`: a coder has changed something since the decision; `provisional`: decided, and a
 * second person has yet to confirm; `final`.
 */
export const ITEM_STATES = ['open', 'agreed', 'changed', 'provisional', 'final'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What an adjudicator has to look at. */
export function needsDecision(state: ItemState): boolean {
  return state === 'open' || state === 'changed';
}

/**
 * The decision that stands for each item (by its key): the latest not taken back that was made about
 * any of its annotations. `decisions` oldest first.
 */
export function standingDecisions<T extends DecisionFacts>(
  items: readonly ComparisonItem[],
  decisions: readonly T[],
): Map<string, T> {
  const latest = new Map<string, { readonly at: number; readonly decision: T }>();
  decisions.forEach((decision, at) => {
    if (decision.undone) return;
    for (const id of decision.sourceIds) latest.set(id, { at, decision });
  });
  const standing = new Map<string, T>();
  for (const { key, voices } of items) {
    const found = voices
      .flatMap(({ unitId }) => (unitId ? (latest.get(unitId) ?? []) : []))
      .reduce<{ at: number; decision: T } | null>(
        (newest, one) => (newest && newest.at > one.at ? newest : one),
        null,
      );
    if (found) standing.set(key, found.decision);
  }
  return standing;
}

export function stateOf(
  item: Pick<ComparisonItem, 'basis' | 'differences'>,
  decision: DecisionFacts | undefined,
  twoPersons: boolean,
): ItemState {
  if (!decision) return item.differences.length === 0 ? 'agreed' : 'open';
  if (decision.basis !== item.basis) return 'changed';
  // What all coders agree on is nobody's decision alone.
  if (twoPersons && decision.kind !== 'auto' && !decision.confirmed) return 'provisional';
  return 'final';
}

/**
 * Whether a person may confirm: never who decided, and, when that one judged work of their own,
 * nobody whose work it is either. Errors: `forbidden`, `conflict`.
 */
export function mayConfirm(
  decision: DecisionFacts,
  state: ItemState,
  coderIds: readonly string[],
  userId: string,
): Result<void> {
  if (decision.deciderId === userId) {
    return err('forbidden', 'Somebody else must confirm what you decided.');
  }
  if (coderIds.includes(decision.deciderId) && coderIds.includes(userId)) {
    return err('forbidden', 'Both of you coded this text: somebody who did not must confirm.');
  }
  if (state !== 'provisional') return err('conflict', 'There is nothing to confirm here.');
  return ok(undefined);
}
