import type { AttemptLine, TrainingRules } from './schema';

/** Whether a score is enough; one without a value is not. */
export function isPassed(value: number | null, threshold: number): boolean {
  return value !== null && value >= threshold;
}

/** Articles with an attempt that was enough. */
export function passedArticles(attempts: readonly AttemptLine[]): number {
  return new Set(attempts.filter(({ passed }) => passed).map(({ articleId }) => articleId)).size;
}

/** Whether these attempts admit somebody. */
export function isAdmitted(
  attempts: readonly AttemptLine[],
  { articlesNeeded }: Pick<TrainingRules, 'articlesNeeded'>,
): boolean {
  return passedArticles(attempts) >= articlesNeeded;
}

/** Whether an article may be tried once more: it was scored, not passed, and attempts are left. */
export function mayTryAgain(
  attempts: readonly AttemptLine[],
  { attemptsAllowed }: Pick<TrainingRules, 'attemptsAllowed'>,
): boolean {
  if (attempts.length === 0 || attempts.some(({ passed }) => passed)) return false;
  return attemptsAllowed === null || attempts.length < attemptsAllowed;
}
