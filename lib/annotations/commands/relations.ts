import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { type CodebookInUse, codebookInUse } from '../codebook-in-use';
import { type OpenCoding, writeInCoding } from '../in-coding';
import { type AnnotationMove, type RelationMove, staleRelation } from '../moves';
import { loadRelations } from '../relation-store';
import { checkRelation, type RelationEnd } from '../rules';
import type {
  AnnotationChange,
  changeRelationSchema,
  createRelationSchema,
  deleteRelationSchema,
} from '../schema';
import { type RelationSnapshot, sameRelation } from '../snapshot';
import { loadAnnotations, type StoredRelation } from '../store';
import { newAnnotation } from './create';

/**
 * Links an annotation of the acting person's coding to another: of the same coding, of another
 * article, or made in the same transaction (`newEnd`), so that one undo takes both back. Errors:
 * `invalid_input` (type, ends, the new end), `not_found` (an end is gone), and those of
 * `writeInCoding`.
 */
export async function createRelation(
  actor: Actor,
  input: z.output<typeof createRelationSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'relation.create', input, async (coding) => {
    const { typeKey, fromAnnotationId, toAnnotationId, attributes, memo = null } = input;
    const codebook = await codebookInUse(coding.tx);
    if (!codebook.ok) return codebook;
    const made = await endToMake(coding, codebook.value, input);
    if (!made.ok) return made;
    const ends = [fromAnnotationId, toAnnotationId] as const;
    const type = await checkedType(coding, codebook.value, typeKey, ends, made.value);
    if (!type.ok) return type;
    const after: RelationSnapshot = {
      relationTypeId: type.value,
      typeKey,
      fromAnnotationId,
      toAnnotationId,
      attributes,
      memo,
      deleted: false,
    };
    const move: RelationMove = { type: 'relation', id: input.relationId, before: null, after };
    return ok({ label: `Link ${typeKey}`, moves: [...made.value, move] });
  });
}

/**
 * Changes a link's type, direction, values or memo; only what is given. Errors: `stale_version` and as
 * above.
 */
export async function changeRelation(
  actor: Actor,
  input: z.output<typeof changeRelationSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'relation.change', input, async (coding) => {
    const found = await ownRelation(coding, input.relationId, input.expectedNo);
    if (!found.ok) return found;
    const { snapshot } = found.value;
    const typeKey = input.typeKey ?? snapshot.typeKey;
    let { relationTypeId } = snapshot;
    const { fromAnnotationId: from, toAnnotationId: to } = snapshot;
    const ends = input.swap ? ([to, from] as const) : ([from, to] as const);
    if (typeKey !== snapshot.typeKey || input.swap) {
      const codebook = await codebookInUse(coding.tx);
      if (!codebook.ok) return codebook;
      const type = await checkedType(coding, codebook.value, typeKey, ends);
      if (!type.ok) return type;
      relationTypeId = type.value;
    }
    const after: RelationSnapshot = {
      ...snapshot,
      relationTypeId,
      typeKey,
      fromAnnotationId: ends[0],
      toAnnotationId: ends[1],
      attributes: input.attributes ?? snapshot.attributes,
      memo: input.memo === undefined ? snapshot.memo : input.memo,
    };
    const { id } = found.value;
    const moves: RelationMove[] = sameRelation(snapshot, after)
      ? []
      : [{ type: 'relation', id, before: found.value, after }];
    return ok({ label: `Change ${typeKey}`, moves, touched: [id] });
  });
}

/** Deletes a link; undo brings it back. Errors: `stale_version`, `not_found` and as above. */
export async function deleteRelation(
  actor: Actor,
  input: z.output<typeof deleteRelationSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'relation.delete', input, async (coding) => {
    const found = await ownRelation(coding, input.relationId, input.expectedNo);
    if (!found.ok) return found;
    const { id, snapshot } = found.value;
    const after = { ...snapshot, deleted: true };
    const move: RelationMove = { type: 'relation', id, before: found.value, after };
    return ok({ label: `Unlink ${snapshot.typeKey}`, moves: [move] });
  });
}

async function ownRelation(
  coding: OpenCoding,
  id: string,
  expectedNo: number,
): Promise<Result<StoredRelation>> {
  const found = (await loadRelations(coding.tx, [{ id, no: null }])).get(id);
  if (!found || found.codingId !== coding.codingId) {
    return err('not_found', 'There is no such link in your coding.');
  }
  if (found.headNo !== expectedNo) return staleRelation();
  if (found.snapshot.deleted) return err('not_found', 'This link has been deleted.');
  return ok(found);
}

/** The annotation that comes with the link, if there is one; a link has to lead to it. */
async function endToMake(
  coding: OpenCoding,
  codebook: CodebookInUse,
  input: z.output<typeof createRelationSchema>,
): Promise<Result<AnnotationMove[]>> {
  const { newEnd, fromAnnotationId, toAnnotationId } = input;
  if (!newEnd) return ok([]);
  const { annotationId: id, ...draft } = newEnd;
  if (id !== fromAnnotationId && id !== toAnnotationId) {
    return err('invalid_input', 'The new annotation is no end of the link.', { field: 'newEnd' });
  }
  const move = await newAnnotation(coding, codebook, { ...draft, id });
  return move.ok ? ok([move.value]) : move;
}

/** The id of the relation type, if it may join the two: those that stand and the one to be made. */
async function checkedType(
  coding: OpenCoding,
  codebook: CodebookInUse,
  typeKey: string,
  [fromId, toId]: readonly [string, string],
  made: readonly AnnotationMove[] = [],
): Promise<Result<string>> {
  const type = codebook.relationTypes.get(typeKey);
  if (!type) {
    return err('invalid_input', `The codebook has no relation “${typeKey}”.`, { field: 'typeKey' });
  }
  const { codingId, articleVersionId } = coding;
  const known = await loadAnnotations(
    coding.tx,
    [...new Set([fromId, toId])].map((id) => ({ id, no: null })),
  );
  const ends = new Map<string, RelationEnd>();
  for (const [id, found] of known) ends.set(id, { ...found, ...found.snapshot });
  for (const { id, after } of made) ends.set(id, { id, codingId, articleVersionId, ...after });
  const allowed = checkRelation(type, codingId, ends.get(fromId), ends.get(toId));
  return allowed.ok ? ok(type.id) : allowed;
}
