'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

/** Moves the focus over the results' links; Enter is then the link's own. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-result-link]')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by]?.focus();
}

/** The keys of the results. Renders nothing. */
export function SearchKeys() {
  const t = useTranslations('search');
  const items = useMemo(
    () => [
      { keys: ['/'], label: t('keys.words') },
      { keys: ['j', 'k'], label: t('keys.walk') },
      { keys: ['Enter'], label: t('keys.open') },
    ],
    [t],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]'))
        return;
      const inResults =
        event.target instanceof Element && event.target.matches('a[data-result-link]');
      if (event.key === 'j' || (inResults && event.key === 'ArrowDown')) step(1);
      else if (event.key === 'k' || (inResults && event.key === 'ArrowUp')) step(-1);
      else if (event.key === '/') document.getElementById('search-q')?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return <ShortcutHelp title={t('title')} items={items} />;
}
