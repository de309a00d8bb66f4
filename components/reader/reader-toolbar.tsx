'use client';

import { ArrowRight, Redo2, Undo2, WholeWord } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { useReader, useSignal } from './reader-context';
import { SaveStatus, useQueue } from './save-status';

const STATES = {
  not_started: { tone: 'outline', label: 'Not started' },
  in_progress: { tone: 'info', label: 'In progress' },
  submitted: { tone: 'success', label: 'Submitted' },
} as const;

/** The strip above the text: state of the coding, of the saving; undo; submit; next. */
export function ReaderToolbar({
  onSubmit,
  onReopen,
}: {
  onSubmit: () => void;
  onReopen: () => void;
}) {
  const { model, editor } = useReader();
  const coding = useSignal(model.coding);
  const undo = useSignal(model.undo);
  const snap = useSignal(model.snap);
  const { waiting } = useQueue();
  const state = STATES[coding.state];
  const { nextHref, mayAnnotate } = model.data;
  return (
    <div
      data-reader-part
      role="toolbar"
      aria-label="Coding"
      className="sticky top-(--shell-height) z-20 -mx-4 mb-6 flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b bg-background/95 px-4 py-1.5 backdrop-blur sm:-mx-6 sm:px-6"
    >
      {mayAnnotate ? <Badge tone={state.tone}>{state.label}</Badge> : <Badge>Read only</Badge>}
      {mayAnnotate ? <SaveStatus /> : null}
      <div className="ml-auto flex items-center gap-1">
        {model.canWrite ? (
          <>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={undo.undo ? `Undo: ${undo.undo}` : 'Undo'}
              title={undo.undo ? `Undo: ${undo.undo} (Ctrl+Z)` : 'Nothing to undo'}
              disabled={!undo.undo && waiting.length === 0}
              onClick={() => editor.undo()}
            >
              <Undo2 aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={undo.redo ? `Redo: ${undo.redo}` : 'Redo'}
              title={undo.redo ? `Redo: ${undo.redo} (Ctrl+Shift+Z)` : 'Nothing to redo'}
              disabled={!undo.redo}
              onClick={() => editor.redo()}
            >
              <Redo2 aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-pressed={snap === 'word'}
              aria-label="Select whole words"
              title="Select whole words"
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
              Submit<span className="max-sm:sr-only"> coding</span>
            </span>
          </Button>
        ) : null}
        {mayAnnotate && coding.state === 'submitted' ? (
          <Button size="sm" onClick={onReopen}>
            Reopen
          </Button>
        ) : null}
        {nextHref ? (
          <Button size="sm" variant="ghost" asChild>
            <Link href={nextHref} prefetch={false} aria-label="Next unfinished article">
              <span className="max-sm:sr-only">Next</span> <ArrowRight aria-hidden />
              <Kbd className="max-sm:hidden">n</Kbd>
            </Link>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
