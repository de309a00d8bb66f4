import { findWords } from '@/lib/text/words';

/** What is indexed of an article version. */
interface IndexedText {
  readonly projectId: string;
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

export interface SearchVector {
  /** In the text form of PostgreSQL's tsvector. */
  readonly vector: string;
  /** Whether all positions of all words are in it. */
  readonly complete: boolean;
  /** The words as they are written, in lower case, with their folded form: for the stemmer. */
  readonly written: ReadonlyMap<string, string>;
}

/** PostgreSQL keeps no position beyond this, and no more than this many of a word. */
const LAST_POSITION = 16_383;
const MAX_POSITIONS = 255;
/** Between title and text, so that no phrase reaches from one to the other. */
const GAP = 100;
/** PostgreSQL's limit is 1 MiB; a text of some ten million characters may reach it. UTF-16 units. */
const MAX_LEXEMES_LENGTH = 300_000;

/** Counts the words of title and text. The title's weigh more. */
export function buildVector({ projectId, language, title, text }: IndexedText): SearchVector {
  const positions = new Map<string, string[]>();
  const written = new Map<string, string>();
  let complete = true;
  let size = 0;
  let at = 0;
  const add = (source: string, weight: string) => {
    for (const { folded, start, end } of findWords(source)) {
      at += 1;
      let known = positions.get(folded);
      if (!known) {
        size += folded.length;
        if (size > MAX_LEXEMES_LENGTH) {
          complete = false;
          continue;
        }
        known = [];
        positions.set(folded, known);
      }
      const word = source.slice(start, end).toLowerCase();
      written.set(word, folded);
      if (at > LAST_POSITION || known.length >= MAX_POSITIONS) complete = false;
      else known.push(`${at}${weight}`);
    }
  };
  add(title, 'A');
  at += GAP;
  add(text, '');
  const lexemes = [...positions].map(([word, found]) =>
    found.length === 0 ? `'${word}'` : `'${word}':${found.join()}`,
  );
  lexemes.push(...marksOf(projectId, language, complete));
  return { vector: lexemes.join(' '), complete, written };
}

/** Lexemes that no word can be; see search_condition in the migration. */
function marksOf(projectId: string, language: string, complete: boolean): string[] {
  const marks = [`'#${projectId.replaceAll('-', '')}'`, `'#${language}'`];
  return complete ? marks : [...marks, `'#part'`];
}
