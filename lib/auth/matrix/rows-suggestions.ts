import {
  acceptSuggestionSchema,
  askSuggestionsSchema,
  readSuggestionsSchema,
  rejectSuggestionSchema,
  removeProviderSchema,
  saveProviderSchema,
} from '@/lib/suggestions/schema';
import { action, commandOf, inner, page, type Row, type Scene } from './row';

const here = ({ articleVersionId }: Scene) => ({ articleVersionId });
/** Nothing answers there, and nothing off the public internet would be asked. */
const provider = () => ({ name: 'Mine', url: 'http://127.0.0.1:9/' });
const IN_CODING = 'takes the open coding of a command that has checked';
const write = 'annotations.write';
const manage = 'suggestions.manage';

export const SUGGESTION_ROWS: Readonly<Record<string, Row>> = {
  'app/(workspace)/projects/[projectId]/providers/page.tsx#default': page('project.read'),
  'lib/annotations/commands/create.ts#annotationEffect': inner(IN_CODING),
  'lib/annotations/commands/create.ts#attributionEffect': inner(IN_CODING),
  'lib/suggestions/commands.ts#askSuggestions': commandOf(write, askSuggestionsSchema, here),
  'lib/suggestions/commands.ts#acceptSuggestion': commandOf(write, acceptSuggestionSchema, here),
  'lib/suggestions/commands.ts#rejectSuggestion': commandOf(write, rejectSuggestionSchema, here),
  'lib/suggestions/provider-commands.ts#saveProvider': commandOf(
    manage,
    saveProviderSchema,
    provider,
  ),
  'lib/suggestions/provider-commands.ts#removeProvider': commandOf(manage, removeProviderSchema),
  'lib/suggestions/actions.ts#readSuggestionsAction': action(write, readSuggestionsSchema, here),
  'lib/suggestions/actions.ts#askSuggestionsAction': action(write, askSuggestionsSchema, here),
  'lib/suggestions/actions.ts#acceptSuggestionAction': action(write, acceptSuggestionSchema, here),
  'lib/suggestions/actions.ts#rejectSuggestionAction': action(write, rejectSuggestionSchema, here),
  'lib/suggestions/actions.ts#saveProviderAction': action(manage, saveProviderSchema, provider),
  'lib/suggestions/actions.ts#removeProviderAction': action(manage, removeProviderSchema),
};
