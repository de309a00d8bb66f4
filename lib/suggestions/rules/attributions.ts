import type { CanonicaliserId } from '@/lib/text/canonicalise';
import type { Fragment } from '@/lib/text/fragments';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import { splitParagraphs } from '@/lib/text/paragraphs';
import { type Cue, CueFinder } from './cues';
import { type Frame, frameOfNoun, frameOfPhrase, frameOfVerb, type Reason } from './frames';
import type { CueKind, CueLexicon } from './lexicon';
import { lexiconFor } from './lexicons';
import { findQuotations, type QuotationScan } from './quotations';
import { isInside, quotationOf, type Sentence } from './sentence';
import { sentencesOf } from './sentences';
import { wordsOf } from './words';

export type QuotationKind = 'direct' | 'indirect' | 'mixed';

/** One act of attributing that the typography and the cue lists point to. Code points. */
export interface AttributionCandidate {
  readonly content: { readonly fragments: readonly Fragment[]; readonly quotation: QuotationKind };
  readonly cue: { readonly fragments: readonly Fragment[]; readonly kind: CueKind } | null;
  readonly source: { readonly fragments: readonly Fragment[] } | null;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: Reason;
}

export interface AttributionScan extends QuotationScan {
  readonly candidates: readonly AttributionCandidate[];
}

/** What each reading was right about on the corpus of decision 0017, rounded: says, may_say. */
const SCORES: Readonly<Record<Reason, readonly [number, number]>> = {
  quotation_then_cue: [0.95, 0.85],
  cue_then_quotation: [0.9, 0.65],
  complement_clause: [0.9, 0.65],
  parenthesis: [0.8, 0.8],
  according_to: [0.95, 0.95],
  clause: [0.8, 0.55],
  noun_clause: [0.3, 0.3],
  speaker_label: [0.7, 0.7],
  quotation_alone: [0.3, 0.3],
};

/** A quotation shorter than this, alone, is rather a title or a word held at arm’s length. Words. */
const SHORTEST_ALONE = 5;

/**
 * Candidates for attributions in a text, in text order. A language without a cue list (anything but
 * English, French, German and Spanish) gives its quotations alone. Pure; never throws on any text.
 */
export function findAttributions(
  text: string,
  language: string | null,
  canonicaliser: CanonicaliserId,
): AttributionScan {
  const scan = findQuotations(text, canonicaliser);
  const map = createOffsetMap(text);
  const lexicon = lexiconFor(language) ?? NO_CUES;
  const finder = new CueFinder(lexicon);
  const outer = scan.quotations
    .filter(({ depth }) => depth === 0)
    .map(({ start, end }) => ({ start: map.toUtf16(start), end: map.toUtf16(end) }));
  const found: AttributionCandidate[] = [];
  let firstQuote = 0;
  for (const paragraph of splitParagraphs(text, canonicaliser)) {
    const range = { start: map.toUtf16(paragraph.start), end: map.toUtf16(paragraph.end) };
    while ((outer[firstQuote]?.end ?? Number.POSITIVE_INFINITY) <= range.start) firstQuote += 1;
    const quotes: Fragment[] = [];
    for (let at = firstQuote; (outer[at]?.start ?? range.end) < range.end; at += 1) {
      const quote = outer[at];
      if (quote) quotes.push(quote);
    }
    found.push(
      ...inParagraph(text, range, quotes, lexicon, finder).map((one) => toCodePoints(one, map)),
    );
  }
  return {
    ...scan,
    candidates: found.toSorted((a, b) => startOf(a) - startOf(b) || b.score - a.score),
  };
}

const NO_CUES: CueLexicon = {
  language: 'und',
  finite: new Map(),
  participles: new Map(),
  auxiliaries: new Set(),
  adverbs: new Set(),
  particles: new Map(),
  accordingTo: [],
  accordingAfter: [],
  nouns: new Set(),
  complementisers: new Set(),
  pronouns: new Set(),
  stops: new Set(),
  notSource: new Set(),
};

function startOf({ content }: AttributionCandidate): number {
  return content.fragments[0]?.start ?? 0;
}

function toCodePoints(one: AttributionCandidate, map: OffsetMap): AttributionCandidate {
  const convert = (fragments: readonly Fragment[]) =>
    fragments.map(({ start, end }) => ({
      start: map.toCodePoint(start),
      end: map.toCodePoint(end, 'ceil'),
    }));
  return {
    ...one,
    content: { ...one.content, fragments: convert(one.content.fragments) },
    cue: one.cue && { ...one.cue, fragments: convert(one.cue.fragments) },
    source: one.source && { fragments: convert(one.source.fragments) },
  };
}

