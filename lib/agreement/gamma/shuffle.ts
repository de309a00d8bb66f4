import { type Random, randomIndex } from '../random';
import type { GammaUnit } from './costs';

/**
 * A random annotation of the same continuum, for the expected disorder. For each coder a real one is
 * drawn and all their units are shifted by a random amount, wrapping round at the end; no two coders are
 * shifted by nearly the same (less than half the mean length of a unit apart, as long as there is
 * room), or their agreement would stand. Source: Mathet et al. (2015), section 5.2.
 */
export function shuffled(
  coders: readonly (readonly GammaUnit[])[],
  length: number,
  random: Random,
): GammaUnit[][] {
  const units = coders.flat();
  const mean = units.reduce((sum, { start, end }) => sum + end - start, 0) / (units.length || 1);
  let free = [{ start: 0, end: length }];
  return coders.map(() => {
    const shift = drawFrom(free, length, random);
    free = without(free, shift - mean / 2, shift + mean / 2);
    const drawn = coders[randomIndex(random, coders.length)] ?? [];
    return drawn.map(({ start, end, category }) => {
      const by = start + shift >= length ? shift - length : shift;
      return { start: start + by, end: end + by, category };
    });
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function drawFrom(free: readonly Stretch[], length: number, random: Random): number {
  const room = free.reduce((sum, { start, end }) => sum + end - start, 0);
  if (room <= 0) return random() * length;
  let at = random() * room;
  for (const { start, end } of free) {
    if (at < end - start) return start + at;
    at -= end - start;
  }
  return free.at(-1)?.start ?? 0;
}

function without(free: readonly Stretch[], from: number, to: number): Stretch[] {
  return free
    .flatMap(({ start, end }) => [
      { start, end: Math.min(end, from) },
      { start: Math.max(start, to), end },
    ])
    .filter(({ start, end }) => end > start);
}
