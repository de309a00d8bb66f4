import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { appendEvent, appendEvents } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { makePlan, NO_CODER } from './plan';
import type {
  AssignInput,
  applyPlanSchema,
  articleBlindSchema,
  dueSchema,
  moveSchema,
  settingsSchema,
  withdrawSchema,
} from './schema';
import { giveOut, lockGiving, notArticles, notCoders, readSettings } from './store';

const MANAGE = 'assignments.manage';
const GONE = 'There is no such assignment (any more).';
const NO_ARTICLE = 'There is no such article.';

/** What giving out did; who had an article already keeps it and is not counted. */
export interface Given {
  readonly given: number;
}

/** Gives articles to coders by hand. Errors: `invalid_input` (a coder), `not_found` (an article). */
export function assignArticles(
  actor: Actor,
  { articleIds, coderIds, dueOn }: AssignInput,
): Promise<Result<Given>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    if ((await notCoders(tx, coderIds)).length > 0) {
      return err('invalid_input', NO_CODER, { field: 'coderIds' });
    }
    if ((await notArticles(tx, articleIds)).length > 0) return err('not_found', NO_ARTICLE);
    await lockGiving(tx);
    const gifts = [...new Set(articleIds)].map((articleId) => ({
      articleId,
      coderIds: [...new Set(coderIds)],
      wanted: 1,
    }));
    return carryOut(tx, me, gifts, { origin: 'hand', dueOn });
  });
}

/**
 * Carries a plan out that was looked at. Errors: those of `makePlan`, `stale_version` when the same
 * terms give another plan by now.
 */
export function applyPlan(
  actor: Actor,
  input: z.output<typeof applyPlanSchema>,
): Promise<Result<Given>> {
  return inProject(
    actor,
    MANAGE,
    async (tx, me) => {
      await lockGiving(tx);
      const plan = await makePlan(tx, input);
      if (!plan.ok) return plan;
      if (plan.value.fingerprint !== input.fingerprint) {
        return err(
          'stale_version',
          'Articles or assignments have changed: look at the plan again.',
        );
      }
      const gifts = plan.value.assignments.filter(({ coderIds }) => coderIds.length > 0);
      return carryOut(tx, me, gifts, { origin: 'round_robin', dueOn: input.dueOn });
    },
    { timeoutMs: 120_000 },
  );
}

async function carryOut(
  tx: ProjectTx,
  me: Me,
  gifts: Parameters<typeof giveOut>[2],
  terms: Parameters<typeof giveOut>[3],
): Promise<Result<Given>> {
  const { given, events } = await giveOut(tx, me, gifts, terms);
  await appendEvents(tx, events);
  return ok({ given });
}

/** Gives an assignment that is not handed in to somebody else. Errors: `not_found`, `conflict`. */
export function moveAssignment(
  actor: Actor,
  { assignmentId, coderId }: Omit<z.output<typeof moveSchema>, 'projectId'>,
): Promise<Result<Given>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    await lockGiving(tx);
    const [row] = await tx.sql<{
      articleId: string;
      coderId: string;
      state: string;
      dueOn: string | null;
    }>(
      `SELECT article_id AS "articleId", coder_id AS "coderId", state::text AS state, due_on::text AS "dueOn"
         FROM assignments WHERE project_id = $1::uuid AND id = $2::uuid AND state <> 'withdrawn' FOR UPDATE`,
      tx.projectId,
      assignmentId,
    );
    if (!row) return err('not_found', GONE);
    if (row.state === 'submitted') {
      return err('conflict', 'This coding is handed in: assign the article to others besides.');
    }
    if ((await notCoders(tx, [coderId])).length > 0) {
      return err('invalid_input', NO_CODER, { field: 'coderId' });
    }
    const gift = { articleId: row.articleId, coderIds: [coderId], wanted: 1 };
    await withdraw(tx, [assignmentId]);
    const { given, events } = await giveOut(tx, me, [gift], { origin: 'hand', dueOn: row.dueOn });
    // Rolled back: the earlier coder keeps it.
    if (given === 0) return err('conflict', 'They have this article already.');
    await appendEvents(tx, [
      {
        type: 'assignment.withdrawn',
        actorId: me.userId,
        articleId: row.articleId,
        payload: { coderIds: [row.coderId], movedTo: coderId },
      },
      ...events,
    ]);
    return ok({ given });
  });
}

