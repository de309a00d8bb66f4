import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { type CodingInput, type OpenCoding, writeInCoding } from '../in-coding';
import { type Move, staleRelation, staleVersion } from '../moves';
import { markOperation, nextOperation, type Operation, type OperationChange } from '../operations';
import { loadRelations } from '../relation-store';
import type { AnnotationChange } from '../schema';
import { sameRelation, sameSnapshot } from '../snapshot';
import { loadAnnotations, type RevisionRef } from '../store';

type Direction = 'undo' | 'redo';

/**
 * Takes the coding's last operation back by new revisions that say what stood before it; the log is
 * the server's, so a reload changes nothing. Errors: `conflict` (nothing to undo), `stale_version`
 * (someone, say a reviewer, changed one of its annotations since), those of `writeInCoding`.
 */
export async function undo(actor: Actor, input: CodingInput): Promise<Result<AnnotationChange>> {
  return replay(actor, input, 'undo');
}

/** Does the last undone operation again, by new revisions. Errors as `undo`. */
export async function redo(actor: Actor, input: CodingInput): Promise<Result<AnnotationChange>> {
  return replay(actor, input, 'redo');
}

function replay(actor: Actor, input: CodingInput, direction: Direction) {
  return writeInCoding(actor, direction, input, async (coding) => {
    const operation = await nextOperation(coding, direction);
    if (!operation) return err('conflict', `There is nothing to ${direction}.`);
    const annotations = await annotationMoves(coding, operation, direction);
    if (!annotations.ok) return annotations;
    const relations = await relationMoves(coding, operation, direction);
    if (!relations.ok) return relations;
    await markOperation(coding, operation.id, direction === 'undo' ? 'undone' : 'done');
    return ok({
      label: operation.label,
      moves: [...annotations.value, ...relations.value],
      replay: {
        type: direction === 'undo' ? 'operation.undone' : 'operation.redone',
        operationId: operation.id,
      },
    });
  });
}

function refsOf(
  changes: readonly OperationChange[],
  no: (change: OperationChange) => number | null,
): RevisionRef[] {
  return changes.map((change) => ({ id: change.id, no: no(change) }));
}

/**
 * Both sides of each change by what they say: after undo and redo the numbers have moved on, so a
 * head is untouched when it says the same as the side that the replay starts from.
 */
async function annotationMoves(
  coding: OpenCoding,
  operation: Operation,
  direction: Direction,
): Promise<Result<Move[]>> {
  const changes = operation.changes.filter((change) => change.kind === 'annotation');
  const heads = await loadAnnotations(
    coding.tx,
    refsOf(changes, () => null),
  );
  const afters = await loadAnnotations(
    coding.tx,
    refsOf(changes, (change) => change.afterNo),
  );
  const befores = await loadAnnotations(
    coding.tx,
    refsOf(
      changes.filter((change) => change.beforeNo !== null),
      (change) => change.beforeNo,
    ),
  );
  const moves: Move[] = [];
  for (const { id } of changes) {
    const head = heads.get(id);
    const after = afters.get(id)?.snapshot;
    if (!head || !after) throw new Error(`operation ${operation.id} names an unknown revision`);
    const before = befores.get(id)?.snapshot ?? { ...after, deleted: true };
    const [from, to] = direction === 'undo' ? [after, before] : [before, after];
    if (!sameSnapshot(head.snapshot, from)) return staleVersion(coding.tx, id, to);
    moves.push({ type: 'annotation', id, kind: head.kind, before: head, after: to });
  }
  return ok(moves);
}

async function relationMoves(
  coding: OpenCoding,
  operation: Operation,
  direction: Direction,
): Promise<Result<Move[]>> {
  const changes = operation.changes.filter((change) => change.kind === 'relation');
  const heads = await loadRelations(
    coding.tx,
    refsOf(changes, () => null),
  );
  const afters = await loadRelations(
    coding.tx,
    refsOf(changes, (change) => change.afterNo),
  );
  const befores = await loadRelations(
    coding.tx,
    refsOf(
      changes.filter((change) => change.beforeNo !== null),
      (change) => change.beforeNo,
    ),
  );
  const moves: Move[] = [];
  for (const { id } of changes) {
    const head = heads.get(id);
    const after = afters.get(id)?.snapshot;
    if (!head || !after) throw new Error(`operation ${operation.id} names an unknown revision`);
    const before = befores.get(id)?.snapshot ?? { ...after, deleted: true };
    const [from, to] = direction === 'undo' ? [after, before] : [before, after];
    if (!sameRelation(head.snapshot, from)) return staleRelation();
    moves.push({ type: 'relation', id, before: head, after: to });
  }
  return ok(moves);
}
