'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { extractAgain } from './commands';
import { type ExtractionOutcome, extractAgainSchema } from './schema';

export async function extractAgainAction(input: unknown): Promise<Result<ExtractionOutcome>> {
  return act(extractAgainSchema, input, extractAgain, ({ projectId }) =>
    revalidatePath(`/projects/${projectId}`, 'layout'),
  );
}
