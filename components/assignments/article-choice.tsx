'use client';

import { useLocale, useTranslations } from 'next-intl';
import { languageName } from '@/components/articles/language-name';
import { Field } from '@/components/ui/field';
import { NativeSelect } from '@/components/ui/native-select';

interface Props {
  languages: readonly string[];
  publishers: readonly string[];
  language?: string | null;
  publisher?: string | null;
}

/** Selects named `language` and `publisher` that choose articles; empty: any. */
export function ArticleChoice({ languages, publishers, language, publisher }: Props) {
  const t = useTranslations('assignments');
  const tArticles = useTranslations('articles');
  const locale = useLocale();
  return (
    <>
      <Field label={t('language')}>
        <NativeSelect name="language" defaultValue={language ?? ''}>
          <option value="">{t('any')}</option>
          {languages.map((code) => (
            <option key={code} value={code}>
              {languageName(code === 'und' ? null : code, locale, tArticles)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('publisher')}>
        <NativeSelect name="publisher" defaultValue={publisher ?? ''}>
          <option value="">{t('any')}</option>
          {publishers.map((name) => (
            <option key={name} value={name}>
              {name === 'und' ? t('unknown') : name}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </>
  );
}
