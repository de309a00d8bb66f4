import { groupBy } from '@/lib/group-by';
import { decideMove, type ReviewState } from '@/lib/review/rules';
import { bulkId } from './bulk-ids';
import type { AnnotationRow, DecisionRow } from './plan';
import type { IncomingDecision } from './schema';

/** What an earlier revision said, and who wrote it. */
export type PastRevision = Pick<
  AnnotationRow,
  | 'codeKey'
  | 'attributes'
  | 'confidence'
  | 'memo'
  | 'deleted'
  | 'members'
  | 'fragments'
  | 'authorId'
>;

/** A past as rows: the revisions, the first one first, and the decisions between them. */
export interface Replayed {
  readonly revisions: readonly AnnotationRow[];
  readonly decisions: readonly DecisionRow[];
}

/** Each step is a statement of its own for a whole batch: a file must not ask for millions. */
const MOST_STEPS = 1000;

type PastDecision = Omit<IncomingDecision, 'decider'> & { readonly deciderId: string };

/**
 * Goes through an annotation's past as it must have happened, each decision under the rules of
 * review, and gives every row its step. Answers why when it cannot have happened so: a decision that
 * nobody may take, or one that leads to another state than the annotation is said to be in.
 */
export function replayPast(past: {
  /** What the annotation says now. */
  readonly head: AnnotationRow;
  readonly coderId: string;
  readonly earlier: readonly PastRevision[];
  readonly decisions: readonly PastDecision[];
  readonly state: ReviewState;
}): Replayed | string {
  const { head, coderId, earlier } = past;
  if (earlier.length + past.decisions.length >= MOST_STEPS) {
    return `A past of more than ${MOST_STEPS} revisions and decisions is not taken.`;
  }
  const decisionsOf = groupBy(past.decisions, ({ revision }) => revision);
  const revisions: AnnotationRow[] = [];
  const decisions: DecisionRow[] = [];
  let state: ReviewState = 'unreviewed';
  let step = 0;

  const decide = (
    seen: AnnotationRow,
    { kind, reason, deciderId }: PastDecision,
  ): string | null => {
    const { deleted, authorId, revisionId } = seen;
    const decided = decideMove(
      {
        ...{ state, deleted, coderId, headAuthorId: authorId, headRevisionId: revisionId },
        codingState: 'submitted',
      },
      { move: kind, deciderId, revisionId, reason },
    );
    if (!decided.ok)
      return `“${kind}” of revision ${seen.revisionNo}: ${decided.error.userMessage}`;
    state = decided.value;
    const next = kind === 'amend' ? revisions.at(-1) : null;
    if (next && next.authorId !== deciderId) {
      return `Revision ${next.revisionNo} is an amendment, but not by whoever amended.`;
    }
    decisions.push({
      id: bulkId(),
      annotationId: head.id,
      step: step++,
      ofComposite: head.kind === 'composite',
      revisionId,
      kind,
      reason,
      amendedRevisionId: next?.revisionId ?? null,
      deciderId,
    });
    return null;
  };

  for (const [index, said] of [...earlier, head].entries()) {
    const before = revisions.at(-1);
    const row: AnnotationRow = {
      ...head,
      ...said,
      revisionId: bulkId(),
      revisionNo: index + 1,
      step: step++,
    };
    revisions.push(row);
    const [amended, again] = (decisionsOf.get(index) ?? []).filter(({ kind }) => kind === 'amend');
    if (again) return `Revision ${index} was amended twice.`;
    if (amended && before) {
      const wrong = decide(before, amended);
      if (wrong !== null) return wrong;
    } else {
      state = 'unreviewed';
    }
    for (const decision of decisionsOf.get(index + 1) ?? []) {
      if (decision.kind === 'amend') continue;
      const wrong = decide(row, decision);
      if (wrong !== null) return wrong;
    }
  }
  const last = revisions.length;
  if (decisionsOf.get(last)?.some(({ kind }) => kind === 'amend')) {
    return `Revision ${last} was amended, but the amendment is not there.`;
  }
  if (state !== past.state) return `Its decisions lead to “${state}”, not to “${past.state}”.`;
  return { revisions, decisions };
}
