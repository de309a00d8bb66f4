'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import {
  addPackToDraft,
  discardDraft,
  publishDraft,
  rebaseDraftOnCurrent,
  saveDraft,
  startDraft,
  undoDraft,
} from './commands';
import { findExamples, getDraftEdits } from './queries';
import {
  addPackSchema,
  discardSchema,
  draftRefSchema,
  examplesSchema,
  projectSchema,
  publishSchema,
  saveEditsSchema,
} from './schema';

// The doors from the browser. Arguments come from the network, whatever their type says: all are
// parsed.

export async function startDraftAction(input: z.input<typeof projectSchema>) {
  return run(projectSchema, input, (actor) => startDraft(actor));
}

export async function saveDraftAction(input: z.input<typeof saveEditsSchema>) {
  return run(saveEditsSchema, input, saveDraft, false);
}

export async function undoDraftAction(input: z.input<typeof draftRefSchema>) {
  return run(draftRefSchema, input, undoDraft, false);
}

export async function draftEditsAction(input: z.input<typeof draftRefSchema>) {
  return run(draftRefSchema, input, getDraftEdits, false);
}

export async function rebaseDraftAction(input: z.input<typeof draftRefSchema>) {
  return run(draftRefSchema, input, rebaseDraftOnCurrent);
}

export async function addPackAction(input: z.input<typeof addPackSchema>) {
  return run(addPackSchema, input, addPackToDraft);
}

export async function discardDraftAction(input: z.input<typeof discardSchema>) {
  return run(discardSchema, input, (actor, { draftId }) => discardDraft(actor, draftId));
}

export async function publishDraftAction(input: z.input<typeof publishSchema>) {
  return run(publishSchema, input, async (actor, parsed) => {
    const published = await publishDraft(actor, parsed);
    if (!published.ok) return published;
    const { versionId, versionNo } = published.value;
    return { ok: true as const, value: { versionId, versionNo } };
  });
}

export async function findExamplesAction(input: z.input<typeof examplesSchema>) {
  return run(
    examplesSchema,
    input,
    (actor, { codeKey, search }) => findExamples(actor, codeKey, search),
    false,
  );
}

async function run<Input extends { projectId: string }, T>(
  schema: z.ZodType<Input>,
  input: unknown,
  command: (actor: UserActor, input: Input) => Promise<Result<T>>,
  changesPages = true,
): Promise<Result<T>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await command(actor.value, parsed.data);
  if (result.ok && changesPages) {
    revalidatePath(`/projects/${parsed.data.projectId}/codebook`, 'layout');
  }
  return plain(result);
}
