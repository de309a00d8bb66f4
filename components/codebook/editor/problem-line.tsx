'use client';

import { CircleX, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Eyes } from '@/lib/codebook/colours';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { Messages } from '@/lib/i18n/messages/catalogue';
import { languageName } from './texts-field';

/** What is wrong, in a sentence of the page's language. */
export function useProblemText(): (problem: DraftProblem) => string {
  const t = useTranslations('codebook');
  const locale = useLocale();
  return ({ kind, about, more }) => {
    const named = /^text_missing/.test(kind) ? languageName(about, locale) : about;
    const values = { about: named, more: more ?? '' };
    if (kind === 'shortcut_reserved') {
      return t('problems.shortcut_reserved', {
        ...values,
        about: t(`readerKeys.${about as keyof Messages['codebook']['readerKeys']}`),
      });
    }
    if (kind === 'colour_alike') {
      return t('problems.colour_alike', { ...values, more: t(`eyes.${more as Eyes}`) });
    }
    if (kind === 'colour_faint' || kind === 'colour_text') {
      const about = t(named === 'dark' ? 'onDark' : 'onLight');
      return t(`problems.${kind}`, { ...values, about });
    }
    return t(`problems.${kind}`, values);
  };
}

export function ProblemLine({ problem }: { problem: DraftProblem }) {
  const text = useProblemText();
  const isError = problem.severity === 'error';
  const Icon = isError ? CircleX : TriangleAlert;
  return (
    <p
      role={isError ? 'alert' : undefined}
      className={`flex items-start gap-1.5 text-[0.8125rem] ${isError ? 'font-medium text-danger' : 'text-warning'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{text(problem)}</span>
    </p>
  );
}
