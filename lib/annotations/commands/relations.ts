import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { err, ok, type Result } from '@/lib/result/result';
import { codebookInUse } from '../codebook-in-use';
import { type OpenCoding, writeInCoding } from '../in-coding';
import { type RelationMove, staleRelation } from '../moves';
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

/**
 * Links two annotations of the acting person's coding. Errors: `invalid_input` (type, ends),
 * `not_found` (an end is gone), and those of `writeInCoding`.
 */
export async function createRelation(
  actor: Actor,
  input: z.output<typeof createRelationSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'relation.create', input, async (coding) => {
    const { typeKey, fromAnnotationId, toAnnotationId, attributes } = input;
    const type = await checkedType(coding, typeKey, fromAnnotationId, toAnnotationId);
    if (!type.ok) return type;
    const after: RelationSnapshot = {
      relationTypeId: type.value,
      typeKey,
      fromAnnotationId,
      toAnnotationId,
      attributes,
      memo: null,
      deleted: false,
    };
    const move: RelationMove = { type: 'relation', id: input.relationId, before: null, after };
    return ok({ label: `Link ${typeKey}`, moves: [move] });
  });
}

/** Changes a link's type, values or memo; only what is given. Errors: `stale_version` and as above. */
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
    if (typeKey !== snapshot.typeKey) {
      const { fromAnnotationId, toAnnotationId } = snapshot;
      const type = await checkedType(coding, typeKey, fromAnnotationId, toAnnotationId);
      if (!type.ok) return type;
      relationTypeId = type.value;
    }
    const after: RelationSnapshot = {
      ...snapshot,
      relationTypeId,
      typeKey,
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

/** The id of the relation type, if it may join the two. */
async function checkedType(
  coding: OpenCoding,
  typeKey: string,
  fromId: string,
  toId: string,
): Promise<Result<string>> {
  const codebook = await codebookInUse(coding.tx);
  if (!codebook.ok) return codebook;
  const type = codebook.value.relationTypes.get(typeKey);
  if (!type) {
    return err('invalid_input', `The codebook has no relation “${typeKey}”.`, { field: 'typeKey' });
  }
  const ends = await loadAnnotations(
    coding.tx,
    [...new Set([fromId, toId])].map((id) => ({ id, no: null })),
  );
  const end = (id: string): RelationEnd | undefined => {
    const found = ends.get(id);
    return (
      found && {
        id,
        codingId: found.codingId,
        codeKey: found.snapshot.codeKey,
        deleted: found.snapshot.deleted,
      }
    );
  };
  const allowed = checkRelation(type, coding.codingId, end(fromId), end(toId));
  return allowed.ok ? ok(type.id) : allowed;
}
