/** A feed that does not answer is asked later and later, but at least once a day. */
const LONGEST_WAIT_MINUTES = 1440;
const MOST_DOUBLINGS = 10;

/**
 * When a feed is looked at next: after its interval, doubled for each failure in a row up to a day (or
 * its interval, where that is longer), and not before the server asks for, where it does.
 * `retryAfterSeconds` is the server's Retry-After.
 */
export function nextCheck(
  now: Date,
  intervalMinutes: number,
  failures: number,
  retryAfterSeconds: number | null = null,
): Date {
  const doubled = intervalMinutes * 2 ** Math.min(failures, MOST_DOUBLINGS);
  const longest = Math.max(LONGEST_WAIT_MINUTES, intervalMinutes);
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_WAIT_MINUTES * 60);
  return new Date(now.getTime() + Math.max(Math.min(doubled, longest) * 60, asked) * 1000);
}
