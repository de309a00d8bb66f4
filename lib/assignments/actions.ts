'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import type { UserActor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';
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

/** As `act`; what was written shows on every page of the project. */
function run<S extends z.ZodType<{ projectId: string }>, Value>(
  schema: S,
  input: unknown,
  work: (actor: UserActor, input: z.output<S>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return act(schema, input, work, ({ projectId }) =>
    revalidatePath(`/projects/${projectId}`, 'layout'),
  );
}
