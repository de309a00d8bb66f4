import type { Forms } from './match';
import type { QueryNode } from './parse';

/** One arm of a search: a query for some languages, or for those that no other arm names. */
export interface SearchArm {
  readonly languages: readonly string[] | null;
  /** With the words of a phrase in a row. */
  readonly strict: string;
  /** With the words of a phrase anywhere: for texts too long for all their positions to be kept. */
  readonly loose: string;
}

/**
 * The query in PostgreSQL's words, an arm for each set of forms. Folded words hold letters, marks
 * and digits alone, so that they need no escape within quotes.
 */
export function toArms(query: QueryNode, forms: ReadonlyMap<string, Forms>): SearchArm[] {
  const arms = new Map<string, { languages: string[]; loose: string }>();
  for (const [language, own] of forms) {
    const strict = toTsquery(query, own, true);
    const arm = arms.get(strict) ?? { languages: [], loose: toTsquery(query, own, false) };
    arm.languages.push(language);
    arms.set(strict, arm);
  }
  const plain = toTsquery(query, new Map(), true);
  arms.delete(plain);
  return [
    ...[...arms].map(([strict, arm]) => ({ ...arm, strict })),
    { languages: null, strict: plain, loose: toTsquery(query, new Map(), false) },
  ];
}

function toTsquery(node: QueryNode, forms: Forms, strict: boolean): string {
  switch (node.type) {
    case 'word': {
      const words = [...(forms.get(node.word) ?? [node.word])].sort();
      return `(${words.map(quoted).join(' | ')})`;
    }
    case 'phrase': {
      const last = node.words.length - 1;
      const words = node.words.map(
        (word, index) => quoted(word) + (node.open && index === last ? ':*' : ''),
      );
      return `(${words.join(strict ? ' <-> ' : ' & ')})`;
    }
    case 'not':
      // Always strict: a phrase that is excluded must really be there to exclude.
      return `!(${toTsquery(node.node, forms, true)})`;
    default: {
      const sign = node.type === 'and' ? ' & ' : ' | ';
      return `(${node.nodes.map((one) => toTsquery(one, forms, strict)).join(sign)})`;
    }
  }
}

function quoted(word: string): string {
  return `'${word}'`;
}
