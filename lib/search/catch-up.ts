import type { Actor } from '@/lib/auth/actor';
import { runBehind } from '@/lib/db/behind';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { fold } from '@/lib/text/fold';
import { isStemmed } from './languages';
import { buildVector, type SearchVector } from './vector';

/** Versions looked at in one transaction, and how much text of theirs is indexed in it (code points). */
const BATCH = 400;
const BATCH_LENGTH = 2_000_000;
/** How many are counted at most: the page says "more than". */
const PENDING_COUNT_LIMIT = 10_000;

/** Words that this process has filed, by project and language; only a short cut, so it may be lost. */
const filed = new Map<string, Set<string>>();
const FILED_LIMIT = 400_000;

interface Waiting {
  readonly id: string;
  readonly articleId: string;
  readonly versionNo: number;
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Indexes what imports have left waiting, batch by batch, each in a transaction of its own, until
 * nothing waits or `budgetMs` is spent. Two at once do not get in each other's way: the second
 * leaves the project to the first. Answers how many versions still wait, counted up to
 * {@link PENDING_COUNT_LIMIT}. The index is derived from what is stored, so it writes no event.
 */
export async function catchUp(
  actor: Actor,
  { budgetMs }: { readonly budgetMs: number },
): Promise<Result<number>> {
  const until = performance.now() + budgetMs;
  let settled = true;
  for (;;) {
    const batch = await indexBatch(actor);
    if (!batch.ok) return batch;
    if (batch.value > 0) settled = false;
    const finished = batch.value === 0;
    if (!finished && performance.now() < until) continue;
    return inProject(actor, 'project.read', async (tx) => {
      if (!settled) await tx.sql('SELECT search_settle() IS NULL AS settled');
      return ok(await countWaiting(tx));
    });
  }
}

/** Goes on indexing a project while people read. */
export const catchUpBehind = runBehind('Indexing', catchUp);

/** How many versions of the project are not indexed yet, counted up to a limit. */
export async function countWaiting(tx: ProjectTx): Promise<number> {
  const [row] = await tx.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM (
       SELECT 1 FROM search_pending WHERE project_id = $1::uuid LIMIT $2::int) counted`,
    tx.projectId,
    PENDING_COUNT_LIMIT,
  );
  return row?.n ?? 0;
}

/** Indexes one batch; answers how many versions it took off the list. */
async function indexBatch(actor: Actor): Promise<Result<number>> {
  const newWords = new Map<string, Map<string, string>>();
  const done = await inProject(
    actor,
    'project.read',
    async (tx) => {
      const [lock] = await tx.sql<{ mine: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('search/' || $1, 0)) AS mine`,
        tx.projectId,
      );
      if (!lock?.mine) return ok(0);
      const ids = await nextIds(tx);
      if (ids.length === 0) return ok(0);
      const waiting = await readTexts(tx, ids);
      const vectors = waiting.map((one) => ({
        one,
        vector: buildVector({ projectId: tx.projectId, ...one }),
      }));
      await storeVectors(tx, vectors);
      for (const { one, vector } of vectors) noteWords(tx, one.language, vector, newWords);
      for (const [language, words] of newWords) await fileWords(tx, language, words);
      await tx.sql(
        `DELETE FROM search_pending
          WHERE project_id = $1::uuid AND article_version_id = ANY ($2::uuid[])`,
        tx.projectId,
        ids,
      );
      return ok(ids.length);
    },
    { timeoutMs: 120_000 },
  );
  if (done.ok) remember(actor.projectId, newWords);
  return done;
}

async function nextIds(tx: ProjectTx): Promise<string[]> {
  const rows = await tx.sql<{ id: string; length: number | null }>(
    `SELECT p.article_version_id AS id, v.text_length AS length
       FROM (SELECT * FROM search_pending WHERE project_id = $1::uuid
              ORDER BY article_version_id LIMIT $2::int) p
       LEFT JOIN article_versions v ON v.project_id = p.project_id AND v.id = p.article_version_id
      ORDER BY p.article_version_id`,
    tx.projectId,
    BATCH,
  );
  const ids: string[] = [];
  let total = 0;
  for (const { id, length } of rows) {
    total += length ?? 0;
    if (ids.length > 0 && total > BATCH_LENGTH) break;
    ids.push(id);
  }
  return ids;
}

