'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { reopenForCoder, takeNext } from './coder-commands';
import {
  applyPlan,
  assignArticles,
  type Given,
  moveAssignment,
  saveSettings,
  setArticlesBlind,
  setDue,
  withdrawAssignments,
} from './commands';
import { previewPlan } from './queries';
import {
  applyPlanSchema,
  articleBlindSchema,
  assignSchema,
  dueSchema,
  moveSchema,
  nextSchema,
  type PlanPreview,
  planSchema,
  reopenSchema,
  settingsSchema,
  withdrawSchema,
} from './schema';

export async function assignArticlesAction(input: unknown): Promise<Result<Given>> {
  return run(assignSchema, input, assignArticles);
}

export async function previewPlanAction(input: unknown): Promise<Result<PlanPreview>> {
  return run(planSchema, input, previewPlan);
}

export async function applyPlanAction(input: unknown): Promise<Result<Given>> {
  return run(applyPlanSchema, input, applyPlan);
}

export async function moveAssignmentAction(input: unknown): Promise<Result<Given>> {
  return run(moveSchema, input, moveAssignment);
}

export async function withdrawAssignmentsAction(
  input: unknown,
): Promise<Result<{ readonly withdrawn: number }>> {
  return run(withdrawSchema, input, withdrawAssignments);
}

export async function setDueAction(input: unknown): Promise<Result<{ readonly changed: number }>> {
  return run(dueSchema, input, setDue);
}

export async function saveSettingsAction(input: unknown): Promise<Result<void>> {
  return run(settingsSchema, input, saveSettings);
}

export async function setArticlesBlindAction(
  input: unknown,
): Promise<Result<{ readonly changed: number }>> {
  return run(articleBlindSchema, input, setArticlesBlind);
}

export async function reopenForCoderAction(input: unknown): Promise<Result<void>> {
  return run(reopenSchema, input, reopenForCoder);
}

export async function takeNextAction(input: unknown): Promise<Result<string | null>> {
  return run(nextSchema, input, (actor, given) => takeNext(actor, given));
}

async function run<Input extends { projectId: string }, Value>(
  schema: z.ZodType<Input>,
  input: unknown,
  work: (actor: UserActor, input: Input) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await work(actor.value, parsed.data);
  if (result.ok) revalidatePath(`/projects/${parsed.data.projectId}`, 'layout');
  return plain(result);
}
