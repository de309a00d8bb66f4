'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';

/** True while keys belong to a field, a menu or a dialog. */
export function keysAreTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)) return true;
  }
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

/** j and k move the focus over the list's links; Enter is then the link's own. Renders nothing. */
export function ReviewQueueKeys() {
  const t = useTranslations('review');
  const shortcuts = useMemo(
    () => [
      { keys: ['j', 'k'], label: t('queueKeys.move') },
      { keys: ['Enter'], label: t('queueKeys.open') },
    ],
    [t],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (keysAreTaken(event)) return;
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (by === 0) return;
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-queue-link]')];
      const at = links.indexOf(document.activeElement as HTMLAnchorElement);
      const next = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by;
      links[next]?.focus();
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return <ShortcutHelp title={t('reviewQueue')} items={shortcuts} />;
}
