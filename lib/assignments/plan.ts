import { createHash } from 'node:crypto';
import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type PlannedAssignment, planRoundRobin } from './rules';
import type { PlanInput } from './schema';
import { type Candidate, candidates, notCoders } from './store';

/** A plan with what it was made from. */
export interface Plan {
  readonly assignments: readonly PlannedAssignment[];
  readonly candidates: readonly Candidate[];
  readonly loads: ReadonlyMap<string, number>;
  /** SHA-256 of who gets what, hex. */
  readonly fingerprint: string;
}

/** Said of someone who cannot be given articles. */
export const NO_CODER =
  'One of these people does not code in this project (any more), or is in training.';

/** Works a plan out on the project as it stands. Error: `invalid_input` (a coder, nothing to give). */
export async function makePlan(tx: ProjectTx, input: PlanInput): Promise<Result<Plan>> {
  if ((await notCoders(tx, input.coderIds)).length > 0) {
    return err('invalid_input', NO_CODER, { field: 'coderIds' });
  }
  const found = await candidates(tx, input);
  if (found.length === 0) {
    return err('invalid_input', 'No article that fits is still to be given out.');
  }
  const loads = await tx.sql<{ id: string; load: number }>(
    `SELECT x.id, (SELECT count(*)::int FROM assignments s WHERE s.project_id = $1::uuid
        AND s.coder_id = x.id AND s.state IN ('assigned', 'started')) AS load
       FROM unnest($2::uuid[]) x (id)`,
    tx.projectId,
    [...new Set(input.coderIds)],
  );
  const assignments = planRoundRobin(
    found.map(({ id, taken, language, publisher }) => ({
      id,
      taken,
      group: { none: '', language, publisher }[input.balance],
    })),
    loads,
    input,
  );
  const fingerprint = createHash('sha256').update(JSON.stringify(assignments)).digest('hex');
  return ok({
    assignments,
    candidates: found,
    loads: new Map(loads.map(({ id, load }) => [id, load])),
    fingerprint,
  });
}
