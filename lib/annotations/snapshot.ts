import { sameFragments } from '@/lib/text/fragments';
import type { Attributes, AttributionMember } from './schema';

/** Fragment with its words, as stored: code points, half-open. */
export interface QuotedFragment {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** Everything that a revision says; two revisions with equal snapshots say the same. */
export interface Snapshot {
  readonly codebookVersionId: string;
  readonly codeId: string;
  readonly codeKey: string;
  readonly attributes: Attributes;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly deleted: boolean;
  readonly fragments: readonly QuotedFragment[];
  readonly members: readonly AttributionMember[];
}

/** Everything that a relation's revision says. */
export interface RelationSnapshot {
  readonly relationTypeId: string;
  readonly typeKey: string;
  readonly fromAnnotationId: string;
  readonly toAnnotationId: string;
  readonly attributes: Attributes;
  readonly memo: string | null;
  readonly deleted: boolean;
}

/** True when two revisions of one annotation say the same; within a role the order of members counts. */
export function sameSnapshot(a: Snapshot, b: Snapshot): boolean {
  return (
    a.codeId === b.codeId &&
    a.deleted === b.deleted &&
    a.confidence === b.confidence &&
    a.memo === b.memo &&
    sameAttributes(a.attributes, b.attributes) &&
    sameFragments(a.fragments, b.fragments) &&
    memberKeys(a).join() === memberKeys(b).join()
  );
}

/** True when two revisions of one relation say the same. */
export function sameRelation(a: RelationSnapshot, b: RelationSnapshot): boolean {
  return (
    a.relationTypeId === b.relationTypeId &&
    a.fromAnnotationId === b.fromAnnotationId &&
    a.toAnnotationId === b.toAnnotationId &&
    a.memo === b.memo &&
    a.deleted === b.deleted &&
    sameAttributes(a.attributes, b.attributes)
  );
}

function memberKeys({ members }: Snapshot): string[] {
  return members
    .toSorted((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0))
    .map(({ role, annotationId }) => `${role}:${annotationId}`);
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && JSON.stringify(a[key]) === JSON.stringify(b[key]))
  );
}
