import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { type OpenCoding, writeInCoding } from '../in-coding';
import type { AnnotationMove, Move, RelationMove } from '../moves';
import { loadRelations } from '../relation-store';
import type { AnnotationChange, annotationAtRevisionSchema } from '../schema';
import { loadAnnotations, type StoredAnnotation } from '../store';
import { ownAnnotation } from './change';
import { holderIds, relationIdsAt } from './holders';

type AtRevision = z.output<typeof annotationAtRevisionSchema>;

/**
 * Deletes an annotation: a last revision says so, nothing is lost. Attributions let go of a deleted
 * span, and are deleted when nothing is left in them; links to it are deleted; one undo brings all
 * back. Errors: `stale_version`, `not_found`, and those of `writeInCoding`.
 */
export async function deleteAnnotation(
  actor: Actor,
  input: AtRevision,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'annotation.delete', input, async (coding) => {
    const found = await ownAnnotation(coding, input.annotationId, input.expectedNo, {
      deleted: true,
    });
    if (!found.ok) return found;
    if (found.value.snapshot.deleted)
      return err('not_found', 'This annotation is deleted already.');
    const holders = await releases(coding, found.value.id);
    const gone = [found.value, ...holders.filter((move) => move.after.deleted)];
    const links: RelationMove[] = [];
    for (const { id } of gone) {
      const known = new Set(links.map((link) => link.id));
      links.push(...(await unlinks(coding, id)).filter((link) => !known.has(link.id)));
    }
    const moves: Move[] = [withDeleted(found.value, true), ...holders, ...links];
    return ok({ label: `Delete ${found.value.snapshot.codeKey}`, moves });
  });
}

/**
 * Brings a deleted annotation back as it was, without what was joined or linked to it (undo brings
 * those back too). Errors: `stale_version`, `not_found`, `conflict` (not deleted).
 */
export async function restoreAnnotation(
  actor: Actor,
  input: AtRevision,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'annotation.restore', input, async (coding) => {
    const found = await ownAnnotation(coding, input.annotationId, input.expectedNo, {
      deleted: false,
    });
    if (!found.ok) return found;
    if (!found.value.snapshot.deleted) return err('conflict', 'This annotation is not deleted.');
    const members = await standingMembers(coding, found.value);
    const move = withDeleted(found.value, false, members);
    return ok({ label: `Restore ${found.value.snapshot.codeKey}`, moves: [move] });
  });
}

function withDeleted(
  before: StoredAnnotation,
  deleted: boolean,
  members = before.snapshot.members,
): AnnotationMove {
  const { id, kind, snapshot } = before;
  return { type: 'annotation', id, kind, before, after: { ...snapshot, members, deleted } };
}

/** A composite comes back without the spans that were deleted meanwhile. */
async function standingMembers(coding: OpenCoding, { snapshot }: StoredAnnotation) {
  const refs = snapshot.members.map(({ annotationId }) => ({ id: annotationId, no: null }));
  const spans = await loadAnnotations(coding.tx, refs);
  return snapshot.members.filter(
    ({ annotationId }) => spans.get(annotationId)?.snapshot.deleted === false,
  );
}

async function releases(coding: OpenCoding, spanId: string): Promise<AnnotationMove[]> {
  const ids = await holderIds(coding, spanId);
  const composites = await loadAnnotations(
    coding.tx,
    ids.map((id) => ({ id, no: null })),
  );
  return [...composites.values()].map((before) => {
    const { id, kind, snapshot } = before;
    const members = snapshot.members.filter(({ annotationId }) => annotationId !== spanId);
    const empty = members.length === 0 && snapshot.fragments.length === 0;
    // An emptied composite keeps its last members on record, so that it can be restored with them.
    const after = empty ? { ...snapshot, deleted: true } : { ...snapshot, members };
    return { type: 'annotation', id, kind, before, after };
  });
}

async function unlinks(coding: OpenCoding, annotationId: string): Promise<RelationMove[]> {
  const ids = await relationIdsAt(coding, annotationId);
  const relations = await loadRelations(
    coding.tx,
    ids.map((id) => ({ id, no: null })),
  );
  return [...relations.values()].map((before) => ({
    type: 'relation',
    id: before.id,
    before,
    after: { ...before.snapshot, deleted: true },
  }));
}
