'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { acceptColleague, undoAcceptColleague } from './bulk-commands';
import { previewAcceptColleague } from './bulk-reads';
import {
  type AcceptedColleague,
  acceptColleagueSchema,
  type ColleaguePreview,
  previewColleagueSchema,
  type TakenBackColleague,
  undoColleagueSchema,
} from './schema';

export async function previewAcceptColleagueAction(
  input: unknown,
): Promise<Result<ColleaguePreview>> {
  return act(previewColleagueSchema, input, previewAcceptColleague);
}

export async function acceptColleagueAction(input: unknown): Promise<Result<AcceptedColleague>> {
  return act(acceptColleagueSchema, input, acceptColleague, refresh);
}

export async function undoAcceptColleagueAction(
  input: unknown,
): Promise<Result<TakenBackColleague>> {
  return act(undoColleagueSchema, input, undoAcceptColleague, refresh);
}

function refresh({ projectId }: { readonly projectId: string }): void {
  revalidatePath(`/projects/${projectId}/review`);
}
