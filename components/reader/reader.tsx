'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { keysInForce } from '@/lib/shortcuts/rules';
import { ArticleHeader } from './article-header';
import { ArticleText } from './article-text';
import { AttributionDock } from './attributions/attribution-dock';
import { AttributionLane } from './attributions/lane';
import { CodingDialogs, type CodingQuestion } from './coding-dialogs';
import { CommandPalette } from './command-palette';
import { canPaint } from './dom/highlight-painter';
import { FallbackMarks } from './fallback-marks';
import { FindBar } from './find/find-bar';
import { LinkBar, RelationDialog } from './link-bar';
import type { Transport } from './model/command';
import { bindingsOf } from './model/keymap';
import type { ReaderData } from './model/reader-data';
import { Overlay } from './overlay';
import { Palette } from './palette';
import { Problems } from './problems';
import { QuickMemo } from './quick-memo';
import { ReaderContext, useReader, useSignal, WIDE } from './reader-context';
import { ReaderHelp } from './reader-help';
import { ReaderToolbar } from './reader-toolbar';
import { RelationLane } from './relations/lane';
import { LinkHandle } from './relations/link-handle';
import { LinkPanel } from './relations/link-panel';
import { BottomBar, SidePanel } from './side-panel';
import { useKeyboard } from './use-keyboard';
import { useReaderParts } from './use-reader-parts';
import { useReveal } from './use-reveal';

/** Parts that need the server, and that a page without one leaves out. */
export interface ReaderSlots {
  /** Who else is here. */
  readonly live?: ReactNode;
  /** What might be marked: beside the text, and outlined in it. */
  readonly suggestions?: { readonly panel: ReactNode; readonly overlay: ReactNode };
}

const NO_SLOTS: ReaderSlots = {};

const SNAP_KEY = 'sourcemark.snap';
const GUIDELINES_KEY = 'sourcemark.guidelines';
const SUGGESTIONS_KEY = 'sourcemark.suggestions';

/** One article to read and to annotate. Give it a `key` per article version. */
export function Reader({
  data,
  transport,
  slots = NO_SLOTS,
}: {
  data: ReaderData;
  /** Absent where the page shows the past. */
  transport: Transport | null;
  slots?: ReaderSlots;
}) {
  const parts = useReaderParts(data, transport);
  const { model } = parts;

  useEffect(() => {
    if (localStorage.getItem(SNAP_KEY) === 'word') model.snap.set('word');
    return model.snap.subscribe(() => localStorage.setItem(SNAP_KEY, model.snap.get()));
  }, [model]);

  // Whoever reads with the guidelines open finds them open in the next article.
  useEffect(() => {
    if (localStorage.getItem(GUIDELINES_KEY) === 'open' && window.matchMedia(WIDE).matches) {
      model.guidelines.set({ codeKey: null });
    }
    return model.guidelines.subscribe(() => {
      localStorage.setItem(GUIDELINES_KEY, model.guidelines.get() ? 'open' : 'closed');
    });
  }, [model]);

  // Off until a person opens them; who works with them finds them open in the next article.
  useEffect(() => {
    const wide = window.matchMedia(WIDE).matches;
    if (localStorage.getItem(SUGGESTIONS_KEY) === 'open' && wide) model.suggesting.set(true);
    return model.suggesting.subscribe(() => {
      localStorage.setItem(SUGGESTIONS_KEY, model.suggesting.get() ? 'open' : 'closed');
    });
  }, [model]);

  return (
    <ReaderContext value={parts}>
      <ReaderPage slots={slots} />
    </ReaderContext>
  );
}

function ReaderPage({ slots }: { slots: ReaderSlots }) {
  const { model } = useReader();
  const t = useTranslations('reader');
  const [question, setQuestion] = useState<CodingQuestion>(null);
  const coding = useSignal(model.coding);
  const askSubmit = useCallback(() => {
    if (model.data.mayAnnotate) {
      setQuestion(model.coding.get().state === 'submitted' ? 'reopen' : 'submit');
    }
  }, [model]);
  const keys = useMemo(() => keysInForce(model.data.ownKeys), [model]);
  const bindings = useMemo(() => bindingsOf(keys), [keys]);
  const run = useKeyboard(askSubmit, bindings);
  useReveal();
  const [fallback, setFallback] = useState(false);
  useEffect(() => setFallback(!canPaint()), []);
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
          live={slots.live}
        />
        <FindBar />
        <Problems />
        {fallback ? <HighlightNotice /> : null}
        <ArticleHeader />
        <p id="reader-keys-hint" className="sr-only">
          {t('keysHint')}
        </p>
        <div className="relative">
          <ArticleText />
          {fallback ? <FallbackMarks /> : null}
          <AttributionLane />
          <RelationLane />
          <Overlay />
          {slots.suggestions?.overlay}
          <LinkHandle />
          <Palette />
        </div>
      </div>
      <SidePanel suggestions={slots.suggestions?.panel} />
      <BottomBar suggestions={slots.suggestions?.panel} />
      <LinkBar />
      <RelationDialog />
      <LinkPanel />
      <AttributionDock />
      <CodingDialogs question={question} onClose={() => setQuestion(null)} />
      <Announcer />
      <QuickMemo />
      <CommandPalette keys={keys} run={run} />
      <ReaderHelp keys={keys} />
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

/** Old browsers cannot draw highlights: boxes stand in for them, and a line says so. */
function HighlightNotice() {
  const t = useTranslations('reader');
  return (
    <p className="mb-4 rounded-lg border border-warning/40 bg-warning-soft px-3 py-2 text-sm">
      {t('noHighlights')}
    </p>
  );
}
