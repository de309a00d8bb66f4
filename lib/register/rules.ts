import { fold } from '@/lib/text/fold';

/** Longer keys do not fit into an index: the rest tells them apart by its length and its end. */
const LONGEST_KEY = 500;

/** A name without case, accents, punctuation and doubled blanks: what registers go by. */
export function nameKey(name: string): string {
  const key = fold(name)
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const points = [...key];
  if (points.length <= LONGEST_KEY) return key;
  const end = points.slice(-100).join('');
  return `${points
    .slice(0, LONGEST_KEY - 110)
    .join('')
    .trim()} ${points.length} ${end.trim()}`;
}
