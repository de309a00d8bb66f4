'use client';

import { useEffect, useRef } from 'react';
import { acceptAction } from '@/lib/review/actions';
import type { ReviewMove } from '@/lib/review/rules';
import { keysAreTaken } from '../queue-keys';
import type { ReviewSession } from './review-session';

export const REVIEW_SHORTCUTS = [
  { keys: ['j', 'n'], label: 'Next annotation' },
  { keys: ['k'], label: 'Previous annotation' },
  { keys: ['o'], label: 'Next open one' },
  { keys: ['a'], label: 'Accept' },
  { keys: ['r'], label: 'Reject, with a reason' },
  { keys: ['e'], label: 'Amend: code, attributes, boundaries' },
  { keys: ['q'], label: 'Ask the coder' },
  { keys: ['Esc'], label: 'Leave the form' },
] as const;

/** Accepts the active annotation as it was seen, and goes on to the next open one. */
export function accept(session: ReviewSession): void {
  void session.decide('Accepted', (input) => acceptAction(input));
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
