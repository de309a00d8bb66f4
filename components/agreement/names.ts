import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { Score } from '@/lib/agreement/score';
import type { CodebookDocument } from '@/lib/codebook/schema';

/** A code's name in the interface's language; its key when this codebook does not have it. */
export function useCodeName(codebook: CodebookDocument | null): (key: string) => string {
  const locale = useLocale();
  const names = new Map(
    codebook?.codes.map(({ key, name }) => [key, (locale === 'fr' ? name.fr : name.en) || name.en]),
  );
  // A unit with several codes: `source+cue`.
  return (key) =>
    names.get(key) ??
    key
      .split('+')
      .map((part) => names.get(part) ?? part)
      .join(' + ');
}

/** A value with three digits; a dash where there is none, and why. */
export function useScoreWords(): (score: Score) => {
  readonly text: string;
  readonly why: string | null;
} {
  const format = useFormatter();
  const t = useTranslations('agreement');
  return ({ value, reason }) =>
    value === null
      ? { text: '—', why: t('result.because', { reason: t(`reasons.${reason}`) }) }
      : {
          text: format.number(value, {
            minimumFractionDigits: 3,
            maximumFractionDigits: 3,
            signDisplay: 'negative',
          }),
          why: null,
        };
}
