import type { Fragment } from '@/lib/text/fragments';

/** Names a person says before full stops that end no sentence; the segmenter does not know them. */
const ABBREVIATION =
  /(?:^|[\s(“"«])(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Jr|Sr|No|Inc|Co|M|MM|Mme|Mlle|Me|Hr|Fr|Nr|Sr|Sra|D|\p{Lu})\.\s*$/u;

/**
 * The sentences of a paragraph (UTF-16 units of the whole text). A sentence that ends inside a
 * quotation goes on to where that quotation's sentence ends, and a question quoted before its
 * reporting clause (“Why?” she asked) stays with it.
 */
export function sentencesOf(
  text: string,
  paragraph: Fragment,
  quotations: readonly Fragment[],
  language: string,
): Fragment[] {
  const joined: { start: number; end: number }[] = [];
  let next = 0;
  for (const { start, end } of rawSentences(text, paragraph, language)) {
    const last = joined.at(-1);
    while ((quotations[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const inside = (quotations[next]?.start ?? start) < start;
    if (
      last &&
      (inside || goesOn(text, start) || ABBREVIATION.test(text.slice(last.start, start).slice(-12)))
    ) {
      last.end = end;
    } else {
      joined.push({ start, end });
    }
  }
  return joined.map(({ start, end }) => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  }));
}

const AFTER_QUOTATION = /[”“"'»«’‘›‹]\s*$/u;

/** A piece that begins in lower case right after a quotation. */
function goesOn(text: string, start: number): boolean {
  return (
    /^\p{Ll}/u.test(text.slice(start, start + 2)) &&
    AFTER_QUOTATION.test(text.slice(Math.max(0, start - 4), start))
  );
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Making one costs a millisecond; the languages are those of the cue lists. */
function segmenter(tag: string): Intl.Segmenter {
  const known = segmenters.get(tag);
  if (known) return known;
  const made = new Intl.Segmenter(tag, { granularity: 'sentence' });
  segmenters.set(tag, made);
  return made;
}

/** The segmenter slows down with the square of a text's length: it is shown this much at a time. */
const WINDOW = 4_000;

function* rawSentences(text: string, { start, end }: Fragment, tag: string): Generator<Fragment> {
  let at = start;
  while (at < end) {
    const limit = Math.min(at + WINDOW, end);
    const pieces = [...segmenter(tag).segment(text.slice(at, limit))];
    // The last one may be cut off by the window: it is read again with what follows.
    const whole = limit === end || pieces.length === 1 ? pieces : pieces.slice(0, -1);
    for (const { segment } of whole) {
      yield { start: at, end: at + segment.length };
      at += segment.length;
    }
  }
}
