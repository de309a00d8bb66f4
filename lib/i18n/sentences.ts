import type { Locale } from './locales';
import french from './sentences/fr.json';

/**
 * The sentences of the domains in the other languages, by their English. The domains know one
 * language, which is also what the command line prints, what logs hold, and what is stored with a
 * rejected row; so a sentence is recognised by its English pattern where it leaves for a person,
 * and needs no second form that would have to be kept beside it. `{1}`, `{2}` … stand for what
 * the sentence names, in the order of the English. `words` may stand for such a part, or alone.
 */
const CATALOGUES: Readonly<Partial<Record<Locale, Record<string, string>>>> = {
  fr: { ...french.sentences, ...french.words },
};

/** Longer texts are no sentence of ours; nobody's time is spent on matching them. */
const SENTENCE_MAX = 2000;
/** A sentence in a sentence in a sentence; deeper ones are kept in English. */
const DEPTH_MAX = 3;
const PLACE = /\{\d\}/;

interface Pattern {
  readonly regex: RegExp;
  readonly translation: string;
}

const patterns = new Map<Locale, readonly Pattern[]>();

/** Those with places, the most literal first, so that `{1}: {2}` takes only what no other does. */
function patternsOf(locale: Locale): readonly Pattern[] {
  const known = patterns.get(locale);
  if (known) return known;
  const literal = (key: string) => key.replace(/\{\d\}/g, '').length;
  const made = Object.entries(CATALOGUES[locale] ?? {})
    .filter(([key]) => PLACE.test(key))
    .sort(([a], [b]) => literal(b) - literal(a))
    .map(([key, translation]) => ({ regex: patternOf(key), translation }));
  patterns.set(locale, made);
  return made;
}

function patternOf(key: string): RegExp {
  const parts = key.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 'su');
}

/** An English sentence of the domains in another language; itself when it is not known there. */
export function translateSentence(sentence: string, locale: Locale, depth = 0): string {
  const catalogue = CATALOGUES[locale];
  if (!catalogue || depth > DEPTH_MAX || sentence.length > SENTENCE_MAX) return sentence;
  if (Object.hasOwn(catalogue, sentence)) return catalogue[sentence] ?? sentence;
  for (const { regex, translation } of patternsOf(locale)) {
    const found = regex.exec(sentence);
    if (!found) continue;
    return translation.replace(/\{(\d)\}/g, (_, place: string) =>
      translateSentence(found[Number(place)] ?? '', locale, depth + 1),
    );
  }
  return sentence;
}
