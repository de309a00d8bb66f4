import { daysOfMonth } from '@/lib/dashboard/rules';
import type { CodedFilter } from '@/lib/register/filter';

/** The filter, for one publisher only; null: for articles that name none. */
export function narrowToPublisher<F extends CodedFilter>(filter: F, publisher: string | null): F {
  return publisher === null ? { ...filter, unsaid: 'publisher' } : { ...filter, publisher };
}

/** The filter, for one month (`2026-11`) only; null: for articles without a date. */
export function narrowToMonth<F extends CodedFilter>(filter: F, month: string | null): F {
  return month === null ? { ...filter, unsaid: 'date' } : { ...filter, ...daysOfMonth(month) };
}
