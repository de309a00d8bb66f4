import { v7 as uuidv7 } from 'uuid';
import { GOLD_ID } from '@/lib/adjudication/rules/gold';
import type { Cause } from '@/lib/adjudication/schema';
import { readHeads } from '@/lib/annotations/heads';
import { describeChange, type OpenCoding, oncePerKey } from '@/lib/annotations/in-coding';
import { type Move, writeMoves } from '@/lib/annotations/moves';
import { readRelations } from '@/lib/annotations/relation-heads';
import { loadRelations } from '@/lib/annotations/relation-store';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { loadAnnotations } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvents, type NewEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { isAdmitted, isPassed, mayTryAgain } from './rules';
import type { AgainInput, AttemptLine, ScoreInput } from './schema';
import { scoreAgainstGold } from './score';
import { readAttempts, readRules } from './store';

/** Compares the trainee's work with the gold; what it shows of that, the score decides. */
const WHOLE = { sight: 'whole', timeoutMs: 120_000 } as const;

interface Handed {
  readonly codingId: string;
  readonly articleId: string;
  readonly state: string;
  readonly title: string;
  readonly text: string;
  readonly length: number;
  readonly language: string | null;
  /** Scored since it was handed in; null: not yet. */
  readonly attemptId: string | null;
  readonly attempts: number;
}

/** The outcome of a score. */
export interface Scored {
  readonly attemptId: string;
  readonly passed: boolean;
  readonly admitted: boolean;
}

/**
 * Scores the acting trainee's handed-in work on a training article against the gold, and
 * admits them when they have passed enough. A second time it answers the score that there is. Errors:
 * `not_found` (no training coding of the text), `conflict` (not handed in, no training).
 */
export function scoreAttempt(actor: Actor, input: ScoreInput): Promise<Result<Scored>> {
  return inProject(
    actor,
    'annotations.write',
    async (tx, me) => {
      const { userId } = me;
      if (userId === null) return err('forbidden', 'Only a signed-in member codes.');
      const rules = await readRules(tx);
      if (!rules) return err('conflict', 'This project has no training.');
      const handed = await readHanded(tx, userId, input.articleVersionId);
      if (!handed) return err('not_found', 'You have no training work on this article.');
      if (handed.state !== 'submitted') return err('conflict', 'Hand your work in first.');
      if (handed.attemptId) {
        const attempts = await readAttempts(tx, userId);
        const passed = attempts.some(({ id, passed }) => id === handed.attemptId && passed);
        return ok({ attemptId: handed.attemptId, passed, admitted: isAdmitted(attempts, rules) });
      }
      const work = await readWork(tx, handed, input.articleVersionId);
      const { score, result } = scoreAgainstGold(work.mine, work.gold, {
        ...rules,
        ...handed,
        ...work,
      });
      const passed = isPassed(score.value, rules.threshold);
      const attemptId = uuidv7();
      const attemptNo = handed.attempts + 1;
      await tx.sql(
        `INSERT INTO training_attempts (project_id, id, coding_id, article_version_id, user_id,
           attempt_no, measure, layers, threshold, value, reason, passed, result, gold_event)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::smallint, $7, $8::text[], $9,
           $10, $11, $12, $13::jsonb, coalesce(max(seq), 0) FROM chain_heads WHERE project_id = $1::uuid`,
        tx.projectId,
        attemptId,
        handed.codingId,
        input.articleVersionId,
        userId,
        attemptNo,
        rules.measure,
        rules.layers,
        rules.threshold,
        score.value,
        score.reason,
        passed,
        JSON.stringify(result),
      );
      const admitted = isAdmitted(await readAttempts(tx, userId), rules);
      const events: NewEvent[] = [
        {
          type: 'training.scored',
          actorId: userId,
          articleId: handed.articleId,
          payload: { attemptId, attemptNo, userId, codingId: handed.codingId, passed },
        },
      ];
      if (admitted) {
        const changed = await tx.sql(
          `UPDATE trainees SET state = 'admitted', since = now(), decided_by = NULL, reason = NULL
            WHERE project_id = $1::uuid AND user_id = $2::uuid AND state = 'training' RETURNING 1 AS one`,
          tx.projectId,
          userId,
        );
        if (changed.length > 0) {
          events.push({
            type: 'training.trainee_changed',
            actorId: userId,
            payload: { userId, before: 'training', after: 'admitted', attemptId },
          });
        }
      }
      await appendEvents(tx, events);
      return ok({ attemptId, passed, admitted });
    },
    WHOLE,
  );
}

