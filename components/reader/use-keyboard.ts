'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { createRunner } from './command-runner';
import { commandFor } from './model/keymap';
import { isCollapsed } from './model/selection';
import { useReader } from './reader-context';

const NO_SHORTCUTS: ReadonlyMap<string, string> = new Map();

/** The reader's keys. `askSubmit` opens the question before a coding is handed in. */
export function useKeyboard(askSubmit: () => void): void {
  const { model, editor, dom } = useReader();
  const router = useRouter();

  useEffect(() => {
    const run = createRunner({
      model,
      editor,
      dom,
      askSubmit,
      goNext: (href) => router.push(href),
    });

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target && hasOwnKeys(target)) return;
      const isControl = target?.closest('button, a, [role="tab"], [role="radio"]') != null;
      if (isControl && (event.key === 'Enter' || event.key === ' ')) return;
      const selection = model.selection.get();
      const mode = model.palette.get();
      const selecting = selection !== null && !isCollapsed(selection) && !model.rebounding.get();
      const articleLabel = mode === 'article' || model.activeHead()?.kind === 'article';
      const offered = mode !== null && articleLabel ? 'article' : 'span';
      const command = commandFor(event, {
        inText: target?.closest('[data-reader-text]') != null,
        selecting: selecting && mode === null,
        choosing: mode !== null,
        active: model.active.get() !== null,
        previewing: model.preview.get() !== null,
        marked: model.marked.get().size,
        canWrite: model.canWrite,
        rtl: model.data.article.direction === 'rtl',
        shortcuts: selecting || mode ? model.codebook.shortcuts(offered) : NO_SHORTCUTS,
      });
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [model, editor, dom, router, askSubmit]);
}

/** Fields, menus and dialogs keep their keys. */
function hasOwnKeys(target: HTMLElement): boolean {
  if (target.isContentEditable) return true;
  return target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
