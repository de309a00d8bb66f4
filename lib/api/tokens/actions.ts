'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import { createToken, revokeToken } from './commands';
import { createTokenSchema, tokenRefSchema } from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/api`);

export async function createTokenAction(
  input: unknown,
): Promise<Result<{ tokenId: string; secret: string }>> {
  return act(createTokenSchema, input, createToken, refresh);
}

export async function revokeTokenAction(input: unknown): Promise<Result<void>> {
  return act(tokenRefSchema, input, revokeToken, refresh);
}
