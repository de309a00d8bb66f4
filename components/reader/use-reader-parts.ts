'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import type { TextDom } from './dom/text-dom';
import { markMount } from './dom/timing';
import type { Transport } from './model/command';
import { Editor } from './model/editor';
import type { ReaderData } from './model/reader-data';
import { ReaderModel } from './model/reader-model';
import { createSignal } from './model/signal';
import { browserQueue } from './queue/browser-queue';
import type { DraftQueue } from './queue/draft-queue';
import type { ReaderParts } from './reader-context';
import { useStructureWords } from './use-structure-words';

/**
 * One article's model with its queue of unsent changes: what a page about it stands on. Without a
 * transport there is no queue: what is shown is the past, and what is unsent is not part of it.
 */
export function useReaderParts(data: ReaderData, transport: Transport | null): ReaderParts {
  const t = useTranslations('reader');
  const locale = useLocale();
  const [model] = useState(() => {
    markMount();
    return new ReaderModel(data, t, locale);
  });
  const words = useStructureWords();
  const [queue, setQueue] = useState<DraftQueue | null>(null);
  const [signals] = useState(() => ({
    dom: createSignal<TextDom | null>(null),
    layout: createSignal(0),
    seen: createSignal<readonly number[]>([]),
  }));
  const parts = useMemo(
    () => ({ model, editor: new Editor(model, words), queue, ...signals }),
    [model, words, queue, signals],
  );

  useEffect(() => {
    if (transport === null) return;
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

  return parts;
}
