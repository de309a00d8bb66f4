'use client';

import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { Translate } from '@/lib/i18n/translate';
import type { QueueSnapshot } from './queue/draft-queue';
import { useReader } from './reader-context';

const OPENING: QueueSnapshot = {
  waiting: [],
  refused: [],
  offline: false,
  signedOut: false,
  lasting: true,
};
const noSubscription = () => () => undefined;

export function useQueue(): QueueSnapshot {
  const { queue } = useReader();
  return useSyncExternalStore(
    queue?.subscribe ?? noSubscription,
    queue?.snapshot ?? (() => OPENING),
    () => OPENING,
  );
}

function wording(
  queue: QueueSnapshot,
  t: Translate<'reader'>,
): {
  state: string;
  text: string;
  hint: string;
} {
  const { waiting, refused } = queue;
  const kept = queue.lasting ? t('save.kept') : t('save.onlyHere');
  if (refused.length > 0) {
    const text = t('save.refused', { count: refused.length });
    return { state: 'refused', text, hint: kept };
  }
  if (waiting.length === 0)
    return { state: 'saved', text: t('save.saved'), hint: t('save.stored') };
  if (queue.signedOut) {
    return {
      state: 'offline',
      text: t('save.signedOut', { count: waiting.length }),
      hint: kept,
    };
  }
  if (queue.offline) {
    return {
      state: 'offline',
      text: t('save.offline', { count: waiting.length }),
      hint: kept,
    };
  }
  return { state: 'saving', text: t('save.saving'), hint: kept };
}

const ICONS = {
  saved: <Check aria-hidden className="size-3.5 text-success" />,
  saving: <LoaderCircle aria-hidden className="size-3.5 animate-spin" />,
  offline: <CloudOff aria-hidden className="size-3.5 text-warning" />,
  refused: <TriangleAlert aria-hidden className="size-3.5 text-danger" />,
} as const;

/** Saved, saving, or not saved and why. Always in view. */
export function SaveStatus() {
  const queue = useQueue();
  const t = useTranslations('reader');
  const { state, text, hint } = wording(queue, t);
  return (
    <span
      role="status"
      data-save-state={state}
      title={hint}
      className="inline-flex items-center gap-1.5 whitespace-nowrap text-[0.8125rem] text-muted-foreground"
    >
      {ICONS[state as keyof typeof ICONS]}
      <span
        className={state === 'saved' || state === 'saving' ? 'max-sm:sr-only' : 'text-foreground'}
      >
        {text}
      </span>
    </span>
  );
}
