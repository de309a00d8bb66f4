import { isoTime } from '@/lib/annotations/heads';
import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { DecisionDto } from './schema';

/** Which decisions; what is null keeps everything. */
export interface DecisionFilter {
  readonly annotationId: string | null;
  readonly deciderId: string | null;
  readonly kind: DecisionDto['kind'] | null;
}

/**
 * Review decisions on annotations that are not deleted and that the person may see, in the order of
 * their ids, which is that of their making: at most `limit` after the one named. Errors: those of
 * `inProject`.
 */
export function listDecisions(
  actor: Actor,
  filter: DecisionFilter,
  after: string | null,
  limit: number,
): Promise<Result<DecisionDto[]>> {
  return inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<DecisionDto>(
        `SELECT d.id::text, d.annotation_id::text AS "annotationId", d.kind::text, d.reason,
                d.revision_id::text AS "revisionId", d.amended_revision_id::text AS "amendedRevisionId",
                d.decider_id::text AS "deciderId", u.name AS "deciderName",
                ${isoTime('d.decided_at')} AS "decidedAt"
           FROM review_decisions d
           JOIN users u ON u.id = d.decider_id
           JOIN annotations a ON a.project_id = d.project_id AND a.id = d.annotation_id
          WHERE d.project_id = $1::uuid AND ($2::uuid IS NULL OR d.id > $2::uuid)
            AND ${visibleAnnotation('a')}
            AND ($3::uuid IS NULL OR d.annotation_id = $3::uuid)
            AND ($4::uuid IS NULL OR d.decider_id = $4::uuid)
            AND ($5::text IS NULL OR d.kind::text = $5)
          ORDER BY d.id LIMIT $6::int`,
        tx.projectId,
        after,
        filter.annotationId,
        filter.deciderId,
        filter.kind,
        limit,
      ),
    ),
  );
}
