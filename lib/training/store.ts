import { isoTime } from '@/lib/annotations/heads';
import type { ProjectTx } from '@/lib/db/tx';
import type { AttemptLine, TrainingArticleDto, TrainingRules } from './schema';

/** What a trainee must reach; null: the project has no training. */
export async function readRules(tx: ProjectTx): Promise<TrainingRules | null> {
  const [row] = await tx.sql<TrainingRules>(
    `SELECT measure, layers, threshold, articles_needed AS "articlesNeeded",
            attempts_allowed AS "attemptsAllowed"
       FROM training_settings WHERE project_id = $1::uuid`,
    tx.projectId,
  );
  return row ?? null;
}

/** Of an article, the newest version that has gold: a later one that came in since has none yet. */
const NEWEST = `v.project_id = $1::uuid AND has_gold(v.project_id, v.id) AND NOT EXISTS (
  SELECT 1 FROM article_versions w WHERE w.project_id = v.project_id AND w.article_id = v.article_id
     AND w.version_no > v.version_no AND has_gold(w.project_id, w.id))`;
const COLUMNS = `v.article_id AS "articleId", v.id AS "articleVersionId", v.version_no AS "versionNo",
  v.title, v.publisher, v.language, v.direction::text AS direction`;

/** The articles of the training set, in the order in which they were chosen. */
export function readTrainingArticles(tx: ProjectTx): Promise<TrainingArticleDto[]> {
  return tx.sql<TrainingArticleDto>(
    `SELECT ${COLUMNS} FROM training_articles t
       JOIN article_versions v ON v.article_id = t.article_id AND ${NEWEST}
      WHERE t.project_id = $1::uuid ORDER BY t.added_at, lower(v.title), v.article_id`,
    tx.projectId,
  );
}

/** Articles that somebody has begun to adjudicate, by title; at most 500. */
export function readAdjudicated(tx: ProjectTx): Promise<TrainingArticleDto[]> {
  return tx.sql<TrainingArticleDto>(
    `SELECT ${COLUMNS} FROM codings g
       JOIN article_versions v ON v.id = g.article_version_id AND ${NEWEST}
      WHERE g.project_id = $1::uuid AND g.kind = 'gold' ORDER BY lower(v.title), v.article_id LIMIT 500`,
    tx.projectId,
  );
}

export const ATTEMPT_COLUMNS = `t.id, t.user_id AS "userId", v.article_id AS "articleId",
  t.attempt_no AS "attemptNo", t.value, t.reason, t.threshold, t.passed,
  ${isoTime('t.scored_at')} AS "scoredAt"`;

/** Attempts since their trainee last began, oldest first; of one person where one is given. */
export function readAttempts(tx: ProjectTx, userId: string | null): Promise<AttemptLine[]> {
  return tx.sql<AttemptLine>(
    `SELECT ${ATTEMPT_COLUMNS} FROM training_attempts t
       JOIN article_versions v ON v.project_id = t.project_id AND v.id = t.article_version_id
       JOIN trainees p ON p.project_id = t.project_id AND p.user_id = t.user_id
      WHERE t.project_id = $1::uuid AND ($2::uuid IS NULL OR t.user_id = $2::uuid)
        AND (p.state = 'admitted' OR t.scored_at >= p.since)
      ORDER BY t.scored_at, t.id`,
    tx.projectId,
    userId,
  );
}
