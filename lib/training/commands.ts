import { readComparison } from '@/lib/adjudication/reads';
import { needsDecision } from '@/lib/adjudication/rules/standing';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent, appendEvents } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { TraineeInput, TrainingInput } from './schema';
import { readRules, readTrainingArticles } from './store';

const MANAGE = 'assignments.manage';

/**
 * Sets what trainees code and must reach. Errors: `invalid_input` (more articles needed than there
 * are, a layer that is not in the codebook), `conflict` (an article without complete gold,
 * named).
 */
export function saveTraining(actor: Actor, input: TrainingInput): Promise<Result<void>> {
  return inProject(
    actor,
    MANAGE,
    async (tx) => {
      const articleIds = [...new Set(input.articleIds)];
      if (input.articlesNeeded > articleIds.length) {
        return err('invalid_input', 'More articles must be passed than are chosen.', {
          field: 'articlesNeeded',
        });
      }
      const unknown = await unknownLayers(tx, input.layers);
      if (unknown.length > 0) {
        return err('invalid_input', 'The codebook has no such layer.', { field: 'layers' });
      }
      const complete = await checkComplete(tx, articleIds);
      if (!complete.ok) return complete;
      const before = { rules: await readRules(tx), articles: await readTrainingArticles(tx) };
      await tx.sql(
        `INSERT INTO training_settings (project_id, measure, layers, threshold, articles_needed,
           attempts_allowed) VALUES ($1::uuid, $2, $3::text[], $4, $5::smallint, $6::smallint)
         ON CONFLICT (project_id) DO UPDATE SET measure = excluded.measure, layers = excluded.layers,
           threshold = excluded.threshold, articles_needed = excluded.articles_needed,
           attempts_allowed = excluded.attempts_allowed, updated_at = now()`,
        tx.projectId,
        input.measure,
        input.layers,
        input.threshold,
        input.articlesNeeded,
        input.attemptsAllowed,
      );
      await tx.sql(
        'DELETE FROM training_articles WHERE project_id = $1::uuid AND NOT article_id = ANY ($2::uuid[])',
        tx.projectId,
        articleIds,
      );
      await tx.sql(
        `INSERT INTO training_articles (project_id, article_id)
         SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
        tx.projectId,
        articleIds,
      );
      const { projectId: _, ...after } = { ...input, articleIds };
      await appendEvent(tx, {
        type: 'training.settings_changed',
        actorId: actor.kind === 'user' ? actor.userId : null,
        payload: {
          before: before.rules && {
            ...before.rules,
            articleIds: before.articles.map(({ articleId }) => articleId),
          },
          after,
        },
      });
      return ok(undefined);
    },
    { timeoutMs: 120_000 },
  );
}

async function unknownLayers(tx: ProjectTx, layers: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ key: string }>(
    `SELECT x AS key FROM unnest($2::text[]) x
      WHERE NOT EXISTS (SELECT 1 FROM layers WHERE project_id = $1::uuid AND key = x)`,
    tx.projectId,
    [...layers],
  );
  return rows.map(({ key }) => key);
}

/** Each article must have gold in which nothing waits for a decision. */
async function checkComplete(tx: ProjectTx, articleIds: readonly string[]): Promise<Result<void>> {
  const versions = await tx.sql<{ id: string; title: string; gold: boolean }>(
    `SELECT v.id, v.title, EXISTS (SELECT 1 FROM codings g WHERE g.project_id = v.project_id
              AND g.article_version_id = v.id AND g.kind = 'gold') AS gold
       FROM (SELECT DISTINCT ON (w.article_id) w.* FROM article_versions w
              WHERE w.project_id = $1::uuid AND w.article_id = ANY ($2::uuid[])
              ORDER BY w.article_id, has_gold(w.project_id, w.id) DESC, w.version_no DESC) v`,
    tx.projectId,
    articleIds,
  );
  if (versions.length < articleIds.length) return err('not_found', 'There is no such article.');
  for (const { id, title, gold } of versions) {
    const comparison = gold ? await readComparison(tx, id) : null;
    const open = comparison?.items.some(({ state }) => needsDecision(state)) ?? true;
    if (open) {
      return err('conflict', `“${title}” has no complete gold: adjudicate it first.`, {
        field: 'articleIds',
      });
    }
  }
  return ok(undefined);
}

/**
 * Puts members in training (again), or admits them without the score. Errors: `invalid_input`
 * (admitting without a reason, somebody who does not code), `conflict` (no training is set up).
 */
export function setTrainees(
  actor: Actor,
  { userIds, state, reason }: TraineeInput,
): Promise<Result<{ readonly changed: number }>> {
  return inProject(actor, MANAGE, async (tx, me) => {
    if (state === 'admitted' && reason === null) {
      return err('invalid_input', 'Give a reason.', { field: 'reason' });
    }
    if (state === 'training' && (await readRules(tx)) === null) {
      return err('conflict', 'Set the training up first.');
    }
    const people = await tx.sql<{ id: string; before: string | null }>(
      `SELECT m.user_id AS id, t.state::text AS before FROM members m
         LEFT JOIN trainees t ON t.project_id = m.project_id AND t.user_id = m.user_id
        WHERE m.project_id = $1::uuid AND m.user_id = ANY ($2::uuid[]) AND m.removed_at IS NULL
          AND m.role = 'analyst'`,
      tx.projectId,
      [...new Set(userIds)],
    );
    if (people.length < new Set(userIds).size) {
      return err('invalid_input', 'Only analysts of this project can be in training.', {
        field: 'userIds',
      });
    }
    // Who is not in training has nothing to be admitted from.
    const concerned = people.filter(({ before }) => state === 'training' || before === 'training');
    await tx.sql(
      `INSERT INTO trainees (project_id, user_id, state, decided_by, reason)
       SELECT $1::uuid, unnest($2::uuid[]), $3::trainee_state, $4::uuid, $5
       ON CONFLICT (project_id, user_id) DO UPDATE SET state = excluded.state,
         since = now(), decided_by = excluded.decided_by, reason = excluded.reason`,
      tx.projectId,
      concerned.map(({ id }) => id),
      state,
      me.userId,
      reason,
    );
    await appendEvents(
      tx,
      concerned.map(({ id, before }) => ({
        type: 'training.trainee_changed' as const,
        actorId: me.userId,
        payload: { userId: id, before, after: state, reason },
      })),
    );
    return ok({ changed: concerned.length });
  });
}
