'use server';

import { revalidatePath } from 'next/cache';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { cancelImport } from './upload-commands';
import { importRefSchema } from './upload-schema';
import { startUrlImport } from './url-commands';
import { importUrlsSchema } from './url-schema';

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

/** Starts the import of web addresses; answers the import's id. */
export async function importUrlsAction(input: unknown): Promise<Result<string>> {
  const parsed = importUrlsSchema.safeParse(input);
  if (!parsed.success) {
    const said = parsed.error.issues[0]?.message ?? 'This cannot be understood.';
    return plain(err('invalid_input', said));
  }
  const { projectId, addresses } = parsed.data;
  const actor = await getActor(projectId);
  if (!actor.ok) return plain(actor);
  const started = await startUrlImport(actor.value, { addresses });
  if (started.ok) revalidatePath(`/projects/${projectId}/imports`);
  return plain(started);
}
