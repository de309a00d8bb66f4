'use client';

import { useEffect, useRef, useState } from 'react';
import { keysAreTaken } from '@/components/review/queue-keys';
import type { ShortcutSection } from '@/components/shell/shortcut-store';
import type { Cause } from '@/lib/adjudication/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { Lookups } from './model';
import type { Adjudication } from './use-adjudication';

/** The keys of the causes, shown on their buttons. */
export const CAUSE_KEYS: Readonly<Record<Cause, string>> = {
  ambiguous_text: 'a',
  guideline_gap: 'g',
  slip: 's',
  legitimate_difference: 'l',
};

/** The keyboard help of adjudication. */
export function adjudicationShortcuts(t: Translate<'adjudication'>): ShortcutSection['items'] {
  return [
    { keys: ['j'], label: t('keys.next') },
    { keys: ['k'], label: t('keys.previous') },
    { keys: ['o'], label: t('keys.open') },
    { keys: ['1', '8'], label: t('keys.take') },
    { keys: ['b'], label: t('keys.merge') },
    { keys: ['B'], label: t('keys.mergeCommon') },
    { keys: ['n'], label: t('keys.write') },
    { keys: ['x'], label: t('keys.reject') },
    { keys: Object.values(CAUSE_KEYS), label: t('keys.cause') },
    { keys: ['m'], label: t('keys.note') },
    { keys: ['c'], label: t('keys.confirm') },
    { keys: ['A'], label: t('keys.mergeAgreed') },
    { keys: ['u'], label: t('keys.undo') },
    { keys: ['Esc'], label: t('keys.leave') },
  ];
}

/**
 * The keys of adjudication, anywhere on its page but in fields. What is pressed while a decision is on
 * its way waits for the answer, so that a quick hand loses nothing; after a refusal it is forgotten,
 * since it was meant for another state of things.
 */
export function useAdjudicationKeys(adjudication: Adjudication, lookups: Lookups): void {
  const latest = useRef({ adjudication, lookups });
  latest.current = { adjudication, lookups };
  const waiting = useRef<string[]>([]);
  const [played, setPlayed] = useState(0);
  const { busy, refusals } = adjudication;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal empties it
  useEffect(() => {
    waiting.current = [];
  }, [refusals]);
  // One at a time: the next one meets what the last one has made.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `played` asks for the next one
  useEffect(() => {
    const key = busy ? undefined : waiting.current.shift();
    if (key === undefined) return;
    act(latest.current.adjudication, latest.current.lookups, key);
    setPlayed((count) => count + 1);
  }, [busy, played]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (keysAreTaken(event)) return;
      if (latest.current.adjudication.busy && event.key.length === 1) {
        waiting.current.push(event.key);
        event.preventDefault();
        return;
      }
      if (act(latest.current.adjudication, latest.current.lookups, event.key))
        event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function act(adjudication: Adjudication, { coderIds }: Lookups, key: string): boolean {
  const cause = Object.entries(CAUSE_KEYS).find(([, sign]) => sign === key)?.[0];
  if (cause) {
    adjudication.setCause(cause as Cause);
    return true;
  }
  if (/^[1-8]$/.test(key)) {
    const coderId = coderIds[Number(key) - 1];
    if (coderId) adjudication.take(coderId);
    return coderId !== undefined;
  }
  switch (key) {
    case 'j':
      return done(adjudication.step(1));
    case 'k':
      return done(adjudication.step(-1));
    case 'o':
      return done(adjudication.step(1, true));
    case 'b':
      return done(adjudication.merge('all'));
    case 'B':
      return done(adjudication.merge('common'));
    case 'n':
      return done(adjudication.setWriting(true));
    case 'x':
      return done(adjudication.reject());
    case 'c':
      return done(adjudication.confirm());
    case 'A':
      return done(adjudication.mergeAgreed());
    case 'u':
      return done(adjudication.undo());
    case 'm':
      return done(document.querySelector<HTMLElement>('[data-adjudication-note]')?.focus());
    case 'Escape':
      return done(adjudication.setWriting(false));
    default:
      return false;
  }
}

/** The key was one of ours. */
function done(_: unknown): true {
  return true;
}
