import type { Fragment } from '@/lib/text/fragments';
import type { CueKind, CueLexicon, VerbStrength } from './lexicon';
import { areTogether, PhraseFinder, type Word } from './words';

/** Words that make a link between a source and a content. UTF-16 units. */
export interface Cue extends Fragment {
  /** More than one where other words stand in between: `hat … gesagt`, `fügte … hinzu`. */
  readonly fragments: readonly Fragment[];
  readonly kind: Exclude<CueKind, 'punctuation'>;
  readonly strength: VerbStrength;
  /** Indices of its first and last word. */
  readonly first: number;
  readonly last: number;
  /** A phrase that stands after its source (`zufolge`). */
  readonly after: boolean;
  /** Index of the pronoun inside (`a-t-il dit`); null without one. */
  readonly pronoun: number | null;
}

/** How far the two halves of a compound or separable verb may stand apart, in words. */
const REACH = 14;

/** Finds cues in one sentence's words, each verb once. `isQuoted` says which words are not the article's. */
export class CueFinder {
  private readonly phrases: PhraseFinder;
  private readonly phrasesAfter: PhraseFinder;

  constructor(private readonly lexicon: CueLexicon) {
    this.phrases = new PhraseFinder(lexicon.accordingTo);
    this.phrasesAfter = new PhraseFinder(lexicon.accordingAfter);
  }

  find(text: string, words: readonly Word[], isQuoted: (word: Word) => boolean): Cue[] {
    const cues: Cue[] = [];
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i];
      if (!word || isQuoted(word)) continue;
      const cue =
        this.phraseAt(text, words, i) ?? this.verbAt(text, words, i) ?? this.nounAt(words, i);
      if (!cue) continue;
      cues.push(cue);
      if (cue.fragments.length === 1) i = cue.last;
    }
    return cues;
  }

  private phraseAt(text: string, words: readonly Word[], i: number): Cue | null {
    const before = this.phrases.lengthAt(text, words, i);
    const length = before || this.phrasesAfter.lengthAt(text, words, i);
    if (length === 0) return null;
    return cueOf(words, 'according_to', 'says', [[i, i + length - 1]], { after: before === 0 });
  }

  private verbAt(text: string, words: readonly Word[], i: number): Cue | null {
    const { finite, participles, auxiliaries, adverbs, particles } = this.lexicon;
    const key = words[i]?.key ?? '';
    // A capital inside a sentence is a name: the State Department, die Sage.
    if (i > 0 && words[i]?.capitalised) return null;
    const seconds = particles.get(key);
    if (seconds) return this.separable(text, words, i, seconds);
    const strength = finite.get(key);
    if (strength) {
      const first = this.extendLeft(text, words, i, (at) => {
        const before = words[at]?.key ?? '';
        return adverbs.has(before) || auxiliaries.has(before);
      });
      return cueOf(words, 'reporting_verb', strength, [[first, i]]);
    }
    const compound = participles.get(key);
    return compound ? this.compound(text, words, i, compound) : null;
  }

  /** A participle with its auxiliary, near (`a déclaré`, `a-t-il dit`) or far (`hat gestern gesagt`). */
  private compound(
    text: string,
    words: readonly Word[],
    i: number,
    strength: VerbStrength,
  ): Cue | null {
    const { auxiliaries, adverbs, pronouns, language } = this.lexicon;
    const far = language === 'de' ? REACH : 5;
    let pronoun: number | null = null;
    for (let at = i - 1; at >= 0 && at >= i - far; at -= 1) {
      const [word, right] = [words[at], words[at + 1]];
      if (!word || !right || /[.;:!?]/.test(text.slice(word.end, right.start))) return null;
      if (auxiliaries.has(word.key)) {
        const apart = pronoun !== null || !adverbsOnly(words.slice(at + 1, i), adverbs);
        const parts: [number, number][] = apart
          ? [
              [at, at],
              [i, i],
            ]
          : [[at, i]];
        return cueOf(words, 'reporting_verb', strength, parts, { pronoun });
      }
      if (pronouns.has(word.key) && pronoun === null) pronoun = at;
      else if (language !== 'de' && !adverbs.has(word.key)) return null;
    }
    return null;
  }

  private separable(
    text: string,
    words: readonly Word[],
    i: number,
    seconds: readonly string[],
  ): Cue | null {
    for (let at = i + 1; at < words.length && at <= i + REACH; at += 1) {
      const [left, word] = [words[at - 1], words[at]];
      if (!left || !word) return null;
      if (at > i + 1 && /[.,;:!?]/.test(text.slice(left.end, word.start))) return null;
      if (!seconds.includes(word.key)) continue;
      const parts: [number, number][] =
        at === i + 1
          ? [[i, at]]
          : [
              [i, i],
              [at, at],
            ];
      return cueOf(words, 'reporting_verb', 'says', parts);
    }
    return null;
  }

  private nounAt(words: readonly Word[], i: number): Cue | null {
    const { nouns, complementisers } = this.lexicon;
    if (!nouns.has(words[i]?.key ?? '')) return null;
    const next = words[i + 1]?.key ?? '';
    const relative = next === 'selon' && /^l[ea]quel/.test(words[i + 2]?.key ?? '');
    if (!complementisers.has(next) && !relative) return null;
    return cueOf(words, 'noun', 'may_say', [[i, relative ? i + 2 : i]]);
  }

  private extendLeft(
    text: string,
    words: readonly Word[],
    i: number,
    belongs: (at: number) => boolean,
  ): number {
    let first = i;
    while (first > 0 && i - first < 4) {
      const [left, right] = [words[first - 1], words[first]];
      if (!left || !right || !belongs(first - 1) || !areTogether(text, left, right)) break;
      first -= 1;
    }
    return first;
  }
}

function adverbsOnly(words: readonly Word[], adverbs: ReadonlySet<string>): boolean {
  return words.every(({ key }) => adverbs.has(key));
}

function cueOf(
  words: readonly Word[],
  kind: Cue['kind'],
  strength: VerbStrength,
  parts: readonly (readonly [number, number])[],
  more: { readonly after?: boolean; readonly pronoun?: number | null } = {},
): Cue | null {
  const fragments = parts.flatMap(([first, last]) => {
    const [from, to] = [words[first], words[last]];
    return from && to ? [{ start: from.start, end: to.end }] : [];
  });
  const [head, tail] = [fragments[0], fragments.at(-1)];
  if (!head || !tail) return null;
  return {
    start: head.start,
    end: tail.end,
    fragments,
    kind,
    strength,
    first: parts[0]?.[0] ?? 0,
    last: parts.at(-1)?.[1] ?? 0,
    after: more.after ?? false,
    pronoun: more.pronoun ?? null,
  };
}
