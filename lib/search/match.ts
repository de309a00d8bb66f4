import type { FoundWord } from '@/lib/text/words';
import type { QueryNode } from './parse';

/** The forms of a query's words in one language, by word; without an entry a word stands for itself. */
export type Forms = ReadonlyMap<string, ReadonlySet<string>>;

/** Words of the text that a query stands for: indexes into its words, half-open. */
interface WordRange {
  readonly from: number;
  readonly to: number;
}

/** A query made ready for texts of one language. */
export interface Matcher {
  /** Whether a text of these words fits the query. */
  fits(words: readonly FoundWord[]): boolean;
  /** Where the words stand that the query asks for, in order, the longest first, without overlaps. */
  places(words: readonly FoundWord[]): WordRange[];
}

type Leaf = Extract<QueryNode, { type: 'word' | 'phrase' }>;

/** Prepares a query. Words that it excludes have no places. */
export function createMatcher(query: QueryNode, forms: Forms): Matcher {
  const wanted = leaves(query).sort((a, b) => lengthOf(b) - lengthOf(a));
  const matchAt = (leaf: Leaf, words: readonly FoundWord[], at: number): boolean => {
    if (leaf.type === 'word') {
      const folded = words[at]?.folded;
      if (folded === undefined) return false;
      return forms.get(leaf.word)?.has(folded) ?? folded === leaf.word;
    }
    const last = leaf.words.length - 1;
    return leaf.words.every((word, index) => {
      const folded = words[at + index]?.folded;
      if (folded === undefined) return false;
      return leaf.open && index === last ? folded.startsWith(word) : folded === word;
    });
  };
  const fits = (node: QueryNode, words: readonly FoundWord[]): boolean => {
    switch (node.type) {
      case 'and':
        return node.nodes.every((one) => fits(one, words));
      case 'or':
        return node.nodes.some((one) => fits(one, words));
      case 'not':
        return !fits(node.node, words);
      default:
        return words.some((_, at) => matchAt(node, words, at));
    }
  };
  return {
    fits: (words) => fits(query, words),
    places: (words) => {
      const found: WordRange[] = [];
      for (let at = 0; at < words.length; ) {
        const leaf = wanted.find((one) => matchAt(one, words, at));
        if (!leaf) {
          at += 1;
          continue;
        }
        found.push({ from: at, to: at + lengthOf(leaf) });
        at += lengthOf(leaf);
      }
      return found;
    },
  };
}

function lengthOf(leaf: Leaf): number {
  return leaf.type === 'word' ? 1 : leaf.words.length;
}

function leaves(node: QueryNode): Leaf[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(leaves);
    case 'not':
      return [];
    default:
      return [node];
  }
}
