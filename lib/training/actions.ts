'use server';

import { revalidatePath } from 'next/cache';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { saveTraining, setTrainees } from './commands';
import { againSchema, scoreSchema, traineeSchema, trainingSettingsSchema } from './schema';
import { type Scored, scoreAttempt, tryAgain } from './trainee-commands';

export async function saveTrainingAction(input: unknown): Promise<Result<void>> {
  return act(trainingSettingsSchema, input, saveTraining, refresh);
}

export async function setTraineesAction(
  input: unknown,
): Promise<Result<{ readonly changed: number }>> {
  return act(traineeSchema, input, setTrainees, refresh);
}

export async function scoreAttemptAction(input: unknown): Promise<Result<Scored>> {
  return act(scoreSchema, input, scoreAttempt, refresh);
}

export async function tryAgainAction(input: unknown): Promise<Result<AnnotationChange>> {
  return act(againSchema, input, tryAgain, refresh);
}

function refresh({ projectId }: { readonly projectId: string }): void {
  revalidatePath(`/projects/${projectId}/training`);
}
