import { GERMAN } from './cues-de';
import { ENGLISH } from './cues-en';
import { SPANISH } from './cues-es';
import { FRENCH } from './cues-fr';
import type { CueLexicon } from './lexicon';

const ALL: readonly CueLexicon[] = [ENGLISH, FRENCH, GERMAN, SPANISH];

/** The cue list for a BCP 47 tag (`fr-CA` is French); null for a language without one. */
export function lexiconFor(language: string | null): CueLexicon | null {
  const primary = language?.toLowerCase().split(/[-_]/)[0];
  return ALL.find((lexicon) => lexicon.language === primary) ?? null;
}
