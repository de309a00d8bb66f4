import { detectAll } from 'tinyld';

export type TextDirection = 'ltr' | 'rtl';

/** Below this many letters no guess is better than chance. */
const MIN_LETTERS = 24;
/** Of a long article its beginning tells enough. UTF-16 units; a cut pair does no harm here. */
const SAMPLE_LENGTH = 4000;
/** tinyld's accuracy is a share; news text in its own language scores well above this. */
const MIN_ACCURACY = 0.15;
/** The best guess must stand out from the second (Croatian or Serbian: better to say nothing). */
const MIN_LEAD = 1.3;

/**
 * Guesses the language of a text (ISO 639-1). Undefined when unsure: too short, or two languages
 * score alike. Not for the browser: the model weighs several hundred kilobytes.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS) return undefined;
  const [best, second] = detectAll(sample);
  if (!best || best.accuracy < MIN_ACCURACY) return undefined;
  if (second && best.accuracy < second.accuracy * MIN_LEAD) return undefined;
  return best.lang;
}

/** Languages usually written from right to left (CLDR, likely scripts). */
const RTL_LANGUAGES = new Set(
  'ar arc azb ckb dv fa he iw ks lrc mzn nqo pnb ps rhg sd sdh skr syr ug ur yi ji'.split(' '),
);
const RTL_SCRIPTS = new Set('adlm arab hebr mand nkoo rohg samr syrc thaa'.split(' '));
const RTL_LETTER =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTERS = /\p{L}/gu;

/**
 * The base direction of a text. A script in the BCP 47 tag decides (`az-Arab`), then the language,
 * then, for an unknown language, the script of most letters of the text's beginning.
 */
export function textDirection(language: string | null | undefined, text = ''): TextDirection {
  const [primary, ...rest] = (language ?? '').toLowerCase().split(/[-_]/);
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  if (script) return RTL_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  if (primary && primary !== 'und') return RTL_LANGUAGES.has(primary) ? 'rtl' : 'ltr';
  const letters = text.slice(0, SAMPLE_LENGTH).match(LETTERS) ?? [];
  const fromRight = letters.filter((letter) => RTL_LETTER.test(letter)).length;
  return fromRight * 2 > letters.length ? 'rtl' : 'ltr';
}
