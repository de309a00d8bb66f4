'use client';

import { Lock, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CodeMark } from './code-mark';
import { useReader, useSignal } from './reader-context';

/** The code that labels every next selection, with the way to let it go. */
export function LockedCode() {
  const { model, editor } = useReader();
  const locked = useSignal(model.locked);
  const t = useTranslations('reader');
  if (locked === null) return null;
  const name = model.codebook.nameOf(locked);
  return (
    <span
      data-locked-code={locked}
      className="inline-flex min-w-0 items-center gap-1.5 rounded-full border border-primary bg-primary-soft py-0.5 pr-1 pl-2 text-[0.8125rem]"
    >
      <Lock aria-label={t('locked.sign')} className="size-3.5 shrink-0 text-primary" />
      <CodeMark codebook={model.codebook} codeKey={locked} />
      <span className="min-w-0 max-w-40 truncate">{name}</span>
      <button
        type="button"
        aria-label={t('locked.release', { name })}
        onClick={() => editor.lock(null)}
        className="grid size-6 place-content-center rounded-full hover:bg-accent pointer-coarse:size-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
