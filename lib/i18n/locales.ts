/** The languages that the interface speaks; the first is the default. */
export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** Each language by its own name, as a switch shows it whatever the present language is. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français' };

/** The way that the interface is written; articles have their own (`dir` on each text). */
export const LOCALE_DIRECTIONS: Readonly<Record<Locale, 'ltr' | 'rtl'>> = { en: 'ltr', fr: 'ltr' };

/** BCP 47 tags for `Intl`: dates and numbers follow a region, words only a language. */
export const INTL_TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** Remembers the choice in a browser where nobody is signed in. */
export const LOCALE_COOKIE = 'sourcemark-locale';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}
