import type { SourceTime } from '../schema';

/**
 * `2023-04-10`, `2023-04-10T11:37`, `2023-04-10 11:37:05.123`, each with `Z`, `+0200`, `+02:00` or
 * nothing behind the time.
 */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;
const MINUTES_PER_HOUR = 60;
const MS_PER_MINUTE = 60_000;
/** No place on earth is further from UTC. */
const MAX_OFFSET_MINUTES = 14 * MINUTES_PER_HOUR;

/**
 * Reads an ISO 8601 moment (or `YYYYMMDD`, or an RFC 2822 date) and keeps the offset as written.
 * Without an offset UTC is assumed and `offsetMinutes` is null. Null when it is no such moment, or
 * not a day of the calendar.
 */
export function parseSourceTime(raw: string): SourceTime | null {
  const original = raw.trim();
  if (original.length > 64) return null;
  const iso = ISO.exec(original);
  if (iso) return fromParts(iso.slice(1), original);
  const compact = COMPACT_DAY.exec(original);
  if (compact) return fromParts(compact.slice(1), original);
  return fromRfc2822(original);
}

/** True when the whole line is one ISO moment with a time of day. */
export function isIsoMoment(line: string): boolean {
  return ISO.test(line) && line.includes(':');
}

type Parts = readonly (string | undefined)[];

function fromParts(parts: Parts, original: string): SourceTime | null {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ms = Number((parts[6] ?? '').padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = new Date(local);
  // Date.UTC rolls 31 February over into March: such a day does not exist.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  const offsetMinutes = parseOffset(parts[7]);
  if (offsetMinutes !== null && Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES) return null;
  const utc = new Date(local - (offsetMinutes ?? 0) * MS_PER_MINUTE).toISOString();
  return { utc, offsetMinutes, original };
}

function parseOffset(text: string | undefined): number | null {
  if (!text) return null;
  if (/^z$/i.test(text)) return 0;
  const digits = text.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * MINUTES_PER_HOUR + Number(digits.slice(2));
  return text.startsWith('-') ? -minutes : minutes;
}

const RFC_2822 =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}:\d{2}(?::\d{2})?) ([+-]\d{4}|GMT|UTC|Z)$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

function fromRfc2822(original: string): SourceTime | null {
  const found = RFC_2822.exec(original);
  if (!found) return null;
  const [, day = '', monthName = '', year = '', time = '', zone = ''] = found;
  const month = String(MONTHS.indexOf(monthName) / 3 + 1).padStart(2, '0');
  const offset = /^[+-]/.test(zone) ? zone : 'Z';
  const parsed = parseSourceTime(`${year}-${month}-${day.padStart(2, '0')}T${time}${offset}`);
  return parsed && { ...parsed, original };
}
