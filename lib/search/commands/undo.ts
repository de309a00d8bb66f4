import type { z } from 'zod';
import {
  appendCodingEvent,
  type CodingEvent,
  describeChange,
  type OpenCoding,
  openCoding,
  writeEffect,
} from '@/lib/annotations/in-coding';
import type { AnnotationMove } from '@/lib/annotations/moves';
import { markOperation, nextOperation, readOperation } from '@/lib/annotations/operations';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { sameSnapshot } from '@/lib/annotations/snapshot';
import { loadAnnotations, type StoredAnnotation } from '@/lib/annotations/store';
import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type BatchOperation, lockBatch, markUndone } from '../batches';
import { oncePerKey } from '../receipts';
import type { UnlabelledPlaces, undoLabelsSchema } from '../schema';

const TIMEOUT_MS = 120_000;

type Kept = UnlabelledPlaces['kept'][number];

interface TakenBack {
  readonly coding: OpenCoding;
  readonly moves: readonly AnnotationMove[];
  readonly events: readonly CodingEvent[];
  readonly kept: readonly Kept[];
}

/**
 * Takes a batch of labels back, whole: each label is deleted by a new revision, in every article.
 * What someone changed since (its coder, a reviewer, by joining or linking it) and what stands in a
 * coding that is handed in stays, and is named in the answer. Only one's own batch, and once. Errors:
 * `not_found`, `conflict` (taken back already), those of `inProject`.
 */
export async function undoLabels(
  actor: Actor,
  input: z.output<typeof undoLabelsSchema>,
): Promise<Result<UnlabelledPlaces>> {
  return inProject(
    actor,
    'annotations.write',
    async (tx, me) => {
      const { userId } = me;
      if (userId === null) return err('forbidden', 'Only a signed-in member codes.');
      const once = { userId, key: input.idempotencyKey, command: 'labels.undo' };
      return oncePerKey(tx, once, async () => {
        const batch = await lockBatch(tx, userId, input.batchId);
        if (!batch) return err('not_found', 'There is no such batch of labels of yours.');
        if (batch.undone) return err('conflict', 'These labels were taken back already.');
        const taken: TakenBack[] = [];
        for (const operation of batch.operations) {
          const coding = await openCoding(tx, userId, operation.articleVersionId);
          if (!coding) throw new Error(`batch ${batch.id} names an unknown article`);
          const done = await takeBack(coding, operation);
          if (!done.ok) return done;
          taken.push(done.value);
        }
        await markUndone(tx, batch.id);
        const value: UnlabelledPlaces = {
          removed: taken.reduce((sum, { moves }) => sum + moves.length, 0),
          kept: taken.flatMap(({ kept }) => kept),
          change: await changeOf(taken),
        };
        return ok({ value, finish: () => tell(taken, batch.id) });
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function takeBack(
  coding: OpenCoding,
  { operationId }: BatchOperation,
): Promise<Result<TakenBack>> {
  const operation = await readOperation(coding, operationId);
  if (!operation) throw new Error(`operation ${operationId} is gone`);
  const ids = operation.changes.map(({ id }) => id);
  const heads = await loadAnnotations(
    coding.tx,
    ids.map((id) => ({ id, no: null })),
  );
  const first = await loadAnnotations(
    coding.tx,
    ids.map((id) => ({ id, no: 1 })),
  );
  const bound = await boundIds(coding, ids);
  const moves: AnnotationMove[] = [];
  const changed: StoredAnnotation[] = [];
  for (const id of ids) {
    const head = heads.get(id);
    const made = first.get(id);
    if (!head || !made) throw new Error(`operation ${operationId} names an unknown annotation`);
    // Deleted by hand, or by the article's own undo: what was asked for is done.
    if (head.snapshot.deleted) continue;
    const untouched = sameSnapshot(head.snapshot, made.snapshot) && !bound.has(id);
    if (coding.state === 'submitted' || !untouched) {
      changed.push(head);
      continue;
    }
    const after = { ...head.snapshot, deleted: true };
    moves.push({ type: 'annotation', id, kind: head.kind, before: head, after });
  }
  const reason = coding.state === 'submitted' ? 'submitted' : 'changed';
  const kept = await describeKept(coding, changed, reason);
  // As the last step of the coding it is undone there too, and can be done again; otherwise the
  // deletion is a step of its own, so that the coding's other steps keep their order.
  const last = await nextOperation(coding, 'undo');
  const whole = changed.length === 0 && moves.length === ids.length && last?.id === operationId;
  if (whole) await markOperation(coding, operationId, 'undone');
  const written = await writeEffect(coding, {
    label: whole ? operation.label : `Take back ${moves.length} labels`,
    moves,
    ...(whole ? { replay: { type: 'operation.undone', operationId } } : {}),
  });
  if (!written.ok) return written;
  return ok({ coding, moves, events: written.value.events, kept });
}

/** Of the spans those that a composite holds or a link touches now. */
async function boundIds({ tx }: OpenCoding, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT m.annotation_id AS id FROM revision_members m
       JOIN annotations a ON a.project_id = m.project_id AND a.head_revision_id = m.revision_id
      WHERE m.project_id = $1::uuid AND m.annotation_id = ANY ($2::uuid[]) AND NOT a.deleted
     UNION SELECT x.id FROM relation_revisions r
       JOIN relations l ON l.project_id = r.project_id AND l.head_revision_id = r.id
      CROSS JOIN LATERAL (VALUES (r.from_annotation_id), (r.to_annotation_id)) AS x (id)
      WHERE r.project_id = $1::uuid AND NOT l.deleted AND x.id = ANY ($2::uuid[])`,
    tx.projectId,
    ids,
  );
  return new Set(rows.map(({ id }) => id));
}

async function describeKept(
  { tx, articleId, articleVersionId }: OpenCoding,
  kept: readonly StoredAnnotation[],
  reason: Kept['reason'],
): Promise<Kept[]> {
  if (kept.length === 0) return [];
  const [article] = await tx.sql<{ title: string }>(
    'SELECT title FROM article_versions WHERE project_id = $1::uuid AND id = $2::uuid',
    tx.projectId,
    articleVersionId,
  );
  return kept.map(({ snapshot }) => ({
    articleId,
    title: article?.title ?? '',
    words: snapshot.fragments.map(({ quote }) => quote).join(' … '),
    reason,
  }));
}

async function changeOf(taken: readonly TakenBack[]): Promise<AnnotationChange | null> {
  const [only, ...others] = taken;
  return only && others.length === 0 ? describeChange(only.coding, only) : null;
}

async function tell(taken: readonly TakenBack[], batchId: string): Promise<void> {
  for (const { coding, events } of taken) {
    for (const event of events) {
      await appendCodingEvent(coding, { ...event, payload: { ...event.payload, batchId } });
    }
  }
}