/** Takes assignments back; what was coded stays. Those handed in stay too. */
export function withdrawAssignments(
  actor: Actor,
  { assignmentIds }: Pick<z.output<typeof withdrawSchema>, 'assignmentIds'>,
): Promise<Result<{ readonly withdrawn: number }>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    await lockGiving(tx);
    const rows = await withdraw(tx, assignmentIds);
    await appendEvents(
      tx,
      rows.map(({ articleId, coderId }) => ({
        type: 'assignment.withdrawn' as const,
        actorId: me.userId,
        articleId,
        payload: { coderIds: [coderId] },
      })),
    );
    return ok({ withdrawn: rows.length });
  });
}

function withdraw(tx: ProjectTx, ids: readonly string[]) {
  return tx.sql<{ articleId: string; coderId: string }>(
    `UPDATE assignments SET state = 'withdrawn'
      WHERE project_id = $1::uuid AND id = ANY ($2::uuid[]) AND state IN ('assigned', 'started')
      RETURNING article_id AS "articleId", coder_id AS "coderId"`,
    tx.projectId,
    [...ids],
  );
}

/** Sets or clears the due date of assignments. */
export function setDue(
  actor: Actor,
  { assignmentIds, dueOn }: Omit<z.output<typeof dueSchema>, 'projectId'>,
): Promise<Result<{ readonly changed: number }>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    const rows = await tx.sql<{ articleId: string; coderId: string; before: string | null }>(
      `UPDATE assignments s SET due_on = $3::date
         FROM (SELECT id, due_on FROM assignments WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])
                ORDER BY id FOR UPDATE) o
        WHERE s.project_id = $1::uuid AND s.id = o.id AND s.state <> 'withdrawn'
          AND s.due_on IS DISTINCT FROM $3::date
        RETURNING s.article_id AS "articleId", s.coder_id AS "coderId", o.due_on::text AS before`,
      tx.projectId,
      [...assignmentIds],
      dueOn,
    );
    await appendEvents(
      tx,
      rows.map(({ articleId, coderId, before }) => ({
        type: 'assignment.changed' as const,
        actorId: me.userId,
        articleId,
        payload: { coderIds: [coderId], before: { dueOn: before }, after: { dueOn } },
      })),
    );
    return ok({ changed: rows.length });
  });
}

/** Says how the project gives articles out, and until when coders do not see each other. */
export function saveSettings(
  actor: Actor,
  { blind, queue }: Omit<z.output<typeof settingsSchema>, 'projectId'>,
): Promise<Result<void>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    await lockGiving(tx);
    const before = await readSettings(tx);
    await tx.sql(
      `INSERT INTO assignment_settings (project_id, blind, queue)
       VALUES ($1::uuid, $2::blind_mode, $3::jsonb)
       ON CONFLICT (project_id) DO UPDATE
          SET blind = excluded.blind, queue = excluded.queue, updated_at = now()`,
      tx.projectId,
      blind,
      queue === null ? null : JSON.stringify(queue),
    );
    await appendEvent(tx, {
      type: 'assignment.settings_changed',
      actorId: me.userId,
      payload: { before: { ...before }, after: { blind, queue } },
    });
    return ok(undefined);
  });
}

/** Makes articles blind or open, whatever the project says, or as the project says again (null). */
export function setArticlesBlind(
  actor: Actor,
  { articleIds, blind }: Omit<z.output<typeof articleBlindSchema>, 'projectId'>,
): Promise<Result<{ readonly changed: number }>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    if ((await notArticles(tx, articleIds)).length > 0) return err('not_found', NO_ARTICLE);
    const rows = await tx.sql<{ articleId: string; before: string | null }>(
      `UPDATE articles a SET blind = $3::blind_mode
         FROM (SELECT id, blind FROM articles WHERE project_id = $1::uuid AND id = ANY ($2::uuid[])
                ORDER BY id FOR UPDATE) o
        WHERE a.project_id = $1::uuid AND a.id = o.id AND a.blind IS DISTINCT FROM $3::blind_mode
        RETURNING a.id AS "articleId", o.blind::text AS before`,
      tx.projectId,
      [...articleIds],
      blind,
    );
    await appendEvents(
      tx,
      rows.map(({ articleId, before }) => ({
        type: 'assignment.blind_changed' as const,
        actorId: me.userId,
        articleId,
        payload: { before, after: blind },
      })),
    );
    return ok({ changed: rows.length });
  });
}
