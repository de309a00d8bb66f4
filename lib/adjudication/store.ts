import { v7 as uuidv7 } from 'uuid';
import { type Move, writeMoves } from '@/lib/annotations/moves';
import type { NewEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import type { OpenGold } from './in-gold';
import type { AdjudicationItem, Cause, DECISION_KINDS } from './schema';

/** A decision that is about to be written. */
export interface PlannedDecision {
  readonly item: AdjudicationItem;
  readonly kind: (typeof DECISION_KINDS)[number];
  readonly cause: Cause | null;
  readonly note: string | null;
  /** What it does to the gold; null: nothing (rejected where no gold was). */
  readonly move: Move | null;
}

/**
 * Writes the gold's revisions, the decisions and what they rest on, in a few statements however
 * many there are; answers the events. Errors: those of `writeMoves`.
 */
export async function writeDecisions(
  { coding }: OpenGold,
  planned: readonly PlannedDecision[],
): Promise<Result<Omit<NewEvent, 'actorId'>[]>> {
  const { tx, userId, articleVersionId, articleId } = coding;
  const written = await writeMoves(
    coding,
    planned.flatMap(({ move }) => move ?? []),
  );
  if (!written.ok) return written;
  const rows = planned.map((one) => ({ id: uuidv7(), ...one, ...goldOf(one) }));
  await tx.sql(
    `INSERT INTO adjudication_decisions (project_id, id, article_version_id, kind, basis, cause, note,
       gold_annotation_id, gold_revision_id, gold_relation_id, gold_relation_no, decider_id)
     SELECT $1::uuid, x.id, $2::uuid, x.kind::adjudication_kind, x.basis, x.cause::adjudication_cause,
            x.note, x.annotation, r.id, x.relation, CASE WHEN x.relation IS NOT NULL THEN x.no END,
            $3::uuid
       FROM jsonb_to_recordset($4::jsonb) AS x (id uuid, kind text, basis text, cause text, note text,
         annotation uuid, relation uuid, no int)
       LEFT JOIN annotation_revisions r ON r.project_id = $1::uuid AND r.annotation_id = x.annotation
        AND r.revision_no = x.no`,
    tx.projectId,
    articleVersionId,
    userId,
    JSON.stringify(
      rows.map(({ id, kind, item, cause, note, annotation, relation, no }) => ({
        ...{ id, kind, basis: item.basis, cause, note },
        ...{ annotation, relation, no },
      })),
    ),
  );
  await tx.sql(
    `INSERT INTO adjudication_sources (project_id, decision_id, ordinal, annotation_id, revision_id,
       relation_id, relation_no)
     SELECT $1::uuid, x.decision, x.ordinal, x.annotation, x.revision, x.relation, x.no
       FROM jsonb_to_recordset($2::jsonb) AS x (decision uuid, ordinal int, annotation uuid,
         revision uuid, relation uuid, no int)`,
    tx.projectId,
    JSON.stringify(
      rows.flatMap(({ id, item }) => sourcesOf(item).map((one) => ({ decision: id, ...one }))),
    ),
  );
  return ok(
    rows.map(({ id, kind, item, cause, note, move, annotation, relation, no }) => ({
      type: 'adjudication.decided' as const,
      articleId,
      annotationId: annotation,
      payload: {
        decisionId: id,
        articleVersionId,
        kind,
        cause,
        note,
        sources: sourcesOf(item),
        gold:
          annotation || relation ? { annotationId: annotation, relationId: relation, no } : null,
        before: move?.before?.snapshot ?? null,
        after: move?.after ?? null,
      },
    })),
  );
}

function goldOf({ kind, move }: PlannedDecision) {
  // A rejection makes no gold, though it may delete what an earlier decision made.
  if (!move || kind === 'reject') return { annotation: null, relation: null, no: null };
  const no = (move.before?.headNo ?? 0) + 1;
  return move.type === 'annotation'
    ? { annotation: move.id, relation: null, no }
    : { annotation: null, relation: move.id, no };
}

function sourcesOf({ kind, voices }: AdjudicationItem) {
  return voices
    .filter(({ unitId }) => unitId !== null)
    .map(({ unitId, revision }, ordinal) =>
      kind === 'relation'
        ? { ordinal, relation: unitId, no: Number(revision?.split(':')[1]) }
        : { ordinal, annotation: unitId, revision },
    );
}

/** Takes a decision back, or confirms it. */
export async function writeAbout(
  { coding }: OpenGold,
  kind: 'undo' | 'confirm',
  targetId: string,
  basis: string,
): Promise<string> {
  const id = uuidv7();
  await coding.tx.sql(
    `INSERT INTO adjudication_decisions (project_id, id, article_version_id, kind, basis, target_id,
       decider_id) VALUES ($1::uuid, $2::uuid, $3::uuid, $4::adjudication_kind, $5, $6::uuid, $7::uuid)`,
    coding.tx.projectId,
    id,
    coding.articleVersionId,
    kind,
    basis,
    targetId,
    coding.userId,
  );
  return id;
}