/** Of two waiting versions of one article only the newer is read. */
async function readTexts(tx: ProjectTx, ids: readonly string[]): Promise<Waiting[]> {
  return tx.sql<Waiting>(
    `SELECT DISTINCT ON (v.article_id) v.id, v.article_id AS "articleId",
            v.version_no AS "versionNo", coalesce(v.language, 'und') AS language, v.title, v.text
       FROM article_versions v WHERE v.project_id = $1::uuid AND v.id = ANY ($2::uuid[])
      ORDER BY v.article_id, v.version_no DESC`,
    tx.projectId,
    ids,
  );
}

async function storeVectors(
  tx: ProjectTx,
  vectors: readonly { readonly one: Waiting; readonly vector: SearchVector }[],
): Promise<void> {
  await tx.sql(
    `INSERT INTO search_articles (project_id, article_id, article_version_id, version_no, language,
       publisher, published_at, complete, words)
     SELECT v.project_id, v.article_id, v.id, v.version_no, coalesce(v.language, 'und'), v.publisher,
            v.published_at, x.complete, x.vector::tsvector
       FROM unnest($2::uuid[], $3::boolean[], $4::text[]) AS x (id, complete, vector)
       JOIN article_versions v ON v.project_id = $1::uuid AND v.id = x.id
     ON CONFLICT (project_id, article_id) DO UPDATE
        SET article_version_id = excluded.article_version_id, version_no = excluded.version_no,
            language = excluded.language, publisher = excluded.publisher,
            published_at = excluded.published_at, complete = excluded.complete,
            words = excluded.words
      WHERE search_articles.version_no < excluded.version_no`,
    tx.projectId,
    vectors.map(({ one }) => one.id),
    vectors.map(({ vector }) => vector.complete),
    vectors.map(({ vector }) => vector.vector),
  );
}

function noteWords(
  tx: ProjectTx,
  language: string,
  { written }: SearchVector,
  newWords: Map<string, Map<string, string>>,
): void {
  if (!isStemmed(language)) return;
  const known = filed.get(`${tx.projectId}/${language}`);
  const words = newWords.get(language) ?? new Map<string, string>();
  for (const [word, folded] of written) if (!known?.has(word)) words.set(word, folded);
  newWords.set(language, words);
}

/**
 * Files each word under two stems: that of its folded form, which a query without accents has too,
 * and the folded stem of the word as it is written, which is the truer one.
 */
async function fileWords(
  tx: ProjectTx,
  language: string,
  words: ReadonlyMap<string, string>,
): Promise<void> {
  if (words.size === 0) return;
  const stems = await stemsOf(tx, language, [...new Set([...words.keys(), ...words.values()])]);
  const pairs = new Set<string>();
  for (const [word, folded] of words) {
    pairs.add(`${fold(stems.get(word) ?? folded)}\n${folded}`);
    // As it comes from the stemmer: a query's word goes the same way, in SQL.
    pairs.add(`${stems.get(folded) ?? folded}\n${folded}`);
  }
  const split = [...pairs].map((pair) => pair.split('\n'));
  await tx.sql(
    `INSERT INTO search_words (project_id, language, stem, word)
     SELECT $1::uuid, $2, stem, word FROM unnest($3::text[], $4::text[]) AS x (stem, word)
      ORDER BY stem, word ON CONFLICT DO NOTHING`,
    tx.projectId,
    language,
    split.map(([stem = '']) => stem),
    split.map(([, word = '']) => word),
  );
}

/** The stem of each lower-case word. */
export async function stemsOf(
  tx: ProjectTx,
  language: string,
  words: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.sql<{ word: string; stem: string }>(
    'SELECT word, search_stem($1, word) AS stem FROM unnest($2::text[]) AS x (word)',
    language,
    words,
  );
  return new Map(rows.map(({ word, stem }) => [word, stem]));
}

function remember(projectId: string, newWords: ReadonlyMap<string, ReadonlyMap<string, string>>) {
  let total = 0;
  for (const words of filed.values()) total += words.size;
  if (total > FILED_LIMIT) filed.clear();
  for (const [language, words] of newWords) {
    const key = `${projectId}/${language}`;
    const known = filed.get(key) ?? new Set<string>();
    for (const word of words.keys()) known.add(word);
    filed.set(key, known);
  }
}
