'use client';

import { Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { useChooseLocale } from './use-choose-locale';

/** The languages of the interface as items of a menu, each by its own name. */
export function LanguageItems() {
  const { locale, choose } = useChooseLocale();
  return (
    <DropdownMenuRadioGroup value={locale} onValueChange={choose}>
      {LOCALES.map((language) => (
        <DropdownMenuRadioItem key={language} value={language} lang={language}>
          {LOCALE_NAMES[language]}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}

/** A button with the languages, for the pages before one is signed in. */
export function LanguageMenu() {
  const t = useTranslations('shell');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('language')}>
          <Languages aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <LanguageItems />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
