import type { Actor } from '@/lib/auth/actor';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { createProject } from '@/lib/projects/commands';

/** An empty project, for the operator. */
export async function newProject(slug: string): Promise<Actor> {
  const made = await createProject({ slug, name: slug });
  if (!made.ok) throw new Error(made.error.userMessage);
  return { kind: 'operator', projectId: made.value.id };
}

/** Imports a folder, of whatever format, and answers the report. */
export async function load(actor: Actor, folder: string, createCodes = false) {
  const files = await openSource(folder);
  if (!files.ok) throw new Error(files.error.userMessage);
  const options = { format: 'auto', sourceName: folder, createCodes } as const;
  const report = await importSource(actor, files.value, options);
  if (!report.ok) throw new Error(report.error.userMessage);
  return report.value;
}
