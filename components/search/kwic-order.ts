import type { FoundArticle, Hit } from '@/lib/search/schema';
import { fold } from '@/lib/text/fold';

/** One line of a concordance. */
export interface KwicLine {
  readonly article: FoundArticle;
  readonly hit: Hit;
}

export const KWIC_ORDERS = ['text', 'left', 'word', 'right'] as const;
export type KwicOrder = (typeof KWIC_ORDERS)[number];

/** The lines of the articles, in the results' order. */
export function linesOf(articles: readonly FoundArticle[]): KwicLine[] {
  return articles.flatMap((article) => article.hits.map((hit) => ({ article, hit })));
}

/**
 * The lines by what stands before the keyword (its nearest word first), by the keyword, or by what
 * follows. "Left" and "right" are before and after, as they are in texts written to the left too.
 */
export function sortLines(
  lines: readonly KwicLine[],
  order: KwicOrder,
  locale: string,
): readonly KwicLine[] {
  if (order === 'text') return lines;
  const collator = new Intl.Collator(locale, { sensitivity: 'base', ignorePunctuation: true });
  const keyed = lines.map((line) => ({ line, key: keyOf(line.hit, order) }));
  return keyed.sort((a, b) => collator.compare(a.key, b.key)).map(({ line }) => line);
}

function keyOf({ left, words, right }: Hit, order: Exclude<KwicOrder, 'text'>): string {
  if (order === 'word') return fold(`${words} ${right}`);
  if (order === 'right') return fold(right).trim();
  return fold(left).trim().split(' ').reverse().join(' ');
}
