'use client';

import { useLocale, useTranslations } from 'next-intl';
import { createContext, use, useSyncExternalStore } from 'react';
import type {
  Draft,
  DraftCode,
  DraftItem,
  Edit,
  ListName,
  Texts,
} from '@/lib/codebook/draft/schema';
import type { DraftModel, DraftView } from './draft-model';

/** What the editor shows: one item of the draft, or the codebook as a whole. */
export interface Selection {
  readonly list: ListName;
  readonly id: string;
}

export interface EditorState {
  readonly projectId: string;
  readonly model: DraftModel;
  /** The language that texts are edited in. */
  readonly language: string;
  readonly setLanguage: (language: string) => void;
  readonly selected: Selection | null;
  readonly select: (selection: Selection | null) => void;
  /** Codes of the version in force, whose annotations may serve as examples. */
  readonly publishedCodes: ReadonlySet<string>;
}

const Context = createContext<EditorState | null>(null);
export const EditorProvider = Context.Provider;

export function useEditor(): EditorState {
  const state = use(Context);
  if (state === null) throw new Error('outside the codebook editor');
  return state;
}

export function useDraft(): DraftView {
  const { model } = useEditor();
  return useSyncExternalStore(model.subscribe, model.read, model.read);
}

/** Edits one field of an item; `language` for one text of it. */
export function setEdit(
  list: ListName,
  item: DraftItem,
  field: string,
  now: unknown,
  language: string | null = null,
): Edit {
  const whole = (item as unknown as Record<string, unknown>)[field] ?? null;
  const before =
    language === null ? whole : ((whole as Record<string, unknown> | null)?.[language] ?? null);
  return {
    kind: 'set',
    list,
    id: item.id,
    field,
    language,
    before: before as never,
    now: now as never,
  };
}

/** Names of things in the page's language. */
export function useNames(): (item: { readonly name: Texts; readonly key: string }) => string {
  const locale = useLocale();
  const t = useTranslations('codebook');
  return ({ name, key }) =>
    name[locale] ||
    name.en ||
    Object.values(name).find((text) => text !== '') ||
    key ||
    t('unnamed');
}

export function codeOf(draft: Draft, id: string | null): DraftCode | undefined {
  return draft.codes.find((code) => code.id === id);
}

let counter = 0;

/** An id that nothing else has: the draft is shared. */
export function newId(): string {
  counter += 1;
  return `n-${Date.now().toString(36)}-${counter}-${Math.random().toString(36).slice(2, 8)}`;
}
