import type { ProjectTx } from '@/lib/db/tx';
import { fold } from '@/lib/text/fold';
import { stemsOf } from './catch-up';
import { isStemmed, STEMMED_LANGUAGES } from './languages';
import type { Forms } from './match';
import { type QueryNode, wordNodes } from './parse';

/** Forms of one word at most; a stem with more is no stem. */
const FORMS_LIMIT = 200;

/**
 * The forms in which the query's words stand in the project's articles, by language. Languages in
 * which no word has another form than its own are left out. With `language`, that one only.
 */
export async function findForms(
  tx: ProjectTx,
  query: QueryNode,
  language: string | null,
): Promise<Map<string, Forms>> {
  const nodes = wordNodes(query);
  const languages = language === null ? [...STEMMED_LANGUAGES] : [language].filter(isStemmed);
  if (nodes.length === 0 || languages.length === 0) return new Map();
  const accented = nodes.filter(({ typed, word }) => typed.toLowerCase() !== word);
  const asked: { language: string; word: string; stem: string }[] = [];
  // Typed with its accents, a word has a truer stem than without.
  for (const one of accented.length > 0 ? languages : []) {
    const stems = await stemsOf(
      tx,
      one,
      accented.map(({ typed }) => typed.toLowerCase()),
    );
    for (const { typed, word } of accented) {
      const stem = stems.get(typed.toLowerCase());
      if (stem !== undefined) asked.push({ language: one, word, stem: fold(stem) });
    }
  }
  const rows = await tx.sql<{ asked: string; language: string; word: string }>(
    `WITH words AS (SELECT DISTINCT w.word, l.language
        FROM unnest($2::text[]) AS w (word) CROSS JOIN unnest($3::text[]) AS l (language)),
      stems AS (
        SELECT word, language, search_stem(language, word) AS stem FROM words
        UNION SELECT s.word, s.language, s.stem FROM words
          JOIN search_words s ON s.project_id = $1::uuid AND s.language = words.language AND s.word = words.word
        UNION SELECT x.word, x.language, x.stem FROM unnest($4::text[], $5::text[], $6::text[]) AS x (language, word, stem))
      SELECT s.word AS asked, s.language, f.word FROM stems s
       CROSS JOIN LATERAL (SELECT word FROM search_words f
         WHERE f.project_id = $1::uuid AND f.language = s.language AND f.stem = s.stem
         LIMIT ${FORMS_LIMIT}) f`,
    tx.projectId,
    nodes.map(({ word }) => word),
    languages,
    asked.map((one) => one.language),
    asked.map((one) => one.word),
    asked.map((one) => one.stem),
  );
  const forms = new Map<string, Map<string, Set<string>>>();
  for (const row of rows) {
    const own = forms.get(row.language) ?? new Map<string, Set<string>>();
    const words = own.get(row.asked) ?? new Set([row.asked]);
    words.add(row.word);
    own.set(row.asked, words);
    forms.set(row.language, own);
  }
  for (const [key, own] of forms) {
    if ([...own].every(([, words]) => words.size === 1)) forms.delete(key);
  }
  return forms;
}
