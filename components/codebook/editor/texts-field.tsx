'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { DraftItem, ListName, Texts } from '@/lib/codebook/draft/schema';
import { setEdit, useEditor } from './draft-context';

/** A language's own name, as its readers write it. */
export function languageName(language: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
}

interface Props {
  list: ListName;
  item: DraftItem & Record<'name' | 'definition', Texts>;
  field: 'name' | 'definition';
  label: string;
}

/** A text of an item in the language at hand; where it is missing, the other language's stands below. */
export function TextsField({ list, item, field, label }: Props) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const { model, language } = useEditor();
  const texts = item[field];
  const other = Object.entries(texts).find(([key, text]) => key !== language && text.trim() !== '');
  const missing = !texts[language]?.trim();
  const hint =
    missing && other
      ? t('otherLanguage', { language: languageName(other[0], locale), text: other[1] })
      : undefined;
  const change = (now: string) => model.edit([setEdit(list, item, field, now, language)]);
  const props = {
    value: texts[language] ?? '',
    lang: language,
    onBlur: () => void model.flush(),
  };
  return (
    <Field label={label} hint={hint}>
      {field === 'name' ? (
        <Input {...props} maxLength={200} onChange={(event) => change(event.target.value)} />
      ) : (
        <Textarea {...props} maxLength={4000} onChange={(event) => change(event.target.value)} />
      )}
    </Field>
  );
}
