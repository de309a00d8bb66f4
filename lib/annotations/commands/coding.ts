import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import {
  type CodingEvent,
  type CodingInput,
  describeChange,
  type OpenCoding,
  type Outcome,
  oncePerKey,
  startIfNeeded,
} from '../in-coding';
import { moveCoding } from '../rules';
import type { AnnotationChange } from '../schema';
import { hasSeenColleagues } from '../visibility';

/**
 * Begins the acting person's coding of an article version, or finds it begun. The first annotation
 * does so by itself. Errors: those of `inProject`, `not_found` (article).
 */
export async function ensureCoding(
  actor: Actor,
  input: CodingInput,
): Promise<Result<AnnotationChange>> {
  return oncePerKey(actor, 'coding.start', input, async (coding) => {
    const started = await startIfNeeded(coding);
    return ok({
      change: await describeChange(coding, { moves: [] }),
      events: started ? [started] : [],
    });
  });
}

/** Hands the coding in for review; an article with nothing to mark may be handed in too. */
export async function submitCoding(
  actor: Actor,
  input: CodingInput,
): Promise<Result<AnnotationChange>> {
  return oncePerKey(actor, 'coding.submit', input, async (coding) => {
    const started = await startIfNeeded(coding);
    return moved(coding, 'submit', started ? [started] : []);
  });
}

/**
 * Takes a submitted coding up again. Error: `conflict` when it is open, or blind no longer (a lead
 * reopens it then).
 */
export async function reopenCoding(
  actor: Actor,
  input: CodingInput,
): Promise<Result<AnnotationChange>> {
  return oncePerKey(actor, 'coding.reopen', input, async (coding) => {
    if (coding.kind === 'training') {
      return err(
        'conflict',
        'This is training work: it was scored as it was handed in. Try the article again from the training page.',
      );
    }
    if (await hasSeenColleagues(coding.tx, coding)) {
      return err(
        'conflict',
        'This article is coded blind, and you have seen your colleagues’ work on it. Ask a lead to reopen your coding.',
      );
    }
    return moved(coding, 'reopen', []);
  });
}

const MOVES = {
  submit: { event: 'coding.submitted', column: 'submitted_at' },
  reopen: { event: 'coding.reopened', column: 'reopened_at' },
} as const;

async function moved(
  coding: OpenCoding,
  move: 'submit' | 'reopen',
  earlier: readonly CodingEvent[],
): Promise<Result<Outcome>> {
  const state = moveCoding(coding.state, move);
  if (!state.ok) return state;
  const { event, column } = MOVES[move];
  await coding.tx.sql(
    `UPDATE codings SET state = $3::coding_state, ${column} = now()
      WHERE project_id = $1::uuid AND id = $2::uuid`,
    coding.tx.projectId,
    coding.codingId,
    state.value,
  );
  const change = await describeChange(coding, { moves: [] });
  const payload = { before: coding.state, after: state.value };
  return ok({ change, events: [...earlier, { type: event, payload }] });
}
