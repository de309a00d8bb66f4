import { detectAll } from 'tinyld';
import { FUNCTION_WORDS } from './function-words';

export type TextDirection = 'ltr' | 'rtl';

/** Of a long article its beginning tells enough. UTF-16 units; a cut pair does no harm here. */
const SAMPLE_LENGTH = 1500;
/** Fewer function words than this prove nothing by themselves. */
const MIN_HITS = 4;
/** Function words make a third of running text; a list of names has hardly any. */
const MIN_SHARE = 0.12;
/** By words alone the best guess must stand out from the second (Danish, Norwegian). */
const MIN_LEAD = 1.3;
/** With fewer hits, or no such lead, a guess counts if the model's agrees with it. */
const MIN_HITS_AGREED = 2;
/** Alone the model is right about long texts and errs, sure of itself, about short ones. */
const MODEL_MIN_LETTERS = 600;
const MODEL_MIN_ACCURACY = 0.3;

/**
 * Guesses the language of a text (ISO 639-1) by its script and function words, and where these do
 * not decide, by a model of letter groups too. Undefined when unsure: too short, or two languages
 * are alike. Not for the browser: the model weighs several hundred kilobytes.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const byScript = languageOfScript(sample);
  if (byScript) return byScript;
  const words = sample.toLowerCase().match(WORD) ?? [];
  const guesses = guessByWords(words);
  const [best, second] = guesses;
  const clear = best && best.hits >= MIN_HITS && best.hits >= (second?.hits ?? 0) * MIN_LEAD;
  return clear ? best.language : languageOfModel(sample, guesses);
}

const WORD = /[\p{L}\p{M}]+/gu;
const TELLING_SCRIPT =
  /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Thai}]/u;

/** Languages that write without spaces are known by their letters. */
function languageOfScript(sample: string): string | undefined {
  // Most texts have none of these letters, and counting all letters is the dear part.
  if (!TELLING_SCRIPT.test(sample)) return undefined;
  const letters = sample.match(LETTERS)?.length ?? 0;
  const share = (script: RegExp) => (sample.match(script)?.length ?? 0) / letters;
  if (letters < MIN_HITS) return undefined;
  if (share(/\p{Script=Hangul}/gu) > 0.5) return 'ko';
  const kana = share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = share(/\p{Script=Han}/gu);
  if (kana > 0.1 && kana + han > 0.5) return 'ja';
  if (han > 0.5) return 'zh';
  return share(/\p{Script=Thai}/gu) > 0.5 ? 'th' : undefined;
}

const LANGUAGES = Object.keys(FUNCTION_WORDS);
/** By word, the places in `LANGUAGES` of those that have it. */
const LANGUAGES_OF_WORD = indexWords();

function indexWords(): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [place, words] of Object.values(FUNCTION_WORDS).entries()) {
    for (const word of words.split(' ')) {
      index.set(word, [...(index.get(word) ?? []), place]);
    }
  }
  return index;
}

interface Guess {
  readonly language: string;
  readonly hits: number;
}

/** Languages with enough function words in the sample, the likeliest first. */
function guessByWords(words: readonly string[]): Guess[] {
  const hits = new Uint32Array(LANGUAGES.length);
  for (const word of words) {
    const languages = LANGUAGES_OF_WORD.get(word);
    if (!languages) continue;
    for (const index of languages) hits[index] = (hits[index] ?? 0) + 1;
  }
  const least = Math.max(MIN_HITS_AGREED, words.length * MIN_SHARE);
  return LANGUAGES.map((language, index) => ({ language, hits: hits[index] ?? 0 }))
    .filter((guess) => guess.hits >= least)
    .sort((a, b) => b.hits - a.hits);
}

/** The slow way: the model's guess, if it is among the likeliest, or of a language without list. */
function languageOfModel(sample: string, guesses: readonly Guess[]): string | undefined {
  const [model] = detectAll(sample);
  if (!model || model.accuracy < MODEL_MIN_ACCURACY) return undefined;
  const agreed = guesses.find((guess) => guess.language === model.lang);
  if (agreed) return agreed.hits * MIN_LEAD >= (guesses[0]?.hits ?? 0) ? model.lang : undefined;
  const letters = sample.match(LETTERS)?.length ?? 0;
  if (model.lang in FUNCTION_WORDS || letters < MODEL_MIN_LETTERS) return undefined;
  return model.lang;
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
