/**
 * Folding for search: case, accents, ligatures, typographic quotes, dashes and blanks are ignored.
 * One function folds the article in the reader, the index of the project and the query, so that
 * all three agree whatever the database's locale is.
 */

/** A text folded, with the way back. All offsets are UTF-16 units. */
interface FoldedText {
  readonly folded: string;
  /**
   * The stretch of the original text that `[start, end)` of the folded one came from: whole
   * characters, with the accents that follow the last of them. `start < end` is asked for.
   */
  original(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Letters that Unicode does not decompose, and Arabic spellings that writers mix. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŋ: 'n',
  ı: 'i',
  й: 'й',
  ї: 'ї',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ـ: '',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
};

// Accents of alphabets; vowel signs of Indic scripts and the voicing marks of kana are letters.
const ACCENTS =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const BLANK = /\s/u;
const MARK = /\p{M}/u;

const known = new Map<string, string>();

/** One character folded; '' for what is not seen. White space of any kind is one space. */
function foldCharacter(character: string): string {
  const found = known.get(character);
  if (found !== undefined) return found;
  const folded = makeFold(character);
  // The characters of the world's texts are few; the cap keeps a hostile text from filling memory.
  if (known.size > 50_000) known.clear();
  known.set(character, folded);
  return folded;
}

function makeFold(character: string): string {
  if (BLANK.test(character)) return ' ';
  if (INVISIBLE.test(character)) return '';
  const lower = character.toLowerCase();
  const letter = LETTERS[lower];
  if (letter !== undefined) return letter;
  const plain = lower.normalize('NFKD').replace(ACCENTS, '').normalize('NFC');
  let folded = '';
  for (const part of plain.toLowerCase()) folded += LETTERS[part] ?? part;
  return BLANK.test(folded) ? ' ' : folded;
}

/** Folds a text without the way back: for queries and single words. Runs of blanks become one. */
export function fold(text: string): string {
  let folded = '';
  for (const character of text) {
    const next = foldCharacter(character);
    if (next !== ' ' || !folded.endsWith(' ')) folded += next;
  }
  return folded;
}

/** Folds a text and remembers where each folded unit came from. One pass, 8 bytes a unit. */
export function foldText(text: string): FoldedText {
  let folded = '';
  // Folding lengthens a few characters (`œ`, `㎏`); room is made when it is needed.
  let starts = new Uint32Array(text.length + 16);
  let ends = new Uint32Array(text.length + 16);
  let at = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    const next =
      code < 0x80 && code > 0x20
        ? code >= 0x41 && code <= 0x5a
          ? String.fromCharCode(code + 32)
          : character
        : foldCharacter(character);
    const end = at + character.length;
    const joins = next === ' ' && folded.endsWith(' ');
    if (joins || (next === '' && MARK.test(character))) {
      // An accent, and a further blank, belong to the unit before.
      if (folded.length > 0 && ends[folded.length - 1] === at) ends[folded.length - 1] = end;
    } else if (next !== '') {
      if (folded.length + next.length > starts.length) {
        starts = grown(starts);
        ends = grown(ends);
      }
      for (let unit = 0; unit < next.length; unit += 1) {
        starts[folded.length + unit] = at;
        ends[folded.length + unit] = end;
      }
      folded += next;
    }
    at = end;
  }
  return {
    folded,
    original: (start, end) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? at }),
  };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5) + 32);
  larger.set(array);
  return larger;
}
