import { readCodings, readHeads } from '@/lib/annotations/heads';
import { readRelations } from '@/lib/annotations/relation-heads';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { UserActor } from '@/lib/auth/actor';
import { getPrisma } from '@/lib/db/client';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import type { LiveDelta, LivePerson } from './schema';

/** The text that someone watches. */
interface Watched {
  readonly articleId: string;
  readonly articleVersionId: string;
}

/** More annotations than this at once are read again as a whole. */
const MOST_CHANGES = 1_000;

/** Number of the project's last event: what a page that is read after this call surely knows. */
export async function getLastEvent(actor: UserActor): Promise<Result<number>> {
  return inProject(actor, 'project.read', async (tx) => ok(await lastEvent(tx)));
}

/** Whether the article version may be watched; `not_found` as for any other reader. */
export async function checkWatched(actor: UserActor, watched: Watched): Promise<Result<void>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [found] = await tx.sql(
      `SELECT 1 AS one FROM article_versions
        WHERE project_id = $1::uuid AND id = $2::uuid AND article_id = $3::uuid`,
      tx.projectId,
      watched.articleVersionId,
      watched.articleId,
    );
    return found ? ok(undefined) : err('not_found', 'There is no such article.');
  });
}

/**
 * Whether a stream may go on: the account is active, the session of that generation not ended, the
 * membership not removed.
 */
export async function mayStay(actor: UserActor, sessionVersion: number): Promise<boolean> {
  const user = await getPrisma().user.findUnique({
    where: { id: actor.userId },
    select: { sessionVersion: true, deactivatedAt: true },
  });
  if (!user || user.deactivatedAt || user.sessionVersion !== sessionVersion) return false;
  const inside = await inProject(actor, 'project.read', async () => ok(undefined));
  return inside.ok;
}

/** Names of the other members among `userIds`, by name; nobody where colleagues are hidden. */
export async function readPeople(
  actor: UserActor,
  articleVersionId: string,
  userIds: readonly string[],
): Promise<Result<LivePerson[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    if (!(await seesColleagues(tx, { articleVersionId }))) return ok([]);
    return ok(
      await tx.sql<LivePerson>(
        `SELECT u.id, u.name FROM members m JOIN users u ON u.id = m.user_id
          WHERE m.project_id = $1::uuid AND m.removed_at IS NULL AND u.id = ANY ($2::uuid[])
            AND u.id <> $3::uuid
          ORDER BY u.name, u.id`,
        tx.projectId,
        userIds,
        actor.userId,
      ),
    );
  });
}

/** `delta` is null when there is too much to tell piece by piece. */
interface LiveNews {
  readonly seq: number;
  readonly delta: LiveDelta | null;
}

interface ChangedRow {
  annotationId: string | null;
  relationId: string | null;
}

/**
 * What changed in an article version after event `after`, as it stands now; no delta when that is
 * better read again as a whole. One snapshot, whose last event is the answer's `seq`: nothing is
 * told twice or lost, since events are numbered in the order of their commits.
 */
export async function readDelta(
  actor: UserActor,
  { articleId, articleVersionId }: Watched,
  after: number,
): Promise<Result<LiveNews>> {
  return inProject<LiveNews>(
    actor,
    'project.read',
    async (tx, me) => {
      const seq = await lastEvent(tx);
      const changed = await tx.sql<ChangedRow>(
        `SELECT DISTINCT annotation_id AS "annotationId",
                body::jsonb -> 'payload' ->> 'relationId' AS "relationId"
           FROM events
          WHERE project_id = $1::uuid AND article_id = $2::uuid AND seq > $3::bigint
          LIMIT $4::int`,
        tx.projectId,
        articleId,
        after,
        MOST_CHANGES + 1,
      );
      if (changed.length > MOST_CHANGES) return ok({ seq, delta: null });
      if (await movesBlindness(tx, articleId, after)) return ok({ seq, delta: null });
      const all = await seesColleagues(tx, { articleVersionId });
      const mine = (coderId: string) => all || coderId === me.userId;
      const codings = changed.length > 0 ? await readCodings(tx, { articleVersionId }) : [];
      const known = await readKnown(tx, articleVersionId, changed);
      const annotations = await readHeads(tx, { ids: known.annotations.map(({ id }) => id) });
      const relations = await readRelations(
        tx,
        { ids: known.relations.map(({ id }) => id) },
        articleVersionId,
      );
      const here = new Set([...annotations, ...relations].map(({ id }) => id));
      const delta = {
        seq,
        annotations: annotations.filter(({ coderId }) => mine(coderId)),
        relations: relations.filter(({ coderId }) => mine(coderId)),
        gone: known.annotations.filter(({ id }) => !here.has(id)),
        goneRelations: known.relations.filter(({ id }) => !here.has(id)),
        codings: codings.filter(({ coderId }) => mine(coderId)),
      };
      return ok({ seq, delta });
    },
    { snapshot: true },
  );
}

/**
 * Whether something happened that may open a blind article to the person, or shut it: then they see
 * more or less than what changed.
 */
async function movesBlindness(tx: ProjectTx, articleId: string, after: number): Promise<boolean> {
  const found = await tx.sql(
    `SELECT 1 AS one FROM events e
      WHERE e.project_id = $1::uuid AND e.article_id = $2::uuid AND e.seq > $3::bigint
        AND (e.type IN ('coding.submitted', 'coding.reopened') OR e.type LIKE 'assignment.%')
        AND EXISTS (SELECT 1 FROM articles a LEFT JOIN assignment_settings s ON s.project_id = a.project_id
          WHERE a.project_id = e.project_id AND a.id = e.article_id
            AND (coalesce(a.blind, s.blind, 'open') <> 'open' OR e.type = 'assignment.blind_changed'))
      LIMIT 1`,
    tx.projectId,
    articleId,
    after,
  );
  return found.length > 0;
}

async function lastEvent(tx: ProjectTx): Promise<number> {
  const [head] = await tx.sql<{ seq: bigint | string }>(
    'SELECT seq FROM chain_heads WHERE project_id = $1::uuid',
    tx.projectId,
  );
  return Number(head?.seq ?? 0);
}

interface Known {
  readonly id: string;
  readonly revisionNo: number;
}

/** Those of the changed things that belong to the article version, with their last revisions. */
async function readKnown(
  tx: ProjectTx,
  articleVersionId: string,
  changed: readonly ChangedRow[],
): Promise<{ annotations: Known[]; relations: Known[] }> {
  const ids = (key: keyof ChangedRow) => [...new Set(changed.flatMap((row) => row[key] ?? []))];
  const annotations = await tx.sql<Known>(
    `SELECT id, head_no AS "revisionNo" FROM annotations
      WHERE project_id = $1::uuid AND article_version_id = $2::uuid AND id = ANY ($3::uuid[])`,
    tx.projectId,
    articleVersionId,
    ids('annotationId'),
  );
  const relations = await tx.sql<Known>(
    `SELECT r.id, r.head_no AS "revisionNo" FROM relations r
       JOIN codings g ON g.project_id = r.project_id AND g.id = r.coding_id
      WHERE r.project_id = $1::uuid AND g.article_version_id = $2::uuid AND r.id = ANY ($3::uuid[])`,
    tx.projectId,
    articleVersionId,
    ids('relationId'),
  );
  return { annotations, relations };
}
