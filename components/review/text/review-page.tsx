'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { ArticleHeader } from '@/components/reader/article-header';
import { ArticleText } from '@/components/reader/article-text';
import type { TextDom } from '@/components/reader/dom/text-dom';
import { Editor } from '@/components/reader/model/editor';
import type { ReaderData } from '@/components/reader/model/reader-data';
import { ReaderModel } from '@/components/reader/model/reader-model';
import { createSignal } from '@/components/reader/model/signal';
import { Overlay } from '@/components/reader/overlay';
import { ReaderContext, useReader, useSignal } from '@/components/reader/reader-context';
import { useReveal } from '@/components/reader/use-reveal';
import { useStructureWords } from '@/components/reader/use-structure-words';
import { ShortcutHelp } from '@/components/shell/shortcut-help';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { ArticleReviewDto } from '@/lib/review/schema';
import { reviewShortcuts, useReviewKeys } from './review-keys';
import { ReviewPanel } from './review-panel';
import { ReviewContext, useReviewSession } from './review-session';

interface Props {
  /** Holds colleagues' submitted annotations only; `mayAnnotate` is false. */
  data: ReaderData;
  review: ArticleReviewDto;
  mayDecide: boolean;
}

/** An article with colleagues' annotations, one in focus, and what a reviewer can do with it. */
export function ReviewPage({ data, review, mayDecide }: Props) {
  const t = useTranslations('review');
  const tReader = useTranslations('reader');
  const locale = useLocale();
  const [model] = useState(() => openAtFirst(data, mayDecide, tReader, locale));
  const words = useStructureWords();
  const [signals] = useState(() => ({
    dom: createSignal<TextDom | null>(null),
    layout: createSignal(0),
    seen: createSignal<readonly number[]>([]),
  }));
  const parts = useMemo(
    () => ({ model, editor: new Editor(model, words), queue: null, ...signals }),
    [model, words, signals],
  );
  const shortcuts = useMemo(() => reviewShortcuts(t), [t]);
  const session = useReviewSession(model, {
    projectId: data.projectId,
    me: data.me.id,
    mayDecide,
    review,
  });
  useReviewKeys(session);

  return (
    <ReaderContext value={parts}>
      <ReviewContext value={session}>
        <div
          data-reader-page
          className="grid lg:grid-cols-[minmax(0,1fr)_26rem] xl:grid-cols-[minmax(0,1fr)_31rem]"
        >
          <div className="mx-auto w-full min-w-0 max-w-[calc(39rem+3rem)] px-4 pt-6 pb-[60dvh] sm:px-6 lg:pb-40">
            <ArticleHeader />
            <p id="reader-keys-hint" className="sr-only">
              {t('keysHint')}
            </p>
            <div className="relative">
              <ArticleText />
              <Overlay />
            </div>
          </div>
          <ReviewPanel />
          <Announcer model={model} />
          <Reveal />
        </div>
        <ShortcutHelp title={t('review')} items={shortcuts} />
      </ReviewContext>
    </ReaderContext>
  );
}

/** The first thing to decide is in focus, unless a link says otherwise. */
function openAtFirst(
  data: ReaderData,
  mayDecide: boolean,
  t: Translate<'reader'>,
  locale: string,
): ReaderModel {
  const model = new ReaderModel(data, t, locale);
  if (model.active.get() !== null) return model;
  const heads = model.store.order.all.flatMap(({ id }) => model.store.get(id) ?? []);
  const waits = ({ reviewState, authorId }: AnnotationDto) =>
    (reviewState === 'unreviewed' || reviewState === 'disputed') &&
    !(mayDecide && authorId === data.me.id);
  model.active.set((heads.find(waits) ?? heads[0])?.id ?? null);
  return model;
}

function Reveal() {
  useReveal();
  useClearOfPanel();
  return null;
}

/** Room above an annotation that is moved out from under the panel. CSS pixels. */
const ABOVE = 140;
const LINE = 40;

/** On a narrow screen the panel covers the lower half: what is in focus is scrolled above it. */
function useClearOfPanel(): void {
  const { model, dom } = useReader();
  useEffect(() => {
    let frame = 0;
    const clear = () => {
      const extent = model.extentOf(model.active.get() ?? '');
      const text = dom.get();
      const panel = document.querySelector('[data-review-panel]');
      if (!extent || !text || !panel || getComputedStyle(panel).position !== 'fixed') return;
      const box = text.caretBox(extent.start);
      if (!box) return;
      const top = text.root.getBoundingClientRect().top + box.top;
      if (top > panel.getBoundingClientRect().top - LINE) window.scrollBy({ top: top - ABOVE });
    };
    const later = () => {
      cancelAnimationFrame(frame);
      // Two frames: the reader scrolls in the first one, the panel may grow in it.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(clear);
      });
    };
    later();
    const off = model.active.subscribe(later);
    return () => {
      cancelAnimationFrame(frame);
      off();
    };
  }, [model, dom]);
}

function Announcer({ model }: { model: ReaderModel }) {
  const said = useSignal(model.announcement);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
