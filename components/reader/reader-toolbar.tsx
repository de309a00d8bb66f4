'use client';

import { ArrowRight, Redo2, TableProperties, Undo2, WholeWord } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BlindBadge } from '@/components/assignments/blind-badge';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { FindButton } from './find/find-button';
import { LockedCode } from './locked-code';
import { useReader, useSignal } from './reader-context';
import { SaveStatus, useQueue } from './save-status';

const TONES = {
  not_started: 'outline',
  in_progress: 'info',
  submitted: 'success',
} as const;

/** The strip above the text: state of the coding, of the saving; undo; submit; next. */
export function ReaderToolbar({
  onSubmit,
  onReopen,
  live,
}: {
  onSubmit: () => void;
  onReopen: () => void;
  /** Who else is here. */
  live?: ReactNode;
}) {
  const { model } = useReader();
  const t = useTranslations('reader.toolbar');
  const coding = useSignal(model.coding);
  const snap = useSignal(model.snap);
  const { nextHref, mayAnnotate, blind } = model.data;
  return (
    <div
      data-reader-part
      role="toolbar"
      aria-label={t('label')}
      className="sticky top-(--shell-height) z-20 -mx-4 mb-6 flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b bg-background/95 px-4 py-1.5 backdrop-blur sm:-mx-6 sm:px-6 print:hidden"
    >
      {mayAnnotate ? (
        <Badge tone={TONES[coding.state]}>{t(`state.${coding.state}`)}</Badge>
      ) : (
        <Badge>{t('readOnly')}</Badge>
      )}
      {blind && !(blind === 'own' && coding.state === 'submitted') ? (
        <BlindBadge mode={blind} />
      ) : null}
      {mayAnnotate ? <SaveStatus /> : null}
      <LockedCode />
      {live}
      <div className="ml-auto flex items-center gap-1">
        <FindButton />
        <TableButton />
        {model.canWrite ? (
          <>
            <UndoButtons />
            <Button
              size="icon-sm"
              variant="ghost"
              aria-pressed={snap === 'word'}
              aria-label={t('wholeWords')}
              title={t('wholeWords')}
              onClick={() => model.snap.set(snap === 'word' ? 'grapheme' : 'word')}
              className={cn('max-sm:hidden', snap === 'word' && 'bg-primary-soft text-primary')}
            >
              <WholeWord aria-hidden />
            </Button>
          </>
        ) : null}
        {mayAnnotate && coding.state !== 'submitted' ? (
          <Button size="sm" variant="primary" onClick={onSubmit} className="ml-1">
            <span>
              {t.rich('submit', {
                more: (words) => <span className="max-sm:sr-only">{words}</span>,
              })}
            </span>
          </Button>
        ) : null}
        {mayAnnotate && coding.state === 'submitted' ? (
          <Button size="sm" onClick={onReopen}>
            {t('reopen')}
          </Button>
        ) : null}
        {nextHref ? (
          <Button size="sm" variant="ghost" asChild>
            <Link href={nextHref} prefetch={false} aria-label={t('nextArticle')}>
              <span className="max-sm:sr-only">{t('next')}</span> <ArrowRight aria-hidden />
              <Kbd className="max-sm:hidden">n</Kbd>
            </Link>
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** On their own, since each answer of the server gives them other words. */
function UndoButtons() {
  const { model, editor } = useReader();
  const t = useTranslations('reader.toolbar');
  const undo = useSignal(model.undo);
  const { waiting } = useQueue();
  return (
    <>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={undo.undo ? t('undoWhat', { what: undo.undo }) : t('undo')}
        title={undo.undo ? t('undoWhat', { what: undo.undo }) : t('nothingToUndo')}
        disabled={!undo.undo && waiting.length === 0}
        onClick={() => editor.undo()}
      >
        <Undo2 aria-hidden />
      </Button>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={undo.redo ? t('redoWhat', { what: undo.redo }) : t('redo')}
        title={undo.redo ? t('redoWhat', { what: undo.redo }) : t('nothingToRedo')}
        disabled={!undo.redo}
        onClick={() => editor.redo()}
      >
        <Redo2 aria-hidden />
      </Button>
    </>
  );
}

function TableButton() {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const open = useSignal(model.table);
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      aria-pressed={open}
      aria-label={t('open')}
      title={t('open')}
      onClick={() => model.table.set(!open)}
      className={cn(open && 'bg-primary-soft text-primary')}
    >
      <TableProperties aria-hidden />
    </Button>
  );
}
