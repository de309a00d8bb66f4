import { v7 as uuidv7 } from 'uuid';
import type { Me, ProjectTx } from '@/lib/db/tx';
import type { NewEvent } from '@/lib/provenance/commands';
import type { AssignmentOrigin, PlanInput, Queue, SettingsDto } from './schema';
import { queueSchema } from './schema';

/** One at a time gives out a project's articles, until the transaction ends. */
export async function lockGiving(tx: ProjectTx): Promise<void> {
  await tx.sql(
    'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked',
    `assignments/${tx.projectId}`,
  );
}

/** An article, and who is to code it. */
export interface Gift {
  readonly articleId: string;
  readonly coderIds: readonly string[];
  /** How many coders it should have at least. */
  readonly wanted: number;
}

interface GiftTerms {
  readonly origin: AssignmentOrigin;
  readonly dueOn: string | null;
}

/**
 * Writes assignments; who has one already keeps it, who had it withdrawn has it again. Answers the
 * events, which are the caller's to append, last: one for each article where something changed.
 */
export async function giveOut(
  tx: ProjectTx,
  me: Me,
  gifts: readonly Gift[],
  { origin, dueOn }: GiftTerms,
): Promise<{ readonly given: number; readonly events: NewEvent[] }> {
  const wishes = gifts.flatMap(({ articleId, coderIds }) =>
    coderIds.map((coderId) => ({ id: uuidv7(), articleId, coderId })),
  );
  const written = await tx.sql<{ articleId: string; coderId: string }>(
    `INSERT INTO assignments (project_id, id, article_id, coder_id, origin, due_on, created_by)
     SELECT $1::uuid, w.id, w."articleId", w."coderId", $2::assignment_origin, $3::date, $4::uuid
       FROM jsonb_to_recordset($5::jsonb) AS w (id uuid, "articleId" uuid, "coderId" uuid)
     ON CONFLICT (project_id, article_id, coder_id) DO UPDATE
        SET state = 'assigned', origin = excluded.origin, due_on = excluded.due_on,
            created_by = excluded.created_by, created_at = now()
      WHERE assignments.state = 'withdrawn'
     RETURNING article_id AS "articleId", coder_id AS "coderId"`,
    tx.projectId,
    origin,
    dueOn,
    me.userId,
    JSON.stringify(wishes),
  );
  await tx.sql(
    `UPDATE articles a SET coders_wanted = w.wanted
       FROM (SELECT x.id, greatest(x.wanted, (SELECT count(*) FROM assignments s
               WHERE s.project_id = $1::uuid AND s.article_id = x.id AND s.state <> 'withdrawn')) AS wanted
               FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, wanted int)) w
      WHERE a.project_id = $1::uuid AND a.id = w.id AND coalesce(a.coders_wanted, 0) < w.wanted`,
    tx.projectId,
    JSON.stringify(gifts.map(({ articleId, wanted }) => ({ id: articleId, wanted }))),
  );
  const byArticle = new Map<string, string[]>();
  for (const { articleId, coderId } of written) {
    byArticle.set(articleId, [...(byArticle.get(articleId) ?? []), coderId]);
  }
  const events = [...byArticle].map(
    ([articleId, coderIds]): NewEvent => ({
      type: origin === 'next' ? 'assignment.taken' : 'assignment.made',
      actorId: me.userId,
      articleId,
      payload: { coderIds: coderIds.toSorted(), origin, dueOn },
    }),
  );
  return { given: written.length, events };
}

/** Those of the ids that are not members who code. */
export async function notCoders(tx: ProjectTx, coderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT x.id FROM unnest($2::uuid[]) x (id) WHERE NOT EXISTS (
       SELECT 1 FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.project_id = $1::uuid AND m.user_id = x.id AND m.removed_at IS NULL
          AND u.deactivated_at IS NULL AND m.role <> 'reader')
        OR is_in_training($1::uuid, x.id)`,
    tx.projectId,
    [...coderIds],
  );
  return rows.map(({ id }) => id);
}

/** Those of the ids that are no articles of the project. */
export async function notArticles(tx: ProjectTx, articleIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT x.id FROM unnest($2::uuid[]) x (id) WHERE NOT EXISTS (
       SELECT 1 FROM articles a WHERE a.project_id = $1::uuid AND a.id = x.id)`,
    tx.projectId,
    [...articleIds],
  );
  return rows.map(({ id }) => id);
}

