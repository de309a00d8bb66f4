/** What makes the link between a source and what it is said to say (codebook attribute `cue_kind`). */
export type CueKind = 'reporting_verb' | 'according_to' | 'punctuation' | 'noun';

/**
 * How much a verb form proves by itself. `says`: it reports whatever follows. `may_say`: it needs a
 * quotation or a complement clause beside it (`notes`, `calls`, `montre`).
 */
export type VerbStrength = 'says' | 'may_say';

/** The cue list of one language. All words lower case, apostrophes and hyphens as spaces. */
export interface CueLexicon {
  /** BCP 47. */
  readonly language: string;
  /** Finite forms by themselves. */
  readonly finite: ReadonlyMap<string, VerbStrength>;
  /** Forms that need an auxiliary (`a déclaré`, `hat gesagt`, `ha dicho`). */
  readonly participles: ReadonlyMap<string, VerbStrength>;
  readonly auxiliaries: ReadonlySet<string>;
  /** Words that may stand within a compound form or before a verb and belong to the cue. */
  readonly adverbs: ReadonlySet<string>;
  /** Second halves of separable verbs, by the finite form: `fügte … hinzu`. */
  readonly particles: ReadonlyMap<string, readonly string[]>;
  /** Phrases before which or after which the source stands (`according to`, `selon`). */
  readonly accordingTo: readonly string[];
  /** Phrases after the source (`zufolge`). */
  readonly accordingAfter: readonly string[];
  /** Nouns of saying before a complement clause (`the claim that`). */
  readonly nouns: ReadonlySet<string>;
  readonly complementisers: ReadonlySet<string>;
  /** Pronouns that may be a source. */
  readonly pronouns: ReadonlySet<string>;
  /** Words at which a noun phrase ends (conjunctions, relative pronouns, prepositions of time). */
  readonly stops: ReadonlySet<string>;
  /** Words after a cue that begin no source: `said on Tuesday`, `a-t-il dit mardi`. */
  readonly notSource: ReadonlySet<string>;
}

/** A list of words written as one text. */
export function listOf(...texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.join(' ').split(/\s+/).filter(Boolean));
}

/** Forms of many verbs with their strength; where two give the same form, the stronger counts. */
export function formsOf(
  groups: readonly (readonly [VerbStrength, Iterable<string>])[],
): ReadonlyMap<string, VerbStrength> {
  const forms = new Map<string, VerbStrength>();
  for (const [strength, words] of groups) {
    for (const word of words) {
      if (forms.get(word) !== 'says') forms.set(word, strength);
    }
  }
  return forms;
}
