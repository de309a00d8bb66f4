/** UTF-16 units, half-open. */
export type Range = readonly [start: number, end: number];

/** Places with the same words that are looked at; a word that stands more often is no landmark. */
const MAX_PLACES = 200;
/** Looks a quote up in a text, each once. */
export function occurrences(text: string): (quote: string) => Range[] {
  const known = new Map<string, Range[]>();
  return (quote) => {
    const before = known.get(quote);
    if (before) return before;
    let found: Range[] = [];
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      found.push([at, at + quote.length]);
      if (found.length > MAX_PLACES || quote === '') break;
    }
    if (found.length > MAX_PLACES || quote === '') found = [];
    known.set(quote, found);
    return found;
  };
}

const SIGN = /[^\p{L}\p{M}\p{N}\s]/u;
const isHalf = (unit: string) => /[\ud800-\udfff]/.test(unit);

/**
 * Quotation marks and brackets at the ends come along if the quote had some: the range, which begins
 * and ends with words, grows over as many signs of the text.
 */
export function withSigns(quote: string, text: string, [from, to]: Range): Range {
  const had = (edge: RegExp) => edge.exec(quote)?.[0].replace(/\s/g, '').length ?? 0;
  let [left, right] = [from, to];
  const step = (at: number, by: 1 | -1) => {
    const next = text[by === 1 ? at : at - 1] ?? '';
    const beyond = text[by === 1 ? at + 1 : at - 2] ?? '';
    if (SIGN.test(next) && !isHalf(next)) return at + by;
    // French sets a blank between the sign and the word.
    return /[^\S\n]/.test(next) && /[«»!?;:]/.test(beyond) ? at + 2 * by : at;
  };
  for (let n = had(/^[^\p{L}\p{M}\p{N}]+/u); n > 0; n -= 1) left = step(left, -1);
  for (let n = had(/[^\p{L}\p{M}\p{N}]+$/u); n > 0; n -= 1) right = step(right, 1);
  return [left, right];
}

const IN_WORD = /[\p{L}\p{M}\p{N}]/u;

/** Whether a word goes on over the place. */
export function isWithinWord(text: string, at: number): boolean {
  const left = text.slice(Math.max(0, at - 2), at);
  const right = text.slice(at, at + 2);
  const before = Array.from(left).at(-1) ?? '';
  const after = Array.from(right)[0] ?? '';
  return IN_WORD.test(before) && IN_WORD.test(after);
}

/** The line or lines in which the range stands, without their breaks. */
export function lineAround(text: string, [start, end]: Range): Range {
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return [from, to < 0 ? text.length : to];
}
