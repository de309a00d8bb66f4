'use server';

import { revalidatePath } from 'next/cache';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { cancelImport } from './upload-commands';
import { importRefSchema } from './upload-schema';

/** Stops a running import. */
export async function cancelImportAction(input: unknown): Promise<Result<void>> {
  const parsed = importRefSchema.safeParse(input);
  if (!parsed.success) return plain(err('invalid_input', 'There is no such import.'));
  const { projectId, importId } = parsed.data;
  const actor = await getActor(projectId);
  if (!actor.ok) return plain(actor);
  const cancelled = await cancelImport(actor.value, importId);
  if (cancelled.ok) revalidatePath(`/projects/${projectId}/imports`);
  return plain(cancelled);
}
