/** Waits after failures, seconds, as Standard Webhooks advises; after the last it is paused. */
const WAITS = [5, 60, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600] as const;

/** When to try again after this many failures in a row; null: no more, a person must look. UTC. */
export function nextAttempt(now: Date, failures: number): Date | null {
  const wait = WAITS[failures - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * 1000);
}

/** Whether an event is among the kinds that a webhook asks for; none: all. */
export function isAskedFor(type: string, kinds: readonly string[]): boolean {
  return kinds.length === 0 || kinds.includes(type) || kinds.includes(type.split('.')[0] ?? '');
}
