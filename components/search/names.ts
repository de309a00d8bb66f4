import type { CodebookDocument } from '@/lib/codebook/schema';

/** A name in the interface's language, else in English. */
export function nameIn(
  name: Readonly<{ en: string; fr?: string | undefined }>,
  locale: string,
): string {
  return (locale === 'fr' ? name.fr : name.en) || name.en;
}

/** The name of a code; its key when this version of the codebook does not have it. */
export function codeName(codebook: CodebookDocument, key: string, locale: string): string {
  const code = codebook.codes.find((one) => one.key === key);
  return code ? nameIn(code.name, locale) : key;
}

/** The name of a language (ISO 639-1) in the interface's language. */
export function languageIn(language: string, locale: string): string {
  return (
    new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(language) ?? language
  );
}
