'use server';

import { getActor } from '@/lib/auth/session';
import { plain, say } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import type { Verification } from './schema';
import { verifyHistory } from './verify';

/** Walks the project's hash chain. Reads only; a broken history is an answer, not an error. */
export async function verifyHistoryAction(projectId: unknown): Promise<Result<Verification>> {
  if (typeof projectId !== 'string') return plain(err('invalid_input', 'Which project?'));
  const actor = await getActor(projectId);
  if (!actor.ok) return plain(actor);
  const found = await verifyHistory(actor.value);
  if (!found.ok || !found.value.broken) return plain(found);
  const broken = { ...found.value.broken, reason: await say(found.value.broken.reason) };
  return { ok: true, value: { ...found.value, broken } };
}
