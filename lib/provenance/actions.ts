'use server';

import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/result/plain';
import { err, type Result } from '@/lib/result/result';
import type { Verification } from './schema';
import { verifyHistory } from './verify';

/** Walks the project's hash chain. Reads only; a broken history is an answer, not an error. */
export async function verifyHistoryAction(projectId: unknown): Promise<Result<Verification>> {
  if (typeof projectId !== 'string') return err('invalid_input', 'Which project?');
  const actor = await getActor(projectId);
  if (!actor.ok) return plain(actor);
  return plain(await verifyHistory(actor.value));
}
