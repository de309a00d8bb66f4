'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { labelArticle, lookAgain } from './commands';
import { labelArticleSchema, lookAgainSchema, type WireLabelName } from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/wire-copy`, 'layout');

export async function labelArticleAction(
  input: unknown,
): Promise<Result<{ label: WireLabelName | null }>> {
  return act(labelArticleSchema, input, labelArticle, refresh);
}

export async function lookAgainAction(input: unknown): Promise<Result<{ waiting: number }>> {
  return act(lookAgainSchema, input, (actor) => lookAgain(actor), refresh);
}
