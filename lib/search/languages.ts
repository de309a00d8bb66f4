/** Languages (ISO 639-1) that the database has a stemmer for; see search_stem in the migration. */
export const STEMMED_LANGUAGES = [
  'ar',
  'ca',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'ga',
  'hu',
  'id',
  'it',
  'lt',
  'nb',
  'nl',
  'nn',
  'no',
  'pt',
  'ro',
  'ru',
  'sr',
  'sv',
  'tr',
] as const;

const STEMMED: ReadonlySet<string> = new Set(STEMMED_LANGUAGES);

export function isStemmed(language: string): boolean {
  return STEMMED.has(language);
}
