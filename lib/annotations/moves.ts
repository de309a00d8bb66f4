import type { ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { readHeads } from './heads';
import { checkNesting, nestedIn } from './nesting';
import { readNesting } from './nesting-store';
import { insertRelationRevisions } from './relation-store';
import type { AnnotationKind } from './rules';
import type { RelationSnapshot, Snapshot } from './snapshot';
import { insertRevisions, type StoredAnnotation, type StoredRelation } from './store';

/** One annotation's step from its head (null: it is new) to a new revision. */
export interface AnnotationMove {
  readonly type: 'annotation';
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly before: StoredAnnotation | null;
  readonly after: Snapshot;
}

/** One relation's step from its head (null: it is new) to a new revision. */
export interface RelationMove {
  readonly type: 'relation';
  readonly id: string;
  readonly before: StoredRelation | null;
  readonly after: RelationSnapshot;
}

export type Move = AnnotationMove | RelationMove;

/** Where the moves are written. */
interface Place {
  readonly tx: ProjectTx;
  readonly userId: string;
  readonly codingId: string;
  readonly articleVersionId: string;
}

/**
 * Writes the moves' revisions: spans, then the composites that hold them, then relations. Error:
 * `stale_version` when another writer was first, `conflict` when a new id is taken or an attribution
 * would stand inside itself.
 */
export async function writeMoves(place: Place, moves: readonly Move[]): Promise<Result<void>> {
  const annotations = moves.filter((move) => move.type === 'annotation');
  const relations = moves.filter((move) => move.type === 'relation');
  const spans = annotations.filter((move) => move.kind !== 'composite');
  const composites = annotations.filter((move) => move.kind === 'composite');
  const nested = await checkNestedMoves(place, composites);
  if (!nested.ok) return nested;
  for (const group of [spans, composites]) {
    const written = await insertRevisions(
      place.tx,
      group.map(({ id, kind, before, after }) => ({
        annotationId: id,
        kind,
        codingId: place.codingId,
        articleVersionId: place.articleVersionId,
        revisionNo: (before?.headNo ?? 0) + 1,
        authorId: place.userId,
        snapshot: after,
      })),
    );
    const lost = group.find((move) => !written.has(move.id));
    if (lost) return lost.before ? staleVersion(place.tx, lost.id, lost.after) : idTaken();
  }
  const written = await insertRelationRevisions(
    place.tx,
    relations.map(({ id, before, after }) => ({
      relationId: id,
      codingId: place.codingId,
      revisionNo: (before?.headNo ?? 0) + 1,
      authorId: place.userId,
      snapshot: after,
    })),
  );
  const lost = relations.find((move) => !written.has(move.id));
  if (lost) return lost.before ? staleRelation() : idTaken();
  return ok(undefined);
}

/** Undo and redo come this way too: what was sound once may close a circle now. */
async function checkNestedMoves(
  { tx, codingId }: Place,
  moves: readonly AnnotationMove[],
): Promise<Result<void>> {
  const standing = moves.filter(({ after }) => !after.deleted);
  if (standing.every(({ after }) => nestedIn(after.members).length === 0)) return ok(undefined);
  const nesting = await readNesting(tx, codingId);
  for (const { id, after } of moves) nesting.set(id, after.deleted ? [] : nestedIn(after.members));
  for (const { id, after } of standing) {
    const checked = checkNesting(id, nestedIn(after.members), nesting);
    if (!checked.ok) return checked;
  }
  return ok(undefined);
}

/**
 * The error of a write that was made against an older state. `details.yours` is what the person
 * wanted, `details.theirs` the annotation as it is now (null: deleted).
 */
export async function staleVersion(
  tx: ProjectTx,
  annotationId: string,
  yours: unknown,
): Promise<Extract<Result<never>, { ok: false }>> {
  const [theirs] = await readHeads(tx, { ids: [annotationId] });
  return err('stale_version', 'Someone changed this annotation since you saw it.', {
    details: { yours, theirs: theirs ?? null },
  });
}

/** The same for a relation, of which nothing but its being there can be shown. */
export function staleRelation(): Extract<Result<never>, { ok: false }> {
  return err('stale_version', 'Someone changed this link since you saw it.');
}

function idTaken(): Extract<Result<never>, { ok: false }> {
  return err('conflict', 'This identifier is taken.', { field: 'annotationId' });
}
