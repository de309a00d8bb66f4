'use server';

import type { z } from 'zod';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
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
  return act(readSuggestionsSchema, input, (actor, { articleVersionId }) =>
    getSuggestions(actor, articleVersionId),
  );
}

export async function askSuggestionsAction(input: AskSuggestions): Promise<Result<AskAnswer>> {
  return act(askSuggestionsSchema, input, askSuggestions);
}

export async function acceptSuggestionAction(
  input: AcceptSuggestion,
): Promise<Result<AnnotationChange>> {
  return act(acceptSuggestionSchema, input, acceptSuggestion);
}

export async function rejectSuggestionAction(
  input: RejectSuggestion,
): Promise<Result<SuggestionsDto>> {
  return act(rejectSuggestionSchema, input, rejectSuggestion);
}

export async function saveProviderAction(input: SaveProvider): Promise<Result<ProviderDto>> {
  return act(saveProviderSchema, input, saveProvider);
}

export async function removeProviderAction(
  input: z.input<typeof removeProviderSchema>,
): Promise<Result<void>> {
  return act(removeProviderSchema, input, removeProvider);
}
