'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { cancelRelease, createRelease, withdrawRelease } from './commands';
import { createReleaseSchema, releaseRefSchema, withdrawReleaseSchema } from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/releases`, 'layout');

export async function createReleaseAction(input: unknown): Promise<Result<{ releaseId: string }>> {
  return act(createReleaseSchema, input, createRelease, refresh);
}

export async function cancelReleaseAction(input: unknown): Promise<Result<void>> {
  return act(releaseRefSchema, input, cancelRelease, refresh);
}

export async function withdrawReleaseAction(input: unknown): Promise<Result<void>> {
  return act(withdrawReleaseSchema, input, withdrawRelease, refresh);
}
