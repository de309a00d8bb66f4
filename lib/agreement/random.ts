/** Numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32, Tommy Ettinger, public domain), so that whatever is sampled
 * is the same on every machine and at every run.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 to `below` − 1. */
export function randomIndex(random: Random, below: number): number {
  return Math.min(below - 1, Math.floor(random() * below));
}
