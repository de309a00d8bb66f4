'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

/** Moves the focus over the list's links; Enter is then the link's own. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-queue-link]')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by;
  links[next]?.focus();
}

/** The keys of the queue. Renders nothing. Who does not code has no next article: null. */
export function QueueKeys({ nextHref }: { nextHref: string | null }) {
  const t = useTranslations('articles');
  const router = useRouter();
  const shortcuts = useMemo(
    () => [
      { keys: ['j', 'k'], label: t('keys.move') },
      { keys: ['Enter'], label: t('keys.open') },
      { keys: ['n'], label: t('keys.next') },
      { keys: ['/'], label: t('keys.search') },
    ],
    [t],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]'))
        return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'n' && nextHref !== null) router.push(nextHref);
      else if (event.key === '/') document.getElementById('queue-q')?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [router, nextHref]);
  return <ShortcutHelp title={t('articles')} items={shortcuts} />;
}
