import type { Actor } from '@/lib/auth/actor';
import { runBehind } from '@/lib/db/behind';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { findAgency, type NamedAgency } from './rules/agencies';
import { isPair } from './rules/kinship';
import { keysOf } from './rules/minhash';
import { countShared, shinglesOf } from './rules/shingles';

/** Versions compared in one transaction, and how much text of theirs (code points). */
const BATCH = 100;
const BATCH_LENGTH = 1_000_000;
/** Of a key that so many articles share only some are looked at: they are one another's twins anyway. */
const BUCKET = 50;
/** Candidates of one article that are verified, those that share most keys first. */
const CANDIDATES = 100;

interface Waiting {
  readonly id: string;
  readonly articleId: string;
  readonly text: string;
  readonly byline: string | null;
}

/**
 * Compares what imports have left waiting with all articles of the project, batch by batch, each in
 * a transaction of its own, until nothing waits or `budgetMs` is spent. Two at once do not get in
 * each other's way: the second leaves the project to the first. Answers how many versions still
 * wait. What it writes is derived from the texts, so it writes no event.
 */
export async function compareWaiting(
  actor: Actor,
  { budgetMs }: { readonly budgetMs: number },
): Promise<Result<number>> {
  const until = performance.now() + budgetMs;
  for (;;) {
    const batch = await compareBatch(actor);
    if (!batch.ok) return batch;
    if (batch.value > 0 && performance.now() < until) continue;
    return inProject(actor, 'project.read', async (tx) => ok(await countWaiting(tx)));
  }
}

/** Goes on comparing behind the answer. */
export const compareBehind = runBehind('Comparing', compareWaiting);

/** Versions of the project that are not compared yet. */
export async function countWaiting(tx: ProjectTx): Promise<number> {
  const [row] = await tx.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM wire_pending WHERE project_id = $1::uuid',
    tx.projectId,
  );
  return row?.n ?? 0;
}

