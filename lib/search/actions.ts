'use server';

import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { labelPlaces } from './commands/label';
import { undoLabels } from './commands/undo';
import { findPlaces, previewLabels } from './queries';
import {
  type FoundPlaces,
  findPlacesSchema,
  type LabelledPlaces,
  labelPlacesSchema,
  type PreviewedPlace,
  previewLabelsSchema,
  type UnlabelledPlaces,
  undoLabelsSchema,
} from './schema';

export async function findPlacesAction(
  input: z.input<typeof findPlacesSchema>,
): Promise<Result<FoundPlaces>> {
  return run(findPlacesSchema, input, (actor, { filter }) => findPlaces(actor, filter));
}

export async function previewLabelsAction(
  input: z.input<typeof previewLabelsSchema>,
): Promise<Result<readonly PreviewedPlace[]>> {
  return run(previewLabelsSchema, input, previewLabels);
}

export async function labelPlacesAction(
  input: z.input<typeof labelPlacesSchema>,
): Promise<Result<LabelledPlaces>> {
  return run(labelPlacesSchema, input, labelPlaces);
}

export async function undoLabelsAction(
  input: z.input<typeof undoLabelsSchema>,
): Promise<Result<UnlabelledPlaces>> {
  return run(undoLabelsSchema, input, undoLabels);
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
  return plain(await work(actor.value, parsed.data));
}