/** How the project gives its articles out. */
export async function readSettings(tx: ProjectTx): Promise<SettingsDto> {
  const [row] = await tx.sql<{ blind: SettingsDto['blind']; queue: unknown }>(
    'SELECT blind::text AS blind, queue FROM assignment_settings WHERE project_id = $1::uuid',
    tx.projectId,
  );
  return { blind: row?.blind ?? 'open', queue: row?.queue ? queueSchema.parse(row.queue) : null };
}

/** Newest versions that a choice of language and publisher fits; `v` is the version. */
export const CHOSEN = `v.project_id = $1::uuid
  AND ($2::text IS NULL OR coalesce(v.language, 'und') = $2::text)
  AND ($3::text IS NULL OR coalesce(v.publisher, 'und') = $3::text)
  AND NOT EXISTS (SELECT 1 FROM article_versions newer WHERE newer.project_id = v.project_id
        AND newer.article_id = v.article_id AND newer.version_no > v.version_no)`;

const NOT_GIVEN = `NOT EXISTS (SELECT 1 FROM assignments s WHERE s.project_id = v.project_id
  AND s.article_id = v.article_id AND s.state <> 'withdrawn')`;

export interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly publisher: string;
  readonly taken: string[];
}

/** Articles that nobody is assigned to, oldest first, with those who have coded them already. */
export function candidates(
  tx: ProjectTx,
  { language, publisher, limit }: Pick<PlanInput, 'language' | 'publisher' | 'limit'>,
): Promise<Candidate[]> {
  return tx.sql<Candidate>(
    `SELECT v.article_id AS id, v.title, coalesce(v.language, 'und') AS language,
            coalesce(v.publisher, 'und') AS publisher,
            ARRAY(SELECT DISTINCT g.coder_id FROM article_versions w JOIN codings g
                ON g.project_id = w.project_id AND g.article_version_id = w.id AND g.state <> 'not_started'
              WHERE w.project_id = v.project_id AND w.article_id = v.article_id) AS taken
       FROM article_versions v WHERE ${CHOSEN} AND ${NOT_GIVEN}
      ORDER BY v.article_id LIMIT $4::int`,
    tx.projectId,
    language,
    publisher,
    limit,
  );
}

/** An article that lacks coders and that the person has nothing to do with yet; the oldest one. */
export async function lackingCoders(tx: ProjectTx, userId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT a.id FROM articles a
      WHERE a.project_id = $1::uuid AND a.coders_wanted > (
          SELECT count(*) FROM assignments s WHERE s.project_id = a.project_id
             AND s.article_id = a.id AND s.state <> 'withdrawn')
        AND NOT EXISTS (SELECT 1 FROM assignments s WHERE s.project_id = a.project_id
             AND s.article_id = a.id AND s.coder_id = $2::uuid)
        AND NOT EXISTS (SELECT 1 FROM article_versions v JOIN codings g
              ON g.project_id = v.project_id AND g.article_version_id = v.id
             AND g.coder_id = $2::uuid AND g.state <> 'not_started'
            WHERE v.project_id = a.project_id AND v.article_id = a.id)
      ORDER BY a.id LIMIT 1`,
    tx.projectId,
    userId,
  );
  return row?.id ?? null;
}

/** An article that nobody is assigned to and nobody codes; the oldest one. */
export async function freshArticle(
  tx: ProjectTx,
  { language, publisher }: Pick<Queue, 'language' | 'publisher'>,
): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT v.article_id AS id FROM article_versions v
      WHERE ${CHOSEN} AND ${NOT_GIVEN}
        AND NOT EXISTS (SELECT 1 FROM article_versions w JOIN codings g
              ON g.project_id = w.project_id AND g.article_version_id = w.id AND g.state <> 'not_started'
            WHERE w.project_id = v.project_id AND w.article_id = v.article_id)
      ORDER BY v.article_id LIMIT 1`,
    tx.projectId,
    language,
    publisher,
  );
  return row?.id ?? null;
}

/** How many articles were given out so far, and how many of them to several. */
export async function givenSoFar(tx: ProjectTx): Promise<{ given: number; shared: number }> {
  const [row] = await tx.sql<{ given: number; shared: number }>(
    `SELECT count(*)::int AS given, count(*) FILTER (WHERE coders_wanted > 1)::int AS shared
       FROM articles WHERE project_id = $1::uuid AND coders_wanted IS NOT NULL`,
    tx.projectId,
  );
  return row ?? { given: 0, shared: 0 };
}
