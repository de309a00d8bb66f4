import type { CodebookCode } from '@/lib/codebook/schema';
import type { CodebookView } from './codebook-view';

/** Small letters without accents, so that `economie` finds `Économie`. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Where a word was found says how much it is worth. */
const IN_NAME_FIRST = 1;
const IN_NAME = 0.8;
const IN_KEY = 0.6;
const IN_TEXT = 0.3;

/**
 * How well a code fits what was typed, 0 to 1: every word must stand in its name, its key, its
 * definition or its rules. Names count most.
 */
export function codeScore(code: CodebookCode, query: string, codebook: CodebookView): number {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const names = Object.values(code.name).map(folded);
  const shown = folded(codebook.say(code.name));
  const rules = [code.definition, ...code.include, ...code.exclude];
  const text = folded(rules.map((rule) => codebook.say(rule)).join('\n'));
  const scores = words.map((word) => {
    if (shown.startsWith(word)) return IN_NAME_FIRST;
    if (names.some((name) => name.includes(word))) return IN_NAME;
    if (code.key.includes(word)) return IN_KEY;
    return text.includes(word) ? IN_TEXT : 0;
  });
  return Math.min(...scores);
}

/** The codes that fit, the best first; those that fit alike stay in order. */
export function matchesOf(
  codes: readonly CodebookCode[],
  query: string,
  codebook: CodebookView,
): CodebookCode[] {
  return codes
    .map((code) => ({ code, score: codeScore(code, query, codebook) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ code }) => code);
}
