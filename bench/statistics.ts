/** The middle of the values, or the mean of the two in the middle. Throws when there are none. */
export function median(values: readonly number[]): number {
  return (quantile(values, 0.5, Math.floor) + quantile(values, 0.5, Math.ceil)) / 2;
}

/** The value below which 95 % of the others lie (nearest rank). Throws when there are none. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95, Math.ceil);
}

/** The value below which the share (0 to 1) of the others lies (nearest rank). Throws on none. */
export function quantileOf(values: readonly number[], share: number): number {
  return quantile(values, share, Math.ceil);
}

function quantile(values: readonly number[], share: number, round: (x: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[round((sorted.length - 1) * share)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** Runs `work` and tells how long it took, in seconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

/** `12,345`, for the table. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
