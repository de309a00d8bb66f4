'use server';

import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain, say } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
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

async function run<Input extends { projectId: string }>(
  schema: z.ZodType<Input>,
  input: unknown,
  command: (actor: UserActor, input: Input) => Promise<Result<ReviewOutcome>>,
): Promise<Result<ReviewOutcome>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await command(actor.value, parsed.data);
  if (!result.ok || result.value.skipped.length === 0) return plain(result);
  const skipped = await Promise.all(
    result.value.skipped.map(async (one) => ({ ...one, reason: await say(one.reason) })),
  );
  return { ok: true, value: { ...result.value, skipped } };
}
