'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { continueMigration, startMigration } from './commands';
import { previewMigration } from './queries';
import {
  continueSchema,
  type MigrationPreview,
  type MigrationProgress,
  previewSchema,
  startSchema,
} from './schema';

function refused(issue: z.core.$ZodIssue | undefined): Result<never> {
  return err('invalid_input', issue?.message ?? 'This cannot be understood.');
}

/** Counts what a plan would do. */
export async function previewMigrationAction(input: unknown): Promise<Result<MigrationPreview>> {
  const parsed = previewSchema.safeParse(input);
  if (!parsed.success) return plain(refused(parsed.error.issues[0]));
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  return plain(await previewMigration(actor.value, parsed.data.plan));
}

/** Begins a migration; `continueMigrationAction` carries it out. */
export async function startMigrationAction(input: unknown): Promise<Result<MigrationProgress>> {
  const parsed = startSchema.safeParse(input);
  if (!parsed.success) return plain(refused(parsed.error.issues[0]));
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  return plain(await startMigration(actor.value, parsed.data));
}

/** Works on a migration for some seconds and says how far it is. */
export async function continueMigrationAction(input: unknown): Promise<Result<MigrationProgress>> {
  const parsed = continueSchema.safeParse(input);
  if (!parsed.success) return plain(refused(parsed.error.issues[0]));
  const { projectId, migrationId } = parsed.data;
  const actor = await getActor(projectId);
  if (!actor.ok) return plain(actor);
  const progress = await continueMigration(actor.value, migrationId);
  if (progress.ok && progress.value.finished) revalidatePath(`/projects/${projectId}`, 'layout');
  return plain(progress);
}
