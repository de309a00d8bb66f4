import type { ProjectTx } from '@/lib/db/tx';
import { createOffsetMap } from '@/lib/text/offsets';
import { type Word, wordsOf } from '../rules/words';
import type { Offer, Offers, Question } from './provider';

const VERSION = '1';
/** Shorter passages are the same words by chance. */
const FEWEST_WORDS = 3;
/** Longest passage that is looked for; longer ones are hardly ever written twice. */
const MOST_CHARACTERS = 400;
/** Newest annotations of the project that are looked at. */
const MOST_SEEN = 50_000;
const MOST_OFFERS = 500;

interface SeenRow {
  readonly codeKey: string;
  readonly quote: string;
  readonly coderId: string;
}

interface Known {
  /** How often the words were given each code. */
  readonly codes: Map<string, number>;
  readonly coders: Set<string>;
  total: number;
}

/**
 * Passages of this text whose very words (case, accents' composition and spacing aside) carry a code
 * elsewhere in the project. Scored by how consistently the words are given that code, and how often.
 */
export async function offersFromElsewhere(tx: ProjectTx, { asked }: Question): Promise<Offers> {
  const rows = await tx.sql<SeenRow>(
    `SELECT c.key AS "codeKey", f.quote, g.coder_id AS "coderId"
       FROM (SELECT id, project_id, head_revision_id, coding_id, code_id FROM annotations
              WHERE project_id = $1::uuid AND kind = 'span' AND NOT deleted
                AND review_state <> 'rejected' AND article_version_id <> $2::uuid
              ORDER BY id DESC LIMIT ${MOST_SEEN}) a
       JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
       JOIN fragments f ON f.project_id = r.project_id AND f.revision_id = r.id
       JOIN codings g ON g.project_id = a.project_id AND g.id = a.coding_id
       JOIN codes c ON c.project_id = a.project_id AND c.id = a.code_id
      WHERE r.fragment_count = 1 AND length(f.quote) <= ${MOST_CHARACTERS}`,
    tx.projectId,
    asked.articleVersionId,
  );
  return { version: VERSION, offers: matches(asked.text, rows), refusals: [] };
}

/** The pure part: where the words of `rows` stand in the text, and with what right they carry a code. */
export function matches(text: string, rows: readonly SeenRow[]): Offer[] {
  const known = new Map<string, Known>();
  const lengths = new Set<number>();
  for (const { quote, codeKey, coderId } of rows) {
    const words = wordsOf(quote, 0, quote.length);
    if (words.length < FEWEST_WORDS) continue;
    const key = keyOf(words);
    const entry = known.get(key) ?? { codes: new Map(), coders: new Set<string>(), total: 0 };
    known.set(key, entry);
    lengths.add(words.length);
    entry.codes.set(codeKey, (entry.codes.get(codeKey) ?? 0) + 1);
    entry.coders.add(coderId);
    entry.total += 1;
  }
  const map = createOffsetMap(text);
  const words = wordsOf(text, 0, text.length);
  const offers: Offer[] = [];
  for (const length of lengths) {
    for (let at = 0; at + length <= words.length && offers.length < MOST_OFFERS; at += 1) {
      const window = words.slice(at, at + length);
      const found = known.get(keyOf(window));
      const [first, last] = [window[0], window.at(-1)];
      if (!found || !first || !last) continue;
      // The words of a passage stand in one paragraph.
      if (/\n\s*\n/.test(text.slice(first.start, last.end))) continue;
      for (const [codeKey, count] of found.codes) {
        offers.push({
          proposal: {
            kind: 'span',
            codeKey,
            attributes: {},
            fragments: [{ start: map.toCodePoint(first.start), end: map.toCodePoint(last.end) }],
            parts: [],
          },
          score: scoreOf(count, found.total),
          reason: { key: 'elsewhere', count, people: found.coders.size },
        });
      }
    }
  }
  return offers;
}

/** The share of the words' labels that say this code, held back while there are few (add one half). */
function scoreOf(count: number, total: number): number {
  return Math.round((count / (total + 0.5)) * 100) / 100;
}

function keyOf(words: readonly Word[]): string {
  return words.map(({ key }) => key).join(' ');
}
