'use server';

import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { findCaptures, findLinkTargets } from './link-queries';
import {
  type CaptureTargetDto,
  type CaptureTargets,
  captureTargetsSchema,
  type FarEndDto,
  type LinkTargets,
  linkTargetsSchema,
} from './schema';

/** Annotations of other articles that a link may lead to. */
export async function findLinkTargetsAction(input: LinkTargets): Promise<Result<FarEndDto[]>> {
  return read(linkTargetsSchema, input, findLinkTargets);
}

/** Captures that can be named as evidence. */
export async function findCapturesAction(
  input: CaptureTargets,
): Promise<Result<CaptureTargetDto[]>> {
  return read(captureTargetsSchema, input, findCaptures);
}

async function read<Input extends { projectId: string }, Value>(
  schema: z.ZodType<Input>,
  input: unknown,
  query: (actor: UserActor, input: Input) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    return plain(err('invalid_input', 'This search cannot be understood.'));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await query(actor.value, parsed.data);
  if (!result.ok && result.error.cause !== undefined) {
    console.error(result.error.userMessage, result.error.cause);
  }
  return plain(result);
}
