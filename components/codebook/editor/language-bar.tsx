'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { type DraftProblem, languagesOf } from '@/lib/codebook/draft/problems';
import { languageSchema } from '@/lib/codebook/schema';
import { useDraft, useEditor } from './draft-context';
import { languageName } from './texts-field';

/** The language that texts are edited in, with how many are missing in each; another can be added. */
export function LanguageBar({ problems }: { problems: readonly DraftProblem[] }) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const { draft } = useDraft();
  const { language, setLanguage } = useEditor();
  const [added, setAdded] = useState('');
  const languages = [...new Set([...languagesOf(draft), language])];
  const missing = (one: string) =>
    problems.filter(({ kind, about }) => kind.startsWith('text_missing') && about === one).length;
  const valid = languageSchema.safeParse(added).success;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div role="radiogroup" aria-label={t('textLanguage')} className="flex flex-wrap gap-1">
        {languages.map((one) => (
          <label
            key={one}
            className="flex cursor-pointer items-center gap-1.5 rounded-md border border-input/60 bg-card px-2.5 py-1 text-sm has-checked:border-primary has-checked:bg-primary-soft has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:py-2.5"
          >
            <input
              type="radio"
              name="text-language"
              className="sr-only"
              checked={one === language}
              onChange={() => setLanguage(one)}
            />
            {languageName(one, locale)}
            {missing(one) > 0 ? (
              <span className="text-warning text-xs">{t('missing', { count: missing(one) })}</span>
            ) : null}
          </label>
        ))}
      </div>
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid) return;
          setLanguage(added);
          setAdded('');
        }}
      >
        <Input
          className="w-24"
          aria-label={t('newLanguage')}
          placeholder="de"
          value={added}
          maxLength={5}
          onChange={(event) => setAdded(event.target.value)}
        />
        <Button type="submit" size="sm" variant="ghost" disabled={!valid}>
          {t('addLanguage')}
        </Button>
      </form>
    </div>
  );
}
