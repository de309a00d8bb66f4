'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { createWebhook, pauseWebhook, removeWebhook, resumeWebhook } from './commands';
import { createWebhookSchema, webhookRefSchema } from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/api`);

export async function createWebhookAction(input: unknown): Promise<Result<{ webhookId: string }>> {
  return act(createWebhookSchema, input, createWebhook, refresh);
}

export async function pauseWebhookAction(input: unknown): Promise<Result<void>> {
  return act(webhookRefSchema, input, pauseWebhook, refresh);
}

export async function resumeWebhookAction(input: unknown): Promise<Result<void>> {
  return act(webhookRefSchema, input, resumeWebhook, refresh);
}

export async function removeWebhookAction(input: unknown): Promise<Result<void>> {
  return act(webhookRefSchema, input, removeWebhook, refresh);
}
