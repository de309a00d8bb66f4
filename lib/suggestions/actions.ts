'use server';

import type { z } from 'zod';
import type { AnnotationChange } from '@/lib/annotations/schema';
import type { UserActor } from '@/lib/auth/actor';
import { getActor } from '@/lib/auth/session';
import { plain } from '@/lib/i18n/edge';
import { err, type Result } from '@/lib/result/result';
import { acceptSuggestion, askSuggestions, rejectSuggestion } from './commands';
import { removeProvider, saveProvider } from './provider-commands';
import { getSuggestions } from './queries';
import {
  type AcceptSuggestion,
  type AskAnswer,
  type AskSuggestions,
  acceptSuggestionSchema,
  askSuggestionsSchema,
  type ProviderDto,
  type RejectSuggestion,
  readSuggestionsSchema,
  rejectSuggestionSchema,
  removeProviderSchema,
  type SaveProvider,
  type SuggestionsDto,
  saveProviderSchema,
} from './schema';

export async function readSuggestionsAction(
  input: z.input<typeof readSuggestionsSchema>,
): Promise<Result<SuggestionsDto>> {
  return run(readSuggestionsSchema, input, (actor, { articleVersionId }) =>
    getSuggestions(actor, articleVersionId),
  );
}

export async function askSuggestionsAction(input: AskSuggestions): Promise<Result<AskAnswer>> {
  return run(askSuggestionsSchema, input, askSuggestions);
}

export async function acceptSuggestionAction(
  input: AcceptSuggestion,
): Promise<Result<AnnotationChange>> {
  return run(acceptSuggestionSchema, input, acceptSuggestion);
}

export async function rejectSuggestionAction(
  input: RejectSuggestion,
): Promise<Result<SuggestionsDto>> {
  return run(rejectSuggestionSchema, input, rejectSuggestion);
}

export async function saveProviderAction(input: SaveProvider): Promise<Result<ProviderDto>> {
  return run(saveProviderSchema, input, saveProvider);
}

export async function removeProviderAction(
  input: z.input<typeof removeProviderSchema>,
): Promise<Result<void>> {
  return run(removeProviderSchema, input, removeProvider);
}

async function run<S extends z.ZodType<{ projectId: string }>, Value>(
  schema: S,
  input: unknown,
  command: (actor: UserActor, input: z.output<S>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return plain(err('invalid_input', issue?.message ?? 'This cannot be understood.', { field }));
  }
  const actor = await getActor(parsed.data.projectId);
  if (!actor.ok) return plain(actor);
  const result = await command(actor.value, parsed.data);
  if (!result.ok && result.error.cause !== undefined) {
    console.error(result.error.userMessage, result.error.cause);
  }
  return plain(result);
}
