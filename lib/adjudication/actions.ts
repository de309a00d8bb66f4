'use server';

import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { openAppeal, resolveAppeal } from './appeal-commands';
import {
  autoMerge,
  confirmDecision,
  mergeBoundaries,
  rejectOutright,
  setTwoPersonRule,
  takeOne,
  undoDecision,
  writeNew,
} from './commands';
import {
  aboutDecisionSchema,
  autoMergeSchema,
  mergeBoundariesSchema,
  openAppealSchema,
  rejectOutrightSchema,
  resolveAppealSchema,
  takeOneSchema,
  twoPersonSchema,
  writeNewSchema,
} from './schema';

// The doors from the browser. Arguments come from the network, whatever their type says: all are
// parsed. Each answer holds what changed, so that no page needs to be rendered again.

export async function takeOneAction(input: z.input<typeof takeOneSchema>) {
  return run(takeOneSchema, input, takeOne);
}

export async function mergeBoundariesAction(input: z.input<typeof mergeBoundariesSchema>) {
  return run(mergeBoundariesSchema, input, mergeBoundaries);
}

export async function writeNewAction(input: z.input<typeof writeNewSchema>) {
  return run(writeNewSchema, input, writeNew);
}

export async function rejectOutrightAction(input: z.input<typeof rejectOutrightSchema>) {
  return run(rejectOutrightSchema, input, rejectOutright);
}

export async function autoMergeAction(input: z.input<typeof autoMergeSchema>) {
  return run(autoMergeSchema, input, autoMerge);
}

export async function undoDecisionAction(input: z.input<typeof aboutDecisionSchema>) {
  return run(aboutDecisionSchema, input, undoDecision);
}

export async function confirmDecisionAction(input: z.input<typeof aboutDecisionSchema>) {
  return run(aboutDecisionSchema, input, confirmDecision);
}

export async function setTwoPersonRuleAction(input: z.input<typeof twoPersonSchema>) {
  return run(twoPersonSchema, input, setTwoPersonRule);
}

export async function openAppealAction(input: z.input<typeof openAppealSchema>) {
  return run(openAppealSchema, input, openAppeal);
}

export async function resolveAppealAction(input: z.input<typeof resolveAppealSchema>) {
  return run(resolveAppealSchema, input, resolveAppeal);
}

async function run<Input extends { projectId: string }, Answer>(
  schema: z.ZodType<Input>,
  input: unknown,
  command: (actor: UserActor, input: Input) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  return plain(await command(actor.value, parsed.data));
}
