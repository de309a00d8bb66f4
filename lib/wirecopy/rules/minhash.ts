import { mix } from './shingles';

/**
 * 20 bands of 5 rows: two texts of Jaccard similarity s meet in a band with the chance
 * 1 − (1 − s⁵)²⁰, which is 0.9996 at s = 0.8 and 0.47 at s = 0.5 (Leskovec, Rajaraman, Ullman: Mining
 * of Massive Datasets, section 3.4.2, this very example).
 */
export const BANDS = 20;
export const ROWS = 5;
export const PERMUTATIONS = BANDS * ROWS;
/**
 * One shingle of 32 is a key by itself (Broder's sketch modulo m): it finds the passage that a long
 * text shares with a short one. A passage of n shingles is met with the chance 1 − (31/32)ⁿ: 0.96 at
 * 100 words.
 */
export const SAMPLED_OF = 32;

const SEEDS = Uint32Array.from({ length: PERMUTATIONS }, (_, at) => mix((at + 1) * 0x9e3779b9));

/** The least value of the shingles under each permutation. Of two sets, the share of equal ones estimates Jaccard. */
export function signatureOf(shingles: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(PERMUTATIONS).fill(0xffff_ffff);
  for (const shingle of shingles) {
    const folded = mix(shingle >>> 0) ^ Math.floor(shingle / 0x1_0000_0000);
    for (let at = 0; at < PERMUTATIONS; at += 1) {
      const value = mix(folded ^ (SEEDS[at] ?? 0)) >>> 0;
      if (value < (signature[at] ?? 0)) signature[at] = value;
    }
  }
  return signature;
}

/** What the signatures say of the Jaccard similarity of two sets, 0 to 1. */
export function estimateJaccard(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let at = 0; at < PERMUTATIONS; at += 1) if (a[at] === b[at]) equal += 1;
  return equal / PERMUTATIONS;
}

/** The keys under which a text is filed, as signed 64-bit integers: its bands and its sampled shingles. */
export function keysOf(shingles: ReadonlySet<number>): string[] {
  if (shingles.size === 0) return [];
  const signature = signatureOf(shingles);
  const keys = new Set<string>();
  for (let band = 0; band < BANDS; band += 1) {
    let [low, high] = [mix(band + 1), mix(band + 101)];
    for (let row = 0; row < ROWS; row += 1) {
      const value = signature[band * ROWS + row] ?? 0;
      low = mix(low ^ value);
      high = mix(Math.imul(high, 31) + value);
    }
    keys.add(toKey(low, high));
  }
  for (const shingle of shingles) {
    const low = mix(shingle >>> 0) >>> 0;
    if (low % SAMPLED_OF === 0) keys.add(toKey(low, Math.floor(shingle / 0x1_0000_0000)));
  }
  return [...keys];
}

function toKey(low: number, high: number): string {
  return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString();
}
