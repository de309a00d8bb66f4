'use client';

import { useLocale } from 'next-intl';
import { useTransition } from 'react';
import { toast } from '@/components/ui/toast';
import { chooseLocaleAction } from '@/lib/i18n/actions';
import type { Locale } from '@/lib/i18n/locales';

/** The present language and the way to another one; the page answers in it without a reload. */
export function useChooseLocale(): {
  readonly locale: Locale;
  readonly pending: boolean;
  readonly choose: (locale: string) => void;
} {
  const locale = useLocale();
  const [pending, startTransition] = useTransition();
  const choose = (next: string) => {
    if (next === locale) return;
    startTransition(async () => {
      const result = await chooseLocaleAction({ locale: next });
      if (!result.ok) toast.error(result.error.userMessage);
    });
  };
  return { locale, pending, choose };
}
