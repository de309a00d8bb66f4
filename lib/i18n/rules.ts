import { DEFAULT_LOCALE, isLocale, type Locale } from './locales';

/**
 * The language of a response: the person's own setting, else what this browser chose before, else
 * what it asks for (`Accept-Language`), else English. Unknown values count as absent.
 */
export function chooseLocale(wishes: {
  readonly setting: string | null | undefined;
  readonly cookie: string | null | undefined;
  readonly acceptLanguage: string | null | undefined;
}): Locale {
  if (isLocale(wishes.setting)) return wishes.setting;
  if (isLocale(wishes.cookie)) return wishes.cookie;
  return acceptedLocale(wishes.acceptLanguage ?? '') ?? DEFAULT_LOCALE;
}

/** Longer headers are cut: no browser sends them, and nobody's time is spent on reading them. */
const HEADER_MAX = 1000;

/**
 * The best of our languages in an `Accept-Language` header (RFC 9110, 12.5.4), or null when it
 * names none. A region counts for its language; `q=0` means never; of equals the first wins.
 */
function acceptedLocale(header: string): Locale | null {
  let best: { readonly locale: Locale; readonly quality: number } | null = null;
  for (const entry of header.slice(0, HEADER_MAX).split(',')) {
    const [range = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const locale = range === '*' ? DEFAULT_LOCALE : range.split('-')[0]?.toLowerCase();
    const quality = qualityOf(parameters);
    if (isLocale(locale) && quality > (best?.quality ?? 0)) best = { locale, quality };
  }
  return best?.locale ?? null;
}

/** The weight among an entry's parameters: 0 to 1, 1 when absent, 0 when malformed. */
function qualityOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => /^q=/i.test(parameter));
  if (given === undefined) return 1;
  const value = Number(given.slice(2));
  return value >= 0 && value <= 1 ? value : 0;
}
