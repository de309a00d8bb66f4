import { findWords } from '@/lib/text/words';

/** A query, read. Words are folded. */
export type QueryNode =
  | { readonly type: 'word'; readonly word: string; readonly typed: string }
  | { readonly type: 'phrase'; readonly words: readonly string[]; readonly open: boolean }
  | { readonly type: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly type: 'not'; readonly node: QueryNode };

/** Why a query cannot be read; `at` is a UTF-16 offset into it. */
export interface QueryProblem {
  readonly code:
    | 'unclosed_quote'
    | 'unclosed_group'
    | 'unopened_group'
    | 'nothing_to_join'
    | 'nothing_to_exclude'
    | 'only_exclusions'
    | 'short_prefix'
    | 'star_within'
    | 'no_word'
    | 'too_long';
  readonly at: number;
}

/** `query` is null for a query of blanks. */
type ParsedQuery =
  | { readonly ok: true; readonly query: QueryNode | null }
  | { readonly ok: false; readonly problem: QueryProblem };

export const MAX_QUERY_LENGTH = 500;
const MAX_WORDS = 40;
/** Characters before the star: fewer would stand for a good part of the language. */
const MIN_PREFIX = 2;
const MAX_DEPTH = 10;

class Unreadable extends Error {
  constructor(readonly problem: QueryProblem) {
    super(problem.code);
  }
}

type Token =
  | { readonly type: '(' | ')' | 'or' | 'not'; readonly at: number }
  | { readonly type: 'term'; readonly node: QueryNode; readonly at: number };

/**
 * Reads a query: words (any form of them), `"exact words in a row"`, `prefix*`, `-without` or
 * `NOT without`, `this OR that` (`|`), `( )`. Words side by side must all be there. `porte-parole`
 * is read as two words in a row.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > MAX_QUERY_LENGTH) throw problem('too_long', MAX_QUERY_LENGTH);
    const tokens = tokenise(text);
    if (tokens.length === 0) return { ok: true, query: null };
    const query = new Reader(tokens, text.length).read();
    if (!mustHaveWord(query)) throw problem('only_exclusions', 0);
    return { ok: true, query };
  } catch (cause) {
    if (cause instanceof Unreadable) return { ok: false, problem: cause.problem };
    throw cause;
  }
}

function problem(code: QueryProblem['code'], at: number): Unreadable {
  return new Unreadable({ code, at });
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»', '„': '“' };
const ENDS_WORD = /[\s()|"“”«»„]/u;

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let words = 0;
  let at = 0;
  const term = (node: QueryNode, from: number) => {
    words += node.type === 'phrase' ? node.words.length : 1;
    if (words > MAX_WORDS) throw problem('too_long', from);
    tokens.push({ type: 'term', node, at: from });
  };
  while (at < text.length) {
    const from = at;
    const sign = text.charAt(at);
    if (/\s/u.test(sign)) at += 1;
    else if (sign === '(' || sign === ')') {
      tokens.push({ type: sign, at });
      at += 1;
    } else if (sign === '|') {
      tokens.push({ type: 'or', at });
      at += 1;
    } else if (sign === '-' || sign === '−') {
      // Before a blank it is a dash of the words that someone pasted.
      if (/\S/u.test(text.charAt(at + 1))) tokens.push({ type: 'not', at });
      at += 1;
    } else if (QUOTES[sign] !== undefined) {
      at = closingQuote(text, at, QUOTES[sign]);
      term(phraseOf(text.slice(from + 1, at), from), from);
      at += 1;
    } else {
      while (at < text.length && !ENDS_WORD.test(text.charAt(at))) at += 1;
      // A closing quote that nothing opened.
      if (at === from) at += 1;
      const word = text.slice(from, at);
      if (word === 'OR' || word === 'OU') tokens.push({ type: 'or', at: from });
      else if (word === 'NOT' || word === 'SAUF') tokens.push({ type: 'not', at: from });
      else if (word !== 'AND' && word !== 'ET') {
        const node = wordOf(word, from);
        if (node) term(node, from);
      }
    }
  }
  return tokens;
}

function closingQuote(text: string, open: number, quote: string): number {
  const close = text.indexOf(quote, open + 1);
  if (close < 0) throw problem('unclosed_quote', open);
  return close;
}

function phraseOf(text: string, at: number): QueryNode {
  const words = findWords(text).map((word) => word.folded);
  if (words.length === 0) throw problem('no_word', at);
  return { type: 'phrase', words, open: false };
}

/** Null for signs without any letter, which search does not know. */
function wordOf(text: string, at: number): QueryNode | null {
  const star = text.indexOf('*');
  const open = star >= 0;
  if (open && star < text.length - 1) throw problem('star_within', at + star);
  const words = findWords(text).map((word) => word.folded);
  const last = words[words.length - 1];
  if (last === undefined) {
    if (open) throw problem('short_prefix', at);
    return null;
  }
  if (open) {
    if ([...last].length < MIN_PREFIX) throw problem('short_prefix', at);
    return { type: 'phrase', words, open };
  }
  if (words.length > 1) return { type: 'phrase', words, open };
  return { type: 'word', word: last, typed: text };
}

/** Recursive descent: OR binds weaker than standing side by side, NOT strongest. */
class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  read(): QueryNode {
    const node = this.alternatives(0);
    const left = this.tokens[this.at];
    if (left) throw problem('unopened_group', left.at);
    return node;
  }

  private alternatives(depth: number): QueryNode {
    const nodes = [this.sequence(depth)];
    while (this.tokens[this.at]?.type === 'or') {
      this.at += 1;
      nodes.push(this.sequence(depth));
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { type: 'or', nodes };
  }

  private sequence(depth: number): QueryNode {
    const nodes: QueryNode[] = [];
    for (;;) {
      const token = this.tokens[this.at];
      if (!token || token.type === 'or' || token.type === ')') break;
      nodes.push(this.single(token, depth));
    }
    const [first] = nodes;
    if (!first) throw problem('nothing_to_join', this.tokens[this.at]?.at ?? this.end);
    return nodes.length === 1 ? first : { type: 'and', nodes };
  }

  private single(token: Token, depth: number): QueryNode {
    this.at += 1;
    if (depth > MAX_DEPTH) throw problem('too_long', token.at);
    if (token.type === 'term') return token.node;
    if (token.type === 'not') {
      const next = this.tokens[this.at];
      if (!next || next.type === ')' || next.type === 'or') {
        throw problem('nothing_to_exclude', token.at);
      }
      return { type: 'not', node: this.single(next, depth + 1) };
    }
    const node = this.alternatives(depth + 1);
    if (this.tokens[this.at]?.type !== ')') throw problem('unclosed_group', token.at);
    this.at += 1;
    return node;
  }
}

/** Whether everything that fits the query has one of its words. */
function mustHaveWord(node: QueryNode): boolean {
  switch (node.type) {
    case 'and':
      return node.nodes.some(mustHaveWord);
    case 'or':
      return node.nodes.every(mustHaveWord);
    case 'not':
      return false;
    default:
      return true;
  }
}

/** The single words of a query, which are widened to their other forms. */
export function wordNodes(node: QueryNode): Extract<QueryNode, { type: 'word' }>[] {
  switch (node.type) {
    case 'word':
      return [node];
    case 'and':
    case 'or':
      return node.nodes.flatMap(wordNodes);
    case 'not':
      return wordNodes(node.node);
    default:
      return [];
  }
}
