import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent, appendEvents } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { dayAfter, wantedOfNext } from './rules';
import type { nextSchema, reopenSchema } from './schema';
import {
  freshArticle,
  givenSoFar,
  giveOut,
  lackingCoders,
  lockGiving,
  readSettings,
} from './store';

/** Shows nothing of what it reads: how many others have an article decides, not who. */
const WHOLE = { sight: 'whole' } as const;

const IN_TRAINING = 'You are in training: until you are admitted you code training articles only.';

/**
 * The article that the acting person codes next: of those assigned to them the most urgent one after
 * `after`, else one that the project's queue gives out: first an article that lacks coders, then a
 * fresh one, so that the share of articles that several code is kept. Taken under a lock: two who ask
 * at once never get one place. Null when nothing is left.
 */
export function takeNext(
  actor: Actor,
  { after }: Pick<z.output<typeof nextSchema>, 'after'>,
  now = new Date(),
): Promise<Result<string | null>> {
  return inProject(
    actor,
    'annotations.write',
    async (tx, me) => {
      if (me.userId === null) return err('forbidden', 'Only a signed-in member codes.');
      const [training] = await tx.sql<{ in: boolean }>(
        'SELECT is_in_training($1::uuid, $2::uuid) AS in',
        tx.projectId,
        me.userId,
      );
      if (training?.in) return err('forbidden', IN_TRAINING);
      const own = await nextOwn(tx, me.userId, after);
      if (own) return ok(own);
      const { queue } = await readSettings(tx);
      if (queue === null) return ok(await nextOwn(tx, me.userId, null));
      await lockGiving(tx);
      const lacking = await lackingCoders(tx, me.userId);
      const articleId = lacking ?? (await freshArticle(tx, queue));
      if (articleId === null) return ok(await nextOwn(tx, me.userId, null));
      const { given, shared } = await givenSoFar(tx);
      const wanted = lacking === null ? wantedOfNext(given, shared, queue) : 1;
      const dueOn = queue.dueDays === null ? null : dayAfter(now, queue.dueDays);
      const gift = { articleId, coderIds: [me.userId], wanted };
      const { events } = await giveOut(tx, me, [gift], { origin: 'next', dueOn });
      await appendEvents(tx, events);
      return ok(articleId);
    },
    WHOLE,
  );
}

/** The most urgent open assignment beyond `after` in their order; from the beginning when null. */
async function nextOwn(
  tx: ProjectTx,
  userId: string,
  after: string | null,
): Promise<string | null> {
  const rows = await tx.sql<{ id: string; open: boolean }>(
    `SELECT article_id AS id, state <> 'submitted' AS open FROM assignments
      WHERE project_id = $1::uuid AND coder_id = $2::uuid AND state <> 'withdrawn'
        AND (state <> 'submitted' OR article_id = $3::uuid)
      ORDER BY due_on NULLS LAST, id`,
    tx.projectId,
    userId,
    after,
  );
  const at = rows.findIndex(({ id }) => id === after);
  return rows.slice(at + 1).find(({ open }) => open)?.id ?? null;
}

/**
 * Opens a coding again that was handed in, for its coder to go on. In blind coding it is the leads'
 * to do: a coder who has seen colleagues' work does not open theirs again by themselves. Errors:
 * `not_found`, `conflict` (not handed in).
 */
export function reopenForCoder(
  actor: Actor,
  { assignmentId, reason }: Omit<z.output<typeof reopenSchema>, 'projectId'>,
): Promise<Result<void>> {
  return inProject(
    actor,
    'assignments.manage',
    async (tx, me) => {
      const [row] = await tx.sql<{
        articleId: string;
        coderId: string;
        codingId: string | null;
        articleVersionId: string | null;
      }>(
        `SELECT s.article_id AS "articleId", s.coder_id AS "coderId", c.id AS "codingId",
                c.article_version_id AS "articleVersionId"
           FROM assignments s LEFT JOIN LATERAL (
             SELECT g.id, g.article_version_id FROM article_versions v JOIN codings g
                 ON g.project_id = v.project_id AND g.article_version_id = v.id
                AND g.coder_id = s.coder_id AND g.state = 'submitted'
              WHERE v.project_id = s.project_id AND v.article_id = s.article_id
              ORDER BY v.version_no DESC LIMIT 1) c ON true
          WHERE s.project_id = $1::uuid AND s.id = $2::uuid AND s.state <> 'withdrawn'`,
        tx.projectId,
        assignmentId,
      );
      if (!row) return err('not_found', 'There is no such assignment (any more).');
      const reopened = await tx.sql(
        `UPDATE codings SET state = 'in_progress', reopened_at = now()
          WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'submitted' RETURNING 1 AS one`,
        tx.projectId,
        row.codingId,
      );
      if (reopened.length === 0) return err('conflict', 'This coding is not handed in.');
      const { articleId, coderId, codingId, articleVersionId } = row;
      await appendEvent(tx, {
        type: 'coding.reopened',
        actorId: me.userId,
        articleId,
        payload: {
          codingId,
          articleVersionId,
          coderId,
          reason,
          before: 'submitted',
          after: 'in_progress',
        },
      });
      return ok(undefined);
    },
    WHOLE,
  );
}
