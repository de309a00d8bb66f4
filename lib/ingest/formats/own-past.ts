import { z } from 'zod';
import { REVIEW_MOVES, REVIEW_STATES } from '@/lib/review/rules';
import type { Fragment } from '@/lib/text/fragments';
import type { IncomingPast, IncomingRevision, JsonValue } from '../schema';
import type { JsonObject } from './json';

const number = z.int().positive();
const name = z.string().min(1);

/** A revision before the current one, in a line of JSONL. */
export const earlierSchema = z.looseObject({
  revision: number,
  code: name,
  fragments: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
  text: z.string(),
  attributes: z.record(z.string(), z.json()),
  members: z.array(z.strictObject({ role: name, annotation: name })),
  memo: z.string().nullable(),
  confidence: z.int().min(1).max(5).nullable(),
  deleted: z.boolean(),
  author: name,
});

/** A decision about an annotation, in a line of JSONL. */
export const decisionSchema = z.looseObject({
  revision: number,
  kind: z.enum(REVIEW_MOVES),
  reason: z.string().nullable(),
  amended_revision: number.nullable(),
  reviewer: name,
});

const pastSchema = z.looseObject({
  revision: number,
  author: name,
  review: z.looseObject({ state: z.enum(REVIEW_STATES) }),
  earlier: z.array(earlierSchema),
  decisions: z.array(decisionSchema),
});

/** Whether these are the numbers of all revisions before the current one, in their order. */
export function leadsTo(earlier: readonly number[], current: number): boolean {
  return earlier.length === current - 1 && earlier.every((no, index) => no === index + 1);
}

/**
 * The past of an exported annotation: null where the file does not tell of it, or why it cannot have
 * been so. `passagesOf` finds a revision's passages in the text, or says why they are not there.
 */
export function readPast(
  one: JsonObject,
  passagesOf: (revision: Readonly<Record<string, JsonValue>>) => Fragment[] | string,
): IncomingPast | null | string {
  if (one.earlier === undefined || one.decisions === undefined) return null;
  const parsed = pastSchema.safeParse(one);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  }
  const { author, decisions, earlier, review, revision: current } = parsed.data;
  const numbers = earlier.map(({ revision }) => revision);
  if (!leadsTo(numbers, current)) {
    return `The revisions before (${numbers.join(', ')}) do not lead to revision ${current}.`;
  }
  const revisions: IncomingRevision[] = [];
  for (const { code, members, fragments: pairs, revision: no, ...rest } of earlier) {
    const fragments = passagesOf({ fragments: pairs, text: rest.text });
    if (typeof fragments === 'string') return `Revision ${no}: ${fragments}`;
    const { attributes, confidence, memo, deleted } = rest;
    revisions.push({
      ...{ type: code, fragments, attributes, confidence, memo, deleted, author: rest.author },
      members: members.map(({ role, annotation }) => ({ role, targetExternalId: annotation })),
    });
  }
  const astray = decisions.find(
    ({ kind, revision, amended_revision: amended }) =>
      revision > current || amended !== (kind === 'amend' ? revision + 1 : null),
  );
  if (astray) return `Its decision “${astray.kind}” is about no revision of it.`;
  return {
    author,
    earlier: revisions,
    decisions: decisions.map(({ revision, kind, reason, reviewer }) => ({
      revision,
      kind,
      reason,
      decider: reviewer,
    })),
    state: review.state,
  };
}
