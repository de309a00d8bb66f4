import { readComparison } from '@/lib/adjudication/reads';
import { needsDecision } from '@/lib/adjudication/rules/standing';
import { isoTime } from '@/lib/annotations/heads';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { mayTryAgain, passedArticles } from './rules';
import type {
  AttemptDto,
  OwnTraining,
  OwnTrainingArticle,
  TraineeDto,
  TrainingArticleDto,
  TrainingBoard,
} from './schema';
import {
  ATTEMPT_COLUMNS,
  readAdjudicated,
  readAttempts,
  readRules,
  readTrainingArticles,
} from './store';

/** What a lead sets and sees: the rules, the set and what could be in it, and everybody's way. */
export function getTrainingBoard(actor: Actor): Promise<Result<TrainingBoard>> {
  return inProject(
    actor,
    'assignments.manage',
    async (tx) => {
      const articles = await readTrainingArticles(tx);
      const chosen = new Set(articles.map(({ articleId }) => articleId));
      const candidates: TrainingArticleDto[] = [];
      for (const one of await readAdjudicated(tx)) {
        const comparison = chosen.has(one.articleId)
          ? null
          : await readComparison(tx, one.articleVersionId);
        const open = comparison?.items.some(({ state }) => needsDecision(state)) ?? false;
        if (!open) candidates.push(one);
      }
      const attempts = await readAttempts(tx, null);
      const people = await tx.sql<Omit<TraineeDto, 'passed' | 'attempts'>>(
        `SELECT u.id AS "userId", u.name, t.state::text AS state, ${isoTime('t.since')} AS since, t.reason
           FROM members m JOIN users u ON u.id = m.user_id
           LEFT JOIN trainees t ON t.project_id = m.project_id AND t.user_id = m.user_id
          WHERE m.project_id = $1::uuid AND m.removed_at IS NULL AND u.deactivated_at IS NULL
            AND (m.role = 'analyst' OR t.user_id IS NOT NULL) ORDER BY lower(u.name), u.id`,
        tx.projectId,
      );
      return ok({
        rules: await readRules(tx),
        articles,
        candidates,
        people: people.map((person) => {
          const own = attempts.filter(({ userId }) => userId === person.userId);
          return { ...person, passed: passedArticles(own), attempts: own };
        }),
      });
    },
    { timeoutMs: 120_000 },
  );
}

/** The acting person's own training: what to code, how it went, what may be tried again. */
export function getOwnTraining(actor: Actor): Promise<Result<OwnTraining>> {
  return inProject<OwnTraining>(actor, 'project.read', async (tx, me) => {
    const rules = await readRules(tx);
    const [trainee] = await tx.sql<{ state: 'training' | 'admitted' }>(
      'SELECT state::text AS state FROM trainees WHERE project_id = $1::uuid AND user_id = $2::uuid',
      tx.projectId,
      me.userId,
    );
    if (!rules || !trainee || me.userId === null) {
      return ok({ rules, state: trainee?.state ?? null, passed: 0, articles: [] });
    }
    const attempts = await readAttempts(tx, me.userId);
    const codings = await tx.sql<{
      versionId: string;
      state: OwnTrainingArticle['state'];
      kind: string;
      scored: boolean;
    }>(
      `SELECT g.article_version_id AS "versionId", g.state::text AS state, g.kind::text AS kind,
              EXISTS (SELECT 1 FROM training_attempts t WHERE t.project_id = g.project_id
                AND t.coding_id = g.id AND t.scored_at >= g.submitted_at) AS scored
         FROM codings g WHERE g.project_id = $1::uuid AND g.coder_id = $2::uuid`,
      tx.projectId,
      me.userId,
    );
    const byVersion = new Map(codings.map((coding) => [coding.versionId, coding]));
    const articles = (await readTrainingArticles(tx)).map((article): OwnTrainingArticle => {
      const coding = byVersion.get(article.articleVersionId);
      const own = attempts.filter(({ articleId }) => articleId === article.articleId);
      const state = coding?.state ?? 'not_started';
      const waits = state === 'submitted' && coding?.kind === 'training' && !coding.scored;
      return {
        ...article,
        state,
        isOld: coding !== undefined && coding.kind !== 'training' && state !== 'not_started',
        attempts: own,
        waits,
        mayTryAgain: state === 'submitted' && !waits && mayTryAgain(own, rules),
      };
    });
    return ok({ rules, state: trainee.state, passed: passedArticles(attempts), articles });
  });
}

/** One score with its reasons, for the trainee and for leads. Error: `not_found`. */
export function getAttempt(actor: Actor, attemptId: string): Promise<Result<AttemptDto>> {
  return inProject(actor, 'project.read', async (tx) => {
    const [attempt] = await tx.sql<AttemptDto>(
      `SELECT ${ATTEMPT_COLUMNS}, t.measure, u.name AS "userName", v.id AS "articleVersionId",
              v.version_no AS "versionNo", v.title, v.language, v.direction::text AS direction,
              t.result
         FROM training_attempts t
         JOIN article_versions v ON v.project_id = t.project_id AND v.id = t.article_version_id
         JOIN users u ON u.id = t.user_id
        WHERE t.project_id = $1::uuid AND t.id = $2::uuid`,
      tx.projectId,
      attemptId,
    );
    return attempt ? ok(attempt) : err('not_found', 'There is no such score.');
  });
}

/** How the acting person stands with one text while in training; null: they are not. */
export function getTrainingOf(
  actor: Actor,
  articleVersionId: string,
): Promise<Result<'barred' | 'training' | null>> {
  return inProject(actor, 'project.read', async (tx, me) => {
    const [row] = await tx.sql<{ in: boolean; barred: boolean; kind: string | null }>(
      `SELECT is_in_training($1::uuid, $2::uuid) AS in, is_barred($1::uuid, $2::uuid, $3::uuid) AS barred,
              (SELECT kind::text FROM codings WHERE project_id = $1::uuid AND coder_id = $2::uuid
                 AND article_version_id = $3::uuid) AS kind`,
      tx.projectId,
      me.userId,
      articleVersionId,
    );
    if (row?.barred) return ok('barred');
    return ok(row?.kind === 'training' || (row?.in && row.kind === null) ? 'training' : null);
  });
}
