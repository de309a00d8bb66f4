import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Brand } from '@/components/shell/brand';
import { LanguageMenu } from '@/components/shell/language-menu';
import { SkipLink } from '@/components/ui/skip-link';
import { ThemeToggle } from '@/components/ui/theme-toggle';

/** A single quiet column for what happens before one is inside. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto]">
      <SkipLink />
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <Brand linked={false} />
        <div className="flex items-center">
          <LanguageMenu />
          <ThemeToggle />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="grid place-items-center px-4 py-8 outline-none">
        <div className="w-full max-w-sm">{children}</div>
      </main>
      <footer className="px-6 py-4 text-center text-muted-foreground text-sm">
        {t('tagline')}
      </footer>
    </div>
  );
}
