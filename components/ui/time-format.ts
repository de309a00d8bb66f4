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

/** "24 Nov 2026, 11:12:05 UTC", "24 nov. 2026, 11:12:05 UTC"; a dash for an invalid date. */
export function formatUtc(date: Date, locale: Locale): string {
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  const format = new Intl.DateTimeFormat(INTL_TAGS[locale], {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  return `${format.format(date)} UTC`;
}

/** "24 Nov 2026", "24 nov. 2026": the day in UTC; a dash for an invalid date. */
export function formatDay(date: Date, locale: Locale): string {
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  const format = new Intl.DateTimeFormat(INTL_TAGS[locale], {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return format.format(date);
}

/**
 * How long before or after `now` an instant is (both in ms since the epoch) in its largest whole
 * unit, or null for less than a minute.
 */
export function formatRelative(instant: number, now: number, locale: Locale): string | null {
  const seconds = Math.round((instant - now) / 1000);
  const format = new Intl.RelativeTimeFormat(INTL_TAGS[locale], { numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return null;
}

/** "12,345", "12 345". */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(INTL_TAGS[locale]).format(value);
}
