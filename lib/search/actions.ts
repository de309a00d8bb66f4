'use server';

import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
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
  return act(findPlacesSchema, input, (actor, { filter }) => findPlaces(actor, filter));
}

export async function previewLabelsAction(
  input: z.input<typeof previewLabelsSchema>,
): Promise<Result<readonly PreviewedPlace[]>> {
  return act(previewLabelsSchema, input, previewLabels);
}

export async function labelPlacesAction(
  input: z.input<typeof labelPlacesSchema>,
): Promise<Result<LabelledPlaces>> {
  return act(labelPlacesSchema, input, labelPlaces);
}

export async function undoLabelsAction(
  input: z.input<typeof undoLabelsSchema>,
): Promise<Result<UnlabelledPlaces>> {
  return act(undoLabelsSchema, input, undoLabels);
}
