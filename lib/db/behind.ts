import type { Actor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';

const BEHIND_MS = 3_600_000;

/**
 * Makes of work that takes up what waits in a project, and answers how much is left, one that goes on
 * behind the answer. Whoever asks again meanwhile starts nothing twice in this process. `doing` names
 * the work in the log.
 */
export function runBehind(
  doing: string,
  work: (actor: Actor, options: { readonly budgetMs: number }) => Promise<Result<number>>,
): (actor: Actor) => void {
  /** Projects that are being worked on. */
  const behind = new Set<string>();
  return (actor) => {
    if (behind.has(actor.projectId)) return;
    behind.add(actor.projectId);
    void work(actor, { budgetMs: BEHIND_MS })
      .then((done) => {
        if (!done.ok) console.error(`${doing} ended: ${done.error.userMessage}`, done.error.cause);
      })
      // The list of what waits is kept: whoever looks next takes it up again.
      .catch((cause: unknown) => console.error(`${doing} broke off`, cause))
      .finally(() => behind.delete(actor.projectId));
  };
}
