import type { Fragment } from '@/lib/text/fragments';
import type { Cue } from './cues';
import { countWords, isInside, type Sentence, tidy } from './sentence';
import { phraseAfter, phraseBefore } from './sources';

/** Why a passage is offered. */
export type Reason =
  | 'quotation_then_cue'
  | 'cue_then_quotation'
  | 'parenthesis'
  | 'complement_clause'
  | 'clause'
  | 'according_to'
  | 'noun_clause'
  | 'speaker_label'
  | 'quotation_alone';

/** A content with its source, as one way of reading a cue finds them. UTF-16 units. */
export interface Frame {
  readonly content: readonly Fragment[];
  readonly source: Fragment | null;
  readonly reason: Reason;
}

/** Longest way between a quotation and its cue, in words. */
const NEAR = 14;
/** Most words after a reporting clause that ends its sentence: `, she said on Friday in a statement`. */
const TAIL = 9;

/** Reads a reporting verb with what stands around it; null when nothing seems to be reported. */
export function frameOfVerb(sentence: Sentence, cue: Cue): Frame | null {
  return (
    quotationBefore(sentence, cue) ??
    parenthesis(sentence, cue) ??
    quotationAfter(sentence, cue) ??
    clause(sentence, cue)
  );
}

/** “…,” said X / “…,” X said, “…”. */
function quotationBefore(sentence: Sentence, cue: Cue): Frame | null {
  const { text, quotes } = sentence;
  const quote = quotes.findLast(({ end }) => end <= cue.start);
  if (!quote) return null;
  const between = text.slice(quote.end, cue.start);
  if (/[.;:!?]/.test(between.replace(/\b\p{L}{1,3}\./gu, ''))) return null;
  if (countWords(sentence, quote.end, cue.start) > NEAR) return null;
  const closed = /[,.!?…][”“"'»«’›‹\s]*$/u.test(text.slice(quote.start, quote.end));
  const comma = /^[\s]*[,–—]/u.test(between);
  const bare = between.trim() === '' && startsSentence(sentence, quote);
  if (!closed && !comma && !bare) return null;
  // “The deal is ‘a disgrace’, X said”: the article's own words belong to the content.
  const lead = text.slice(sentence.start, quote.start);
  if (/[\p{L}\p{N}]/u.test(lead) && !/[,:–—]\s*$/u.test(lead)) return null;
  // “A,” said X, who added that B: the second verb reports B.
  if (hasComplementiser(sentence, quote.end, cue.start) || introducesClause(sentence, cue))
    return null;
  const source = sourceOf(sentence, cue, quote.end);
  const second = quotes.find(({ start }) => start >= cue.end);
  const rest = second ? text.slice(cue.end, second.start) : '';
  const runsOn =
    second !== undefined &&
    /[,:–—]\s*$/u.test(rest) &&
    countWords(sentence, cue.end, second.start) <= NEAR;
  const content = runsOn && second ? [quote, second] : [quote];
  // Quotation and the article's own words may share the sentence: “A,” she said, adding that B.
  return { content, source, reason: 'quotation_then_cue' };
}

/** A, said X on Friday. / A, she said, B. */
function parenthesis(sentence: Sentence, cue: Cue): Frame | null {
  if (cue.strength !== 'says') return null;
  const { text } = sentence;
  const before = phraseBefore(sentence, cue.first, sentence.start);
  const start = before ? before.start : cue.start;
  const lead = text.slice(sentence.start, start);
  if (!/,[”“"'’»«]{0,2}\s*$/u.test(lead) || countWords(sentence, sentence.start, start) < 2)
    return null;
  if (hasComplementiser(sentence, cue.end, sentence.end, TAIL)) return null;
  const source = before ?? pronounOf(sentence, cue) ?? phraseAfter(sentence, cue.last);
  if (!source) return null;
  const said = Math.max(cue.end, source.end);
  const first = tidy(sentence, sentence.start, start);
  if (!first) return null;
  const comma = text.indexOf(',', said);
  const resumes = comma >= 0 && comma < sentence.end && countWords(sentence, said, comma) <= 2;
  if (resumes && before && countWords(sentence, comma, sentence.end) >= 3) {
    const second = tidy(sentence, comma, sentence.end);
    if (second) return { content: [first, second], source, reason: 'parenthesis' };
  }
  if (countWords(sentence, said, sentence.end) > TAIL) return null;
  return { content: [first], source, reason: 'parenthesis' };
}

/** X said: “…” / X told reporters, “…”. */
function quotationAfter(sentence: Sentence, cue: Cue): Frame | null {
  const { text, quotes } = sentence;
  const quote = quotes.find(({ start }) => start >= cue.end);
  if (!quote) return null;
  const between = text.slice(cue.end, quote.start);
  if (/[.;!?]/.test(between.replace(/\b\p{L}{1,3}\./gu, ''))) return null;
  if (countWords(sentence, cue.end, quote.start) > NEAR) return null;
  if (hasComplementiser(sentence, cue.end, quote.start)) return null;
  const introduced = /[:,]\s*$/.test(between);
  const whole = between.trim() === '' && countWords(sentence, quote.end, sentence.end) === 0;
  if (!introduced && !whole) return null;
  const source = sourceOf(sentence, cue, sentence.start);
  const following = quotes.filter(({ start }) => start > quote.end);
  const glued = following[0] && /^[\s,.:]*$/.test(text.slice(quote.end, following[0].start));
  const content = glued && following[0] ? [quote, following[0]] : [quote];
  return { content, source, reason: 'cue_then_quotation' };
}

/** X said that … / X said … (a clause without “that” proves less). */
function clause(sentence: Sentence, cue: Cue): Frame | null {
  const { text, words, quotes, lexicon } = sentence;
  const source = sourceOf(sentence, cue, sentence.start);
  for (let at = cue.last + 1; at < words.length && at <= cue.last + 6; at += 1) {
    const [left, word] = [words[at - 1], words[at]];
    if (!left || !word) break;
    const between = text.slice(left.end, word.start);
    if (/[.;:!?–—]/.test(between) || (between.includes(',') && lexicon.language !== 'de')) break;
    if (isInside(word, quotes)) break;
    if (!lexicon.complementisers.has(word.key)) continue;
    const content = tidy(sentence, word.start, sentence.end);
    if (!content || countWords(sentence, content.start, content.end) < 3) return null;
    return { content: [content], source, reason: 'complement_clause' };
  }
  const next = words[cue.last + 1];
  if (!next || (cue.strength !== 'says' && !quotedSoon(sentence, cue))) return null;
  const glue = text.slice(cue.end, next.start);
  if (!/^[\s“"«„]*$/u.test(glue) && !(lexicon.language === 'de' && /^,\s/.test(glue))) return null;
  if (!source && lexicon.language !== 'en') return null;
  const after = source && source.start > cue.start ? source.end : cue.end;
  const content = tidy(sentence, after, sentence.end);
  if (!content || countWords(sentence, content.start, content.end) < 3) return null;
  return { content: [content], source, reason: 'clause' };
}

/** According to X, … / …, according to X. */
export function frameOfPhrase(sentence: Sentence, cue: Cue): Frame | null {
  const { text } = sentence;
  const source = cue.after
    ? phraseBefore(sentence, cue.first, sentence.start)
    : phraseAfter(sentence, cue.last, {
        anyFirst: true,
        // At the beginning, what follows the comma is said, and no apposition.
        apposition: countWords(sentence, sentence.start, cue.start) > 2,
      });
  if (!source) return null;
  const start = Math.min(cue.start, source.start);
  const end = Math.max(cue.end, source.end);
  const leading = countWords(sentence, sentence.start, start) <= 2;
  const rest = tidy(sentence, end, sentence.end);
  const long = rest && countWords(sentence, rest.start, rest.end) >= 3 ? rest : null;
  if (leading) return long ? { content: [long], source, reason: 'according_to' } : null;
  const first = tidy(sentence, sentence.start, start);
  if (!first) return null;
  const goesOn = long !== null && /^\s*,/.test(text.slice(end));
  return {
    content: goesOn && long ? [first, long] : [first],
    source,
    reason: 'according_to',
  };
}

/** X’s claim that …. */
export function frameOfNoun(sentence: Sentence, cue: Cue): Frame | null {
  const content = tidy(sentence, sentence.words[cue.last + 1]?.start ?? cue.end, sentence.end);
  if (!content || countWords(sentence, content.start, content.end) < 3) return null;
  return { content: [content], source: null, reason: 'noun_clause' };
}

function sourceOf(sentence: Sentence, cue: Cue, from: number): Fragment | null {
  return (
    pronounOf(sentence, cue) ??
    phraseBefore(sentence, cue.first, from) ??
    phraseAfter(sentence, cue.last)
  );
}

function pronounOf({ words }: Sentence, cue: Cue): Fragment | null {
  const word = cue.pronoun === null ? undefined : words[cue.pronoun];
  return word ? { start: word.start, end: word.end } : null;
}

function introducesClause({ text, words, lexicon }: Sentence, cue: Cue): boolean {
  const next = words[cue.last + 1];
  if (!next || !lexicon.complementisers.has(next.key)) return false;
  return !/[.;:!?]/.test(text.slice(cue.end, next.start));
}

function startsSentence(sentence: Sentence, quote: Fragment): boolean {
  return sentence.text.slice(sentence.start, quote.start).trim() === '';
}

function quotedSoon(sentence: Sentence, cue: Cue): boolean {
  const quote = sentence.quotes.find(({ start }) => start >= cue.end);
  return quote !== undefined && countWords(sentence, cue.end, quote.start) <= 8;
}

function hasComplementiser(
  { words, lexicon, quotes }: Sentence,
  start: number,
  end: number,
  most = Number.POSITIVE_INFINITY,
): boolean {
  let count = 0;
  for (const word of words) {
    if (word.start < start || word.end > end) continue;
    count += 1;
    if (count > most) return false;
    if (lexicon.complementisers.has(word.key) && !isInside(word, quotes)) return true;
  }
  return false;
}
