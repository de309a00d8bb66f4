'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyPress } from '@/lib/shortcuts/chord';
import { createRunner, type Runner } from './command-runner';
import { type Bindings, commandFor, type KeyContext } from './model/keymap';
import type { ReaderModel } from './model/reader-model';
import { isCollapsed } from './model/selection';
import { useReader } from './reader-context';

const NO_SHORTCUTS: ReadonlyMap<string, string> = new Map();

/** What the keys may mean now. */
export function keyContext(model: ReaderModel, inText: boolean): KeyContext {
  const selection = model.selection.get();
  const mode = model.palette.get();
  const selecting = selection !== null && !isCollapsed(selection) && !model.rebounding.get();
  const articleLabel = mode === 'article' || model.activeHead()?.kind === 'article';
  const offered = mode !== null && articleLabel ? 'article' : 'span';
  return {
    inText,
    selecting: selecting && mode === null,
    choosing: mode !== null,
    active: model.active.get() !== null,
    previewing: model.preview.get() !== null,
    marked: model.marked.get().size,
    canWrite: model.canWrite,
    rtl: model.data.article.direction === 'rtl',
    shortcuts: selecting || mode ? model.codebook.shortcuts(offered) : NO_SHORTCUTS,
  };
}

/**
 * The reader's keys. `askSubmit` opens the question before a coding is handed in. Answers what
 * carries out a command, for those who choose it otherwise than by its key.
 */
export function useKeyboard(askSubmit: () => void, bindings: Bindings): Runner {
  const { model, editor, dom } = useReader();
  const router = useRouter();
  const latest = useRef(bindings);
  latest.current = bindings;
  const run = useMemo(
    () => createRunner({ model, editor, dom, askSubmit, goNext: (href) => router.push(href) }),
    [model, editor, dom, router, askSubmit],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target && hasOwnKeys(target)) return;
      const isControl = target?.closest('button, a, [role="tab"], [role="radio"]') != null;
      if (isControl && (event.key === 'Enter' || event.key === ' ')) return;
      const inText = target?.closest('[data-reader-text]') != null;
      const command = commandFor(pressOf(event), keyContext(model, inText), latest.current);
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [model, run]);
  return run;
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  const altGraph = event.getModifierState('AltGraph');
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph };
}

/** Fields, menus and dialogs keep their keys. */
function hasOwnKeys(target: HTMLElement): boolean {
  if (target.isContentEditable) return true;
  return target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
