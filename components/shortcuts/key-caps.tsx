'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useSyncExternalStore } from 'react';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { partsOf } from '@/lib/shortcuts/chord';

/** Keys that have a name of their own in each language. */
const NAMED = ['Shift', 'Space', 'Enter', 'Escape', 'Delete', 'Backspace', 'Tab'] as const;
type Named = (typeof NAMED)[number];
const isNamed = (key: string): key is Named => (NAMED as readonly string[]).includes(key);

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

const never = () => () => undefined;

/** Whether Mod is ⌘; the server does not know. */
function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
}

/** What stands on each key of a chord, in the reader's language. */
export function useKeyNames(): (chord: string) => readonly string[] {
  const t = useTranslations('reader.keys');
  const mac = useIsMac();
  return useCallback(
    (chord) =>
      partsOf(chord).map((part) => {
        if (part === 'Mod') return mac ? '⌘' : t('Ctrl');
        if (part === 'Alt') return mac ? '⌥' : 'Alt';
        if (isNamed(part)) return t(part);
        return SIGNS[part] ?? part;
      }),
    [t, mac],
  );
}

/** A chord as keys. */
export function KeyCaps({ chord, className }: { chord: string; className?: string }) {
  const names = useKeyNames();
  return (
    <span className={cn('inline-flex shrink-0 gap-1', className)}>
      {names(chord).map((name) => (
        <Kbd key={name}>{name}</Kbd>
      ))}
    </span>
  );
}
