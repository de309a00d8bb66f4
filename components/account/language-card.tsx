'use client';

import { useTranslations } from 'next-intl';
import { useChooseLocale } from '@/components/shell/use-choose-locale';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { NativeSelect } from '@/components/ui/native-select';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';

/** The language of the interface; chosen at once, without a button to save it. */
export function LanguageCard() {
  const t = useTranslations('account');
  const { locale, pending, choose } = useChooseLocale();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('language')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Field label={t('interfaceLanguage')} hint={t('interfaceLanguageHint')}>
          <NativeSelect
            value={locale}
            aria-busy={pending}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {LOCALES.map((language) => (
              <option key={language} value={language} lang={language}>
                {LOCALE_NAMES[language]}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </CardContent>
    </Card>
  );
}
