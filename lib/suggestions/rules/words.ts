/** One word of a text: letters, marks and digits in a row. UTF-16 units, half-open. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Lower case, NFC. */
  readonly key: string;
  readonly capitalised: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const CAPITAL = /^[\p{Lu}\p{Lt}]/u;

/** The words of a stretch of text; apostrophes and hyphens part them. Linear. */
export function wordsOf(text: string, start: number, end: number): Word[] {
  return [...text.slice(start, end).matchAll(WORD)].map((match) => {
    const from = start + match.index;
    return {
      start: from,
      end: from + match[0].length,
      key: match[0].normalize('NFC').toLowerCase(),
      capitalised: CAPITAL.test(match[0]),
    };
  });
}

/** Whether nothing but a space, an apostrophe or a hyphen stands between two neighbouring words. */
export function areTogether(text: string, left: Word, right: Word): boolean {
  const between = text.slice(left.end, right.start);
  return between.length <= 2 && /^[\s’'\-\u2010\u2011]*$/u.test(between);
}

/** Finds phrases of several words (`according to`) by their first word. */
export class PhraseFinder {
  private readonly byFirst = new Map<string, string[][]>();

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      const first = words[0] ?? '';
      const known = this.byFirst.get(first);
      if (known) known.push(words);
      else this.byFirst.set(first, [words]);
    }
    for (const known of this.byFirst.values()) known.sort((a, b) => b.length - a.length);
  }

  /** Number of words of the longest phrase that begins with word `index`; 0 without one. */
  lengthAt(text: string, words: readonly Word[], index: number): number {
    const candidates = this.byFirst.get(words[index]?.key ?? '');
    const found = candidates?.find((phrase) =>
      phrase.every((key, offset) => {
        const word = words[index + offset];
        const before = words[index + offset - 1];
        if (word?.key !== key) return false;
        return offset === 0 || (before !== undefined && areTogether(text, before, word));
      }),
    );
    return found?.length ?? 0;
  }
}