async function compareBatch(actor: Actor): Promise<Result<number>> {
  return inProject(
    actor,
    'project.read',
    async (tx) => {
      const [lock] = await tx.sql<{ mine: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('wirecopy/' || $1, 0)) AS mine`,
        tx.projectId,
      );
      if (!lock?.mine) return ok(0);
      const ids = await nextIds(tx);
      if (ids.length === 0) return ok(0);
      const waiting = await readNewest(tx, ids);
      const sets = new Map(waiting.map((one) => [one.articleId, shinglesOf(one.text)]));
      await forget(tx, [...sets.keys()]);
      await file(tx, waiting, sets);
      await pairUp(tx, sets);
      await tx.sql(
        `DELETE FROM wire_pending
          WHERE project_id = $1::uuid AND article_version_id = ANY ($2::uuid[])`,
        tx.projectId,
        ids,
      );
      return ok(ids.length);
    },
    { timeoutMs: 120_000 },
  );
}

async function nextIds(tx: ProjectTx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM (
       SELECT p.article_version_id AS id, row_number() OVER w AS place,
              sum(coalesce(v.text_length, 0)) OVER w AS length
         FROM (SELECT * FROM wire_pending WHERE project_id = $1::uuid
                ORDER BY article_version_id LIMIT ${BATCH}) p
         LEFT JOIN article_versions v ON v.project_id = p.project_id AND v.id = p.article_version_id
       WINDOW w AS (ORDER BY p.article_version_id)) x
      WHERE place = 1 OR length <= ${BATCH_LENGTH} ORDER BY id`,
    tx.projectId,
  );
  return rows.map(({ id }) => id);
}

/** The newest version of each article of which one waits. */
function readNewest(tx: ProjectTx, ids: readonly string[]): Promise<Waiting[]> {
  return tx.sql<Waiting>(
    `SELECT DISTINCT ON (v.article_id) v.id, v.article_id AS "articleId", v.text, v.byline
       FROM article_versions v
      WHERE v.project_id = $1::uuid AND v.article_id IN (
        SELECT article_id FROM article_versions WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]))
      ORDER BY v.article_id, v.version_no DESC`,
    tx.projectId,
    ids,
  );
}

async function forget(tx: ProjectTx, articleIds: readonly string[]): Promise<void> {
  await tx.sql(
    `DELETE FROM wire_pairs WHERE project_id = $1::uuid
       AND (low_id = ANY ($2::uuid[]) OR high_id = ANY ($2::uuid[]))`,
    tx.projectId,
    articleIds,
  );
  const before = await tx.sql<{ text: string }>(
    `SELECT v.text FROM wire_articles w
       JOIN article_versions v ON v.project_id = w.project_id AND v.id = w.article_version_id
      WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[])`,
    tx.projectId,
    articleIds,
  );
  // By the keys that the earlier text was filed under: there is no index by article.
  for (const { text } of before) {
    await tx.sql(
      `DELETE FROM wire_keys WHERE project_id = $1::uuid AND key = ANY ($2::bigint[])
         AND article_id = ANY ($3::uuid[])`,
      tx.projectId,
      keysOf(shinglesOf(text)),
      articleIds,
    );
  }
}

async function file(
  tx: ProjectTx,
  waiting: readonly Waiting[],
  sets: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<void> {
  const agencies: (NamedAgency | null)[] = waiting.map(findAgency);
  await tx.sql(
    `INSERT INTO wire_articles (project_id, article_id, article_version_id, shingles, agency, agency_words)
     SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[])
     ON CONFLICT (project_id, article_id) DO UPDATE
        SET article_version_id = excluded.article_version_id, shingles = excluded.shingles,
            agency = excluded.agency, agency_words = excluded.agency_words`,
    tx.projectId,
    waiting.map(({ articleId }) => articleId),
    waiting.map(({ id }) => id),
    waiting.map(({ articleId }) => sets.get(articleId)?.size ?? 0),
    agencies.map((one) => one?.agency ?? null),
    agencies.map((one) => one?.words ?? null),
  );
  const keys = [...sets].flatMap(([id, set]) => keysOf(set).map((key) => [key, id] as const));
  await tx.sql(
    `INSERT INTO wire_keys (project_id, key, article_id)
     SELECT $1::uuid, key, id FROM unnest($2::bigint[], $3::uuid[]) AS x (key, id)
     ON CONFLICT DO NOTHING`,
    tx.projectId,
    keys.map(([key]) => key),
    keys.map(([, id]) => id),
  );
}

async function pairUp(tx: ProjectTx, sets: Map<string, Set<number>>): Promise<void> {
  const candidates = new Map<string, string[]>();
  for (const [id, set] of sets) candidates.set(id, await findCandidates(tx, id, keysOf(set)));
  const others = [...new Set([...candidates.values()].flat())].filter((id) => !sets.has(id));
  const known = new Map(sets);
  for (const { articleId, text } of await readFiled(tx, others)) {
    known.set(articleId, shinglesOf(text));
  }
  const pairs = new Map<string, [string, string, number, number, number]>();
  for (const [id, ids] of candidates) {
    for (const other of ids) {
      const [low, high] = id < other ? [id, other] : [other, id];
      const [one, two] = [known.get(low), known.get(high)];
      if (!one || !two || pairs.has(`${low}/${high}`)) continue;
      const shared = countShared(one, two);
      if (!isPair({ shared, own: one.size, other: two.size })) continue;
      pairs.set(`${low}/${high}`, [low, high, shared, one.size, two.size]);
    }
  }
  const rows = [...pairs.values()];
  await tx.sql(
    `INSERT INTO wire_pairs (project_id, low_id, high_id, shared, low_shingles, high_shingles)
     SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::int[])
     ON CONFLICT DO NOTHING`,
    tx.projectId,
    rows.map(([low]) => low),
    rows.map(([, high]) => high),
    rows.map(([, , shared]) => shared),
    rows.map(([, , , one]) => one),
    rows.map(([, , , , two]) => two),
  );
}

/** Articles filed under one of the keys, those that share most of them first. */
export async function findCandidates(
  tx: ProjectTx,
  articleId: string,
  keys: readonly string[],
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT f.article_id::text AS id FROM unnest($2::bigint[]) AS x (key)
      CROSS JOIN LATERAL (SELECT k.article_id FROM wire_keys k
         WHERE k.project_id = $1::uuid AND k.key = x.key AND k.article_id <> $3::uuid
         ORDER BY k.article_id LIMIT ${BUCKET}) f
      GROUP BY f.article_id ORDER BY count(*) DESC, f.article_id LIMIT ${CANDIDATES}`,
    tx.projectId,
    keys,
    articleId,
  );
  return rows.map(({ id }) => id);
}

/** The text that each article was last compared by. */
function readFiled(tx: ProjectTx, ids: readonly string[]) {
  return tx.sql<{ articleId: string; text: string }>(
    `SELECT w.article_id::text AS "articleId", v.text FROM wire_articles w
       JOIN article_versions v ON v.project_id = w.project_id AND v.id = w.article_version_id
      WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[])`,
    tx.projectId,
    ids,
  );
}
