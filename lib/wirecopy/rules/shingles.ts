import { findWords } from '@/lib/text/words';

/** Words of a shingle. Five follow one another by chance only in set phrases. */
export const SHINGLE_WORDS = 5;

/**
 * The distinct runs of five words of a text, folded as search folds them, each as a hash of 53 bits:
 * two different ones of a thousand fall together with a chance of about 10⁻¹⁰. Broder 1997, “On the
 * resemblance and containment of documents”. A text of fewer words has none.
 */
export function shinglesOf(text: string): Set<number> {
  const words = findWords(text).map(({ folded }) => hashWord(folded));
  const shingles = new Set<number>();
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at += 1) {
    let [low, high] = [0x811c9dc5, 0x9747b28c];
    for (let next = at; next < at + SHINGLE_WORDS; next += 1) {
      const word = words[next] ?? 0;
      low = mix(low ^ (word >>> 0));
      high = mix(high ^ Math.floor(word / 0x1_0000_0000) ^ Math.imul(word >>> 0, 0x85ebca6b));
    }
    shingles.add((high & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0));
  }
  return shingles;
}

/** How many shingles two texts share. */
export function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of fewer) if (more.has(shingle)) shared += 1;
  return shared;
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the result depends on every bit of `value`. */
export function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hashWord(word: string): number {
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
  }
  return (mix(high) & 0x1f_ffff) * 0x1_0000_0000 + (mix(low) >>> 0);
}
