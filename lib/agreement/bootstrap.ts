import { randomIndex, seededRandom } from './random';
import type { Score, Scorer } from './score';

/** Where the measure lies in 95 of 100 such samples of articles. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Samples that had a value; the others are left out. */
  readonly samples: number;
}

export const DEFAULT_SAMPLES = 1000;
export const DEFAULT_SEED = 20_161_108;

/**
 * Percentile bootstrap of a measure, by article: as many articles as there are, drawn with
 * replacement, scored, 1,000 times; the middle 95 %. Source: Efron & Tibshirani (1993), *An introduction
 * to the bootstrap*, section 13.3. Articles are drawn and not units, because the units of one article
 * are not independent of each other. Seeded: the same data give the same interval.
 *
 * Null with fewer than two articles, or when most samples have no value.
 */
export function bootstrap<Part>(
  { parts, score }: Scorer<Part>,
  { samples = DEFAULT_SAMPLES, seed = DEFAULT_SEED, budgetMs = 5_000 } = {},
): Interval | null {
  if (parts.length < 2) return null;
  const random = seededRandom(seed);
  const values: number[] = [];
  const started = performance.now();
  let drawn = 0;
  while (drawn < samples) {
    const sample = parts.flatMap(() => parts[randomIndex(random, parts.length)] ?? []);
    const { value }: Score = score(sample);
    if (value !== null) values.push(value);
    drawn += 1;
    // A slow measure on much data: as many samples as the time allows, and the number is told.
    if (drawn % 10 === 0 && performance.now() - started > budgetMs) break;
  }
  if (values.length < drawn / 2) return null;
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975), samples: values.length };
}