async function readHanded(
  tx: ProjectTx,
  userId: string,
  articleVersionId: string,
): Promise<Handed | null> {
  // Locked: two who ask at once (a page and its reload) get one score.
  const [row] = await tx.sql<Handed>(
    `SELECT g.id AS "codingId", v.article_id AS "articleId", g.state::text AS state, v.title, v.text,
            v.text_length AS length, v.language,
            (SELECT t.id FROM training_attempts t WHERE t.project_id = g.project_id
               AND t.coding_id = g.id AND t.scored_at >= g.submitted_at
              ORDER BY t.attempt_no DESC LIMIT 1) AS "attemptId",
            (SELECT count(*)::int FROM training_attempts t WHERE t.project_id = g.project_id
               AND t.coding_id = g.id) AS attempts
       FROM codings g
       JOIN article_versions v ON v.project_id = g.project_id AND v.id = g.article_version_id
      WHERE g.project_id = $1::uuid AND g.coder_id = $2::uuid AND g.article_version_id = $3::uuid
        AND g.kind = 'training' FOR NO KEY UPDATE OF g`,
    tx.projectId,
    userId,
    articleVersionId,
  );
  return row ?? null;
}

async function readWork(tx: ProjectTx, { codingId }: Handed, articleVersionId: string) {
  const heads = await readHeads(tx, { articleVersionId });
  const links = await readRelations(tx, { articleVersionId }, articleVersionId);
  const why = await tx.sql<{ id: string; cause: Cause | null; note: string | null }>(
    `SELECT coalesce(d.gold_annotation_id, d.gold_relation_id) AS id, d.cause::text AS cause, d.note
       FROM adjudication_decisions d
      WHERE d.project_id = $1::uuid AND d.article_version_id = $2::uuid
        AND d.kind NOT IN ('undo', 'confirm')
        AND coalesce(d.gold_annotation_id, d.gold_relation_id) IS NOT NULL
      ORDER BY d.decided_at, d.id`,
    tx.projectId,
    articleVersionId,
  );
  const symmetric = await tx.sql<{ key: string }>(
    'SELECT DISTINCT t.key FROM relation_types t WHERE t.project_id = $1::uuid AND t.symmetric',
    tx.projectId,
  );
  return {
    mine: {
      heads: heads.filter((head) => head.codingId === codingId),
      relations: links.filter((link) => link.codingId === codingId),
    },
    gold: {
      heads: heads.filter((head) => head.coderId === GOLD_ID),
      relations: links.filter((link) => link.coderId === GOLD_ID),
    },
    reasons: new Map(why.map(({ id, cause, note }) => [id, { cause, note }])),
    symmetric: new Set(symmetric.map(({ key }) => key)),
  };
}

/**
 * Begins a training article afresh: the annotations of the last attempt are deleted (their history
 * stays), its score is kept. Errors: `not_found`, `conflict` (not scored, passed, no attempts left).
 */
export function tryAgain(actor: Actor, input: AgainInput): Promise<Result<AnnotationChange>> {
  return oncePerKey(actor, 'training.again', input, async (coding) => {
    const { tx, userId } = coding;
    const rules = await readRules(tx);
    const handed = await readHanded(tx, userId, input.articleVersionId);
    if (!rules || !handed) return err('not_found', 'You have no training work on this article.');
    const ofArticle = ({ articleId }: AttemptLine) => articleId === handed.articleId;
    const attempts = (await readAttempts(tx, userId)).filter(ofArticle);
    if (handed.state !== 'submitted' || handed.attemptId === null) {
      return err('conflict', 'Hand your work in first.');
    }
    if (!mayTryAgain(attempts, rules)) {
      return err('conflict', 'This article is passed, or no attempt at it is left.');
    }
    await tx.sql(
      `UPDATE codings SET state = 'in_progress', reopened_at = now()
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      coding.codingId,
    );
    const moves = await removals(coding);
    const written = await writeMoves(coding, moves);
    if (!written.ok) return written;
    const change = await describeChange(coding, { moves });
    return ok({
      change,
      events: [
        {
          type: 'training.begun_again' as const,
          payload: {
            before: 'submitted',
            after: 'in_progress',
            attempt: attempts.length + 1,
            removed: moves.map(({ type, id, before }) => ({
              type,
              id,
              before: before?.headNo ?? 0,
            })),
          },
        },
      ],
    });
  });
}

/** Everything of a coding, deleted. */
async function removals({ tx, codingId }: OpenCoding): Promise<Move[]> {
  const ids = async (table: 'annotations' | 'relations') =>
    (
      await tx.sql<{ id: string }>(
        `SELECT id FROM ${table} WHERE project_id = $1::uuid AND coding_id = $2::uuid AND NOT deleted`,
        tx.projectId,
        codingId,
      )
    ).map(({ id }) => ({ id, no: null }));
  const annotations = await loadAnnotations(tx, await ids('annotations'));
  const relations = await loadRelations(tx, await ids('relations'));
  return [
    ...[...relations.values()].map(
      (before): Move => ({
        type: 'relation',
        id: before.id,
        before,
        after: { ...before.snapshot, deleted: true },
      }),
    ),
    ...[...annotations.values()].map(
      (before): Move => ({
        type: 'annotation',
        id: before.id,
        kind: before.kind,
        before,
        after: { ...before.snapshot, deleted: true },
      }),
    ),
  ];
}
