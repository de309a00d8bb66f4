'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';
import { ArticleHeader } from './article-header';
import { ArticleText } from './article-text';
import { CodingDialogs, type CodingQuestion } from './coding-dialogs';
import { canPaint } from './dom/highlight-painter';
import type { TextDom } from './dom/text-dom';
import { Gutter } from './gutter';
import { LinkBar, RelationDialog } from './link-bar';
import type { Transport } from './model/command';
import { Editor } from './model/editor';
import type { ReaderData } from './model/reader-data';
import { ReaderModel } from './model/reader-model';
import { createSignal } from './model/signal';
import { Overlay } from './overlay';
import { Palette } from './palette';
import { Problems } from './problems';
import { browserQueue } from './queue/browser-queue';
import type { DraftQueue } from './queue/draft-queue';
import { ReaderContext, useReader, useSignal } from './reader-context';
import { ReaderToolbar } from './reader-toolbar';
import { READER_SHORTCUTS } from './shortcuts';
import { BottomBar, SidePanel } from './side-panel';
import { useKeyboard } from './use-keyboard';
import { useReveal } from './use-reveal';

const SNAP_KEY = 'sourcemark.snap';

/** One article to read and to annotate. Give it a `key` per article version. */
export function Reader({ data, transport }: { data: ReaderData; transport: Transport }) {
  const [model] = useState(() => new ReaderModel(data));
  const [queue, setQueue] = useState<DraftQueue | null>(null);
  const [signals] = useState(() => ({
    dom: createSignal<TextDom | null>(null),
    layout: createSignal(0),
    seen: createSignal<readonly number[]>([]),
  }));
  const parts = useMemo(
    () => ({ model, editor: new Editor(model), queue, ...signals }),
    [model, queue, signals],
  );

  useEffect(() => {
    let off: (() => void) | null = null;
    let gone = false;
    void browserQueue(data.me.id, transport).then(async (opened) => {
      if (gone) return;
      off = model.attach(opened);
      setQueue(opened);
      await opened.adopt();
    });
    return () => {
      gone = true;
      off?.();
    };
  }, [model, transport, data.me.id]);

  useEffect(() => {
    if (localStorage.getItem(SNAP_KEY) === 'word') model.snap.set('word');
    return model.snap.subscribe(() => localStorage.setItem(SNAP_KEY, model.snap.get()));
  }, [model]);

  return (
    <ReaderContext value={parts}>
      <ReaderPage />
    </ReaderContext>
  );
}

function ReaderPage() {
  const { model } = useReader();
  const [question, setQuestion] = useState<CodingQuestion>(null);
  const coding = useSignal(model.coding);
  const askSubmit = useCallback(() => {
    if (model.data.mayAnnotate) {
      setQuestion(model.coding.get().state === 'submitted' ? 'reopen' : 'submit');
    }
  }, [model]);
  useKeyboard(askSubmit);
  useReveal();
  return (
    <div
      data-reader-page
      data-coding-state={coding.state}
      className="grid lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_26rem]"
    >
      <div className="mx-auto w-full min-w-0 max-w-[calc(39rem+3rem)] px-4 pb-40 sm:px-6">
        <ReaderToolbar
          onSubmit={() => setQuestion('submit')}
          onReopen={() => setQuestion('reopen')}
        />
        <Problems />
        <HighlightNotice />
        <ArticleHeader />
        <p id="reader-keys-hint" className="sr-only">
          Arrow keys move a caret, Shift selects, a letter labels. Question mark lists all keys. The
          annotations are in the list after the text.
        </p>
        <div className="relative">
          <ArticleText />
          <Gutter />
          <Overlay />
          <Palette />
        </div>
      </div>
      <SidePanel />
      <BottomBar />
      <LinkBar />
      <RelationDialog />
      <CodingDialogs question={question} onClose={() => setQuestion(null)} />
      <Announcer />
      {READER_SHORTCUTS.map((section) => (
        <ShortcutHelp key={section.title} {...section} />
      ))}
    </div>
  );
}

/** Says aloud what the keys did. */
function Announcer() {
  const { model } = useReader();
  const said = useSignal(model.announcement);
  return (
    <div role="status" aria-live="polite" className="sr-only" data-announcer>
      {said}
    </div>
  );
}

/** Old browsers show no highlights in the text; list and details still work. */
function HighlightNotice() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => setNeeded(!canPaint()), []);
  if (!needed) return null;
  return (
    <p className="mb-4 rounded-lg border border-warning/40 bg-warning-soft px-3 py-2 text-sm">
      This browser cannot draw highlights in the text. The list has them all, and the chosen one is
      framed. Newer Chrome, Edge, Firefox and Safari draw them.
    </p>
  );
}
