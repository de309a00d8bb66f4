'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { act } from '@/lib/auth/act';
import type { UserActor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';
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
  return act(saveEditsSchema, input, saveDraft);
}

export async function undoDraftAction(input: z.input<typeof draftRefSchema>) {
  return act(draftRefSchema, input, undoDraft);
}

export async function draftEditsAction(input: z.input<typeof draftRefSchema>) {
  return act(draftRefSchema, input, getDraftEdits);
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
  return act(examplesSchema, input, (actor, { codeKey, search }) =>
    findExamples(actor, codeKey, search),
  );
}

/** As `act`; what was written shows on the pages of the codebook. */
function run<S extends z.ZodType<{ projectId: string }>, Value>(
  schema: S,
  input: unknown,
  command: (actor: UserActor, input: z.output<S>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return act(schema, input, command, ({ projectId }) =>
    revalidatePath(`/projects/${projectId}/codebook`, 'layout'),
  );
}
