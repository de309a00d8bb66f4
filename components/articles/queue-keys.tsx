'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';

const SHORTCUTS = [
  { keys: ['j', 'k'], label: 'Next, previous article in the list' },
  { keys: ['Enter'], label: 'Open the article' },
  { keys: ['n'], label: 'Open my next unfinished article' },
  { keys: ['/'], label: 'Search' },
] as const;

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
  const router = useRouter();
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
  return <ShortcutHelp title="Articles" items={SHORTCUTS} />;
}
