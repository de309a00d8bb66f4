'use server';

import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import type { UserActor } from '@/lib/auth/actor';
import { say } from '@/lib/i18n/edge';
import { ok, type Result } from '@/lib/result/result';
import {
  acceptAllShown,
  acceptAnnotation,
  amendAnnotation,
  askAbout,
  contestDecision,
  rejectAnnotation,
} from './commands';
import {
  acceptAllSchema,
  acceptSchema,
  amendSchema,
  askSchema,
  commentSchema,
  contestSchema,
  type ReviewOutcome,
  rejectSchema,
  threadSchema,
} from './schema';
import { commentOnThread, reopenThread, resolveThread } from './thread-commands';

// The doors from the browser. Arguments come from the network, whatever their type says: all are
// parsed. Each answer holds what changed, so that no page needs to be rendered again.

export async function acceptAction(input: z.input<typeof acceptSchema>) {
  return run(acceptSchema, input, acceptAnnotation);
}

export async function acceptAllAction(input: z.input<typeof acceptAllSchema>) {
  return run(acceptAllSchema, input, acceptAllShown);
}

export async function amendAction(input: z.input<typeof amendSchema>) {
  return run(amendSchema, input, amendAnnotation);
}

export async function rejectAction(input: z.input<typeof rejectSchema>) {
  return run(rejectSchema, input, rejectAnnotation);
}

export async function askAction(input: z.input<typeof askSchema>) {
  return run(askSchema, input, askAbout);
}

export async function contestAction(input: z.input<typeof contestSchema>) {
  return run(contestSchema, input, contestDecision);
}

export async function commentAction(input: z.input<typeof commentSchema>) {
  return run(commentSchema, input, commentOnThread);
}

export async function resolveThreadAction(input: z.input<typeof threadSchema>) {
  return run(threadSchema, input, resolveThread);
}

export async function reopenThreadAction(input: z.input<typeof threadSchema>) {
  return run(threadSchema, input, reopenThread);
}

/** As `act`; the reasons of what was passed over are in the person's language too. */
async function run<S extends z.ZodType<{ projectId: string }>>(
  schema: S,
  input: unknown,
  command: (actor: UserActor, input: z.output<S>) => Promise<Result<ReviewOutcome>>,
): Promise<Result<ReviewOutcome>> {
  const outcome = await act(schema, input, command);
  if (!outcome.ok || outcome.value.skipped.length === 0) return outcome;
  const skipped = await Promise.all(
    outcome.value.skipped.map(async (one) => ({ ...one, reason: await say(one.reason) })),
  );
  return ok({ ...outcome.value, skipped });
}
