import type { Attributes, AttributionMember, RevisionDto } from '@/lib/annotations/schema';
import { sameFragments } from '@/lib/text/fragments';

type Value = Attributes[string] | null;

/** What of a revision is compared. */
export type Comparable = Pick<
  RevisionDto,
  'codeKey' | 'fragments' | 'members' | 'attributes' | 'confidence' | 'memo' | 'deleted'
>;

/** One difference between two revisions of one annotation. */
export type Change =
  | { readonly field: 'deleted'; readonly after: boolean }
  | { readonly field: 'code'; readonly before: string; readonly after: string }
  | {
      readonly field: 'passage';
      readonly before: Comparable['fragments'];
      readonly after: Comparable['fragments'];
    }
  | {
      readonly field: 'attribute';
      readonly key: string;
      readonly before: Value;
      readonly after: Value;
    }
  | {
      readonly field: 'members';
      readonly added: readonly AttributionMember[];
      readonly removed: readonly AttributionMember[];
    }
  | { readonly field: 'order'; readonly after: readonly AttributionMember[] }
  | {
      readonly field: 'confidence';
      readonly before: number | null;
      readonly after: number | null;
    }
  | { readonly field: 'memo'; readonly before: string | null; readonly after: string | null };

/** Everything that differs, in the order in which a reader asks: is it there, what, where, how. */
export function describeChanges(before: Comparable, after: Comparable): Change[] {
  const changes: Change[] = [];
  if (before.deleted !== after.deleted) changes.push({ field: 'deleted', after: after.deleted });
  if (before.codeKey !== after.codeKey) {
    changes.push({ field: 'code', before: before.codeKey, after: after.codeKey });
  }
  if (!sameFragments(before.fragments, after.fragments)) {
    changes.push({ field: 'passage', before: before.fragments, after: after.fragments });
  }
  const removed = lacking(before.members, after.members);
  const added = lacking(after.members, before.members);
  if (removed.length + added.length > 0) changes.push({ field: 'members', added, removed });
  else if (!sameOrder(before.members, after.members)) {
    changes.push({ field: 'order', after: after.members });
  }
  changes.push(...attributeChanges(before.attributes, after.attributes));
  if (before.confidence !== after.confidence) {
    changes.push({ field: 'confidence', before: before.confidence, after: after.confidence });
  }
  if (before.memo !== after.memo) {
    changes.push({ field: 'memo', before: before.memo, after: after.memo });
  }
  return changes;
}

/** Whether the members of each role stand in the same order; that of roles has no meaning. */
function sameOrder(
  members: readonly AttributionMember[],
  others: readonly AttributionMember[],
): boolean {
  const told = (list: readonly AttributionMember[]) =>
    list
      .toSorted((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0))
      .map(({ role, annotationId }) => `${role}:${annotationId}`)
      .join();
  return told(members) === told(others);
}

/** Those of `members` that `others` lacks, in whatever order. */
function lacking(
  members: readonly AttributionMember[],
  others: readonly AttributionMember[],
): AttributionMember[] {
  const known = new Set(others.map(({ role, annotationId }) => `${role}:${annotationId}`));
  return members.filter(({ role, annotationId }) => !known.has(`${role}:${annotationId}`));
}

function attributeChanges(before: Attributes, after: Attributes): Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key): Change[] => {
    const [old, now] = [before[key] ?? null, after[key] ?? null];
    return JSON.stringify(old) === JSON.stringify(now)
      ? []
      : [{ field: 'attribute', key, before: old, after: now }];
  });
}
