'use server';

import { z } from 'zod';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { articleFilterSchema } from './frozen/schema';
import { previewExport } from './queries';
import { type ExportPreview, exportFilterSchema } from './schema';

const inputSchema = z.strictObject({
  projectId: z.string(),
  filter: exportFilterSchema,
  articles: articleFilterSchema.optional(),
});

/** What an export with this filter, or a release, would hold. Reads only. */
export async function previewExportAction(input: unknown): Promise<Result<ExportPreview>> {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    return plain(err('invalid_input', 'The filter has a shape that is not known.'));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const { filter, articles } = parsed.data;
  return plain(await previewExport(actor.value, filter, articles));
}