function inParagraph(
  text: string,
  paragraph: Fragment,
  quotes: readonly Fragment[],
  lexicon: CueLexicon,
  finder: CueFinder,
): AttributionCandidate[] {
  const found: AttributionCandidate[] = [];
  const sentences = sentencesOf(text, paragraph, quotes, lexicon.language).map(
    ({ start, end }): Sentence => ({
      start,
      end,
      text,
      words: wordsOf(text, start, end),
      quotes: quotes.filter((quote) => quote.start < end && quote.end > start),
      lexicon,
    }),
  );
  const taken: Fragment[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const cues = finder.find(text, sentence.words, (word) => isInside(word, sentence.quotes));
    for (const cue of cues) {
      const frame = readCue(sentence, cue);
      if (!frame) continue;
      const content = withRunningOn(frame, sentence, sentences[index + 1], taken);
      taken.push(...content);
      found.push(candidate(sentence, { ...frame, content }, cue));
    }
  }
  for (const sentence of sentences) found.push(...alone(sentence, taken));
  return dropDoubles(found);
}

function readCue(sentence: Sentence, cue: Cue): Frame | null {
  if (cue.kind === 'according_to') return frameOfPhrase(sentence, cue);
  return cue.kind === 'noun' ? frameOfNoun(sentence, cue) : frameOfVerb(sentence, cue);
}

/** “A,” she said. “B.” The second quotation is the rest of the first. */
function withRunningOn(
  frame: Frame,
  sentence: Sentence,
  next: Sentence | undefined,
  taken: readonly Fragment[],
): readonly Fragment[] {
  if (frame.reason !== 'quotation_then_cue' || !next) return frame.content;
  const last = frame.content.at(-1);
  const quote = next.quotes[0];
  if (!last || !quote || quote.start !== next.start || last.start >= next.start)
    return frame.content;
  const whole = sentence.text.slice(quote.end, next.end).trim().length <= 1;
  return whole && !isInside(quote, taken) ? [...frame.content, quote] : frame.content;
}

function candidate(sentence: Sentence, frame: Frame, cue: Cue): AttributionCandidate {
  const [says, maySay] = SCORES[frame.reason];
  const base = cue.strength === 'says' ? says : maySay;
  return {
    content: {
      fragments: frame.content,
      quotation: frame.reason.startsWith('quotation')
        ? 'direct'
        : quotationOf(sentence, frame.content),
    },
    cue: { fragments: cue.fragments, kind: cue.kind },
    source: frame.source && { fragments: [frame.source] },
    score: Math.round((frame.source ? base : base * 0.8) * 100) / 100,
    reason: frame.reason,
  };
}

/** Quotations that no cue claims: after a speaker’s name and a colon, or by themselves. */
function alone(sentence: Sentence, taken: readonly Fragment[]): AttributionCandidate[] {
  const { text } = sentence;
  return sentence.quotes.flatMap((quote): AttributionCandidate[] => {
    if (
      quote.start < sentence.start ||
      taken.some((one) => one.start < quote.end && quote.start < one.end)
    ) {
      return [];
    }
    if (wordsOf(text, quote.start, quote.end).length < SHORTEST_ALONE) return [];
    const lead = text.slice(sentence.start, quote.start);
    const label = /^(\p{Lu}[^:,.;!?]{0,60}?)\s*:\s*$/u.exec(lead);
    const reason: Reason = label ? 'speaker_label' : 'quotation_alone';
    const name = label?.[1]?.trimEnd() ?? '';
    const colon = sentence.start + lead.lastIndexOf(':');
    return [
      {
        content: { fragments: [quote], quotation: 'direct' },
        cue: label ? { fragments: [{ start: colon, end: colon + 1 }], kind: 'punctuation' } : null,
        source: label
          ? { fragments: [{ start: sentence.start, end: sentence.start + name.length }] }
          : null,
        score: SCORES[reason][0],
        reason,
      },
    ];
  });
}

/** One content is offered once for each cue, and two readings of one content by the better alone. */
function dropDoubles(found: readonly AttributionCandidate[]): AttributionCandidate[] {
  const best = new Map<string, AttributionCandidate>();
  for (const one of found) {
    const key = JSON.stringify(one.content.fragments);
    const known = best.get(key);
    if (!known || known.score < one.score) best.set(key, one);
  }
  return [...best.values()];
}
