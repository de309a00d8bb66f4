'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { changeFeed, checkFeed, pauseFeed, removeFeed, resumeFeed, watchFeed } from './commands';
import { changeFeedSchema, feedRefSchema, watchFeedSchema } from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/imports`);

export async function watchFeedAction(input: unknown): Promise<Result<{ feedId: string }>> {
  return act(watchFeedSchema, input, watchFeed, refresh);
}

export async function changeFeedAction(input: unknown): Promise<Result<void>> {
  return act(changeFeedSchema, input, changeFeed, refresh);
}

export async function pauseFeedAction(input: unknown): Promise<Result<void>> {
  return act(feedRefSchema, input, pauseFeed, refresh);
}

export async function resumeFeedAction(input: unknown): Promise<Result<void>> {
  return act(feedRefSchema, input, resumeFeed, refresh);
}

export async function removeFeedAction(input: unknown): Promise<Result<void>> {
  return act(feedRefSchema, input, removeFeed, refresh);
}

export async function checkFeedAction(input: unknown): Promise<Result<void>> {
  return act(feedRefSchema, input, checkFeed, refresh);
}
