import { INTL_TAGS, type Locale } from '@/lib/i18n/locales';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Stands for a time that is not known, in any language. */
const UNKNOWN = '—';

/** Making a format costs a thousand times its use, and lists use it in every row: one a language. */
function perLocale<Format>(make: (tag: string) => Format): (locale: Locale) => Format {
  const made = new Map<Locale, Format>();
  return (locale) => {
    const known = made.get(locale) ?? make(INTL_TAGS[locale]);
    made.set(locale, known);
    return known;
  };
}

const utcFormat = perLocale(
  (tag) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }),
);
const dayFormat = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }),
);
const relativeFormat = perLocale((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
const numberFormat = perLocale((tag) => new Intl.NumberFormat(tag));

/** "24 Nov 2026, 11:12:05 UTC", "24 nov. 2026, 11:12:05 UTC"; a dash for an invalid date. */
export function formatUtc(date: Date, locale: Locale): string {
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  return `${utcFormat(locale).format(date)} UTC`;
}

/** "24 Nov 2026", "24 nov. 2026": the day in UTC; a dash for an invalid date. */
export function formatDay(date: Date, locale: Locale): string {
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  return dayFormat(locale).format(date);
}

/**
 * How long before or after `now` an instant is (both in ms since the epoch) in its largest whole
 * unit, or null for less than a minute.
 */
export function formatRelative(instant: number, now: number, locale: Locale): string | null {
  const seconds = Math.round((instant - now) / 1000);
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return relativeFormat(locale).format(Math.trunc(seconds / size), unit);
    }
  }
  return null;
}

/** "12,345", "12 345". */
export function formatNumber(value: number, locale: Locale): string {
  return numberFormat(locale).format(value);
}
