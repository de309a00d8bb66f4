'use client';

import { useEffect, useRef } from 'react';
import type { ShortcutSection } from '@/components/shell/shortcut-store';
import type { Translate } from '@/lib/i18n/translate';
import { acceptAction } from '@/lib/review/actions';
import type { ReviewMove } from '@/lib/review/rules';
import { keysAreTaken } from '../queue-keys';
import type { ReviewSession } from './review-session';

/** The keyboard help of the review. */
export function reviewShortcuts(t: Translate<'review'>): ShortcutSection['items'] {
  return [
    { keys: ['j', 'n'], label: t('keys.next') },
    { keys: ['k'], label: t('keys.previous') },
    { keys: ['o'], label: t('keys.open') },
    { keys: ['a'], label: t('keys.accept') },
    { keys: ['r'], label: t('keys.reject') },
    { keys: ['e'], label: t('keys.amend') },
    { keys: ['q'], label: t('keys.ask') },
    { keys: ['Esc'], label: t('keys.leave') },
  ];
}

/** Accepts the active annotation as it was seen, and goes on to the next open one. */
export function accept(session: ReviewSession): void {
  void session.decide('accept', (input) => acceptAction(input));
}

/** The keys of the review, anywhere on its page but in fields. */
export function useReviewKeys(session: ReviewSession): void {
  const latest = useRef(session);
  latest.current = session;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (keysAreTaken(event)) return;
      if (act(latest.current, event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function act(session: ReviewSession, key: string): boolean {
  const { active } = session;
  const may = (move: ReviewMove) => active !== undefined && session.movesFor(active).includes(move);
  switch (key) {
    case 'j':
    case 'n':
      session.step(1);
      return true;
    case 'k':
      session.step(-1);
      return true;
    case 'o':
      session.step(1, true);
      return true;
    case 'a':
      if (session.mode === null && may('accept')) accept(session);
      return true;
    case 'r':
      if (may('reject')) session.setMode('reject');
      return true;
    case 'e':
      if (may('amend')) session.setMode('amend');
      return true;
    case 'q':
      if (may('ask')) session.setMode('ask');
      return true;
    case 'Escape':
      if (session.mode === null) return false;
      session.setMode(null);
      return true;
    default:
      return false;
  }
}
