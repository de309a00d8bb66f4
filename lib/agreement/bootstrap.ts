import { randomIndex, seededRandom } from './random';
import type { Score, Scorer } from './score';

/** Where the measure lies in 95 of 100 such samples of articles. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Samples that had a value; the others are left out. */
  readonly samples: number;
}

/** Of very many articles fewer samples serve as well; the number is told with the interval. */
function samplesFor(articles: number): number {
  return Math.max(200, Math.min(1000, Math.floor(2_000_000 / Math.max(1, articles))));
}

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
  { samples = samplesFor(parts.length), seed = DEFAULT_SEED } = {},
): Interval | null {
  if (parts.length < 2) return null;
  const random = seededRandom(seed);
  const values: number[] = [];
  for (let drawn = 0; drawn < samples; drawn += 1) {
    const sample = parts.flatMap(() => parts[randomIndex(random, parts.length)] ?? []);
    const { value }: Score = score(sample);
    if (value !== null) values.push(value);
  }
  if (values.length < samples / 2) return null;
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975), samples: values.length };
}
