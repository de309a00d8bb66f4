import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** The first stop of the Tab key; jumps over the navigation to `#main`. */
export function SkipLink({ href = '#main', children }: { href?: string; children?: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <a
      href={href}
      className="-translate-y-16 fixed top-2 left-2 z-[60] rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm focus:translate-y-0"
    >
      {children ?? t('skipContent')}
    </a>
  );
}
