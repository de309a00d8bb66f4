import type { Translate } from '@/lib/i18n/translate';

/** A language's name in the language of the interface; the code itself when it has none. */
export function languageName(
  code: string | null,
  locale: string,
  t: Translate<'articles'>,
): string {
  if (code === null || code === 'und') return t('unknownLanguage');
  return new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(code) ?? code;
}
