/** One kind of quotation mark: which characters may close what it opened. */
interface MarkKind {
  /** Each closes; the doubled mark is one of two characters. */
  readonly closers: string;
  /** The same character opens and closes: only its surroundings tell which. */
  readonly symmetric: boolean;
  /** May also be an apostrophe, a prime or a plain bracket: needs a good reason to open. */
  readonly doubtful: boolean;
}

const plain = (closers: string): MarkKind => ({ closers, symmetric: false, doubtful: false });

/**
 * Opening marks by character, from the usage lists of Unicode 16 (chapter 6.2, table 6-5): English and
 * Spanish “…” ‘…’ «…», French « … » and “…”, German „…“ »…« ‚…‘ ›…‹, Swedish ”…”, East Asian 「…」.
 */
export const OPENERS: ReadonlyMap<string, MarkKind> = new Map([
  ['“', plain('”')],
  ['„', plain('“”')],
  ['‟', plain('”')],
  ['«', plain('»')],
  ['»', { closers: '«', symmetric: false, doubtful: true }],
  ['”', { closers: '”', symmetric: true, doubtful: true }],
  ['‹', plain('›')],
  ['›', { closers: '‹', symmetric: false, doubtful: true }],
  ['‘', plain('’')],
  ['‚', plain('‘’')],
  ['「', plain('」')],
  ['『', plain('』')],
  ['"', { closers: '"', symmetric: true, doubtful: true }],
  // Two typewriter marks for one, and TeX's pair, as some wires still send them.
  ["''", { closers: "''", symmetric: true, doubtful: true }],
  ['``', { closers: "''", symmetric: false, doubtful: false }],
  ["'", { closers: "'", symmetric: true, doubtful: true }],
]);

const CHARACTERS: ReadonlySet<string> = new Set(
  [...OPENERS].flatMap(([opener, { closers }]) => [...opener, ...closers]),
);

/** The mark that stands at a UTF-16 position; empty where none does. */
export function markAt(text: string, at: number): string {
  const one = text[at] ?? '';
  if (!CHARACTERS.has(one)) return '';
  const two = one + (text[at + 1] ?? '');
  if (OPENERS.has(two)) return two;
  return one === '`' ? '' : one;
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const SPACE = /[\s\u200b\ufeff]/u;
const BRACKET_OR_DASH = /[([{¿¡\u2013\u2014\u2015-]/u;

/** What stands before and after one mark; empty at the text's ends. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** A few characters from the mark on, for words that begin with an apostrophe. */
  readonly ahead: string;
}

/** Words and numbers that an apostrophe begins: ’tis, ’em, ’90s, rock ’n’ roll. */
const CLIPPED = /^(?:tis|twas|em|til|till|cause|n|round|bout|\d\ds?)(?![\p{L}\p{N}])/iu;

/** Whether a mark stands where an opening one can: at a word's beginning. */
export function canOpen(mark: string, { before, after, ahead }: Surroundings): boolean {
  const kind = OPENERS.get(mark);
  if (!kind) return false;
  if (after === '') return false;
  const apart =
    before === '' || SPACE.test(before) || BRACKET_OR_DASH.test(before) || CHARACTERS.has(before);
  if (!kind.doubtful) return mark === '‘' ? apart : true;
  if (mark === "'") return apart && LETTER.test(after) && !CLIPPED.test(ahead);
  // A straight mark glued to both sides (`said:"We`) opens after punctuation alone.
  return (apart || (/[:,;]/.test(before) && LETTER.test(after))) && !/[,.;:!?)\]}]/.test(after);
}

/** Whether a mark stands where a closing one can: not before a word's rest. */
export function canClose(mark: string, { before, after }: Surroundings): boolean {
  if (mark === "'" || mark === '’' || mark === '‘') {
    return !SPACE.test(before) && !LETTER.test(after) && before !== '';
  }
  return true;
}

/** Whether a closing single mark is more likely the apostrophe of a plural (`workers’ rights`). */
export function looksPossessive({ before, after }: Surroundings): boolean {
  return (before === 's' || before === 'x' || before === 'z') && SPACE.test(after);
}
