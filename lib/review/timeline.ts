import type { RevisionDto } from '@/lib/annotations/schema';
import { type Change, describeChanges } from './changes';
import type { CommentDto, DecisionDto, ThreadDto } from './schema';

/** One thing that happened to an annotation. */
export type TimelineEntry = {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
} & (
  | {
      readonly kind: 'revision';
      readonly revision: RevisionDto;
      /** Null for the first revision. */
      readonly changes: readonly Change[] | null;
    }
  | {
      readonly kind: 'decision';
      readonly decision: DecisionDto;
      /** Number of the revision that was looked at. */
      readonly revisionNo: number | null;
      /** For an amendment: the reviewer's revision and what it changes. */
      readonly amended: RevisionDto | null;
      readonly changes: readonly Change[] | null;
    }
  | {
      readonly kind: 'comment';
      readonly thread: Pick<ThreadDto, 'id' | 'kind'>;
      readonly comment: CommentDto;
    }
  | { readonly kind: 'resolved'; readonly thread: Pick<ThreadDto, 'id' | 'kind'> }
);

/**
 * Revisions, decisions and comments of one annotation in one line of time, oldest first. An
 * amendment and its revision are one entry; the first comment of a thread that a decision opened
 * repeats the decision's reason and is left out.
 */
export function mergeTimeline(
  revisions: readonly RevisionDto[],
  decisions: readonly DecisionDto[],
  threads: readonly ThreadDto[],
): TimelineEntry[] {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const amendments = new Set(decisions.map(({ amendedRevisionId }) => amendedRevisionId));
  const entries: TimelineEntry[] = [];
  for (const [index, revision] of revisions.entries()) {
    if (amendments.has(revision.id)) continue;
    const before = revisions[index - 1];
    entries.push({
      id: revision.id,
      at: revision.createdAt,
      who: revision.authorName,
      kind: 'revision',
      revision,
      changes: before ? describeChanges(before, revision) : null,
    });
  }
  for (const decision of decisions) {
    const seen = byId.get(decision.revisionId);
    const amended = byId.get(decision.amendedRevisionId ?? '') ?? null;
    entries.push({
      id: decision.id,
      at: decision.decidedAt,
      who: decision.deciderName,
      kind: 'decision',
      decision,
      revisionNo: seen?.revisionNo ?? null,
      amended,
      changes: seen && amended ? describeChanges(seen, amended) : null,
    });
  }
  for (const thread of threads) entries.push(...threadEntries(thread, decisions));
  // Keys are made in order of time, so they part what has the same millisecond.
  return entries.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

function threadEntries(thread: ThreadDto, decisions: readonly DecisionDto[]): TimelineEntry[] {
  const opening = decisions.some(
    ({ decidedAt, deciderId }) =>
      decidedAt === thread.openedAt && deciderId === thread.openedById && thread.kind !== 'note',
  );
  const { id, kind, comments, resolvedAt, resolvedByName } = thread;
  const entries: TimelineEntry[] = comments.slice(opening ? 1 : 0).map((comment) => ({
    id: comment.id,
    at: comment.createdAt,
    who: comment.authorName,
    kind: 'comment',
    thread: { id, kind },
    comment,
  }));
  if (resolvedAt && resolvedByName) {
    const entryId = `${id}/resolved`;
    entries.push({
      id: entryId,
      at: resolvedAt,
      who: resolvedByName,
      kind: 'resolved',
      thread: { id, kind },
    });
  }
  return entries;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
