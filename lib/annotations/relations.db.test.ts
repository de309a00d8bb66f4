import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { createAnnotation } from './commands/create';
import { changeRelation, createRelation, deleteRelation } from './commands/relations';
import { deleteAnnotation } from './commands/remove';
import { undo } from './commands/undo';
import { getArticleAnnotations } from './queries';
import { base, makeWorld, marking, only, passage, unwrap, type World } from './testing';

const db = await testDatabase();

async function mark(world: World, codeKey: string, words: string): Promise<string> {
  return only(unwrap(await createAnnotation(world.ana, marking(world, codeKey, passage(words)))))
    .id;
}

async function linked(world: World) {
  const claim = await mark(world, 'claim', 'The budget grew by 4% in 2022');
  const evidence = await mark(world, 'evidence', 'the statistics office');
  const input = {
    ...base(world),
    relationId: uuidv7(),
    typeKey: 'supported_by',
    fromAnnotationId: claim,
    toAnnotationId: evidence,
    attributes: {},
  };
  const change = unwrap(await createRelation(world.ana, input));
  return { claim, evidence, input, change };
}

const relationsOf = async (world: World) =>
  unwrap(await getArticleAnnotations(world.ben, world.articleVersionId)).relations;

describe('relations', () => {
  it('link two annotations, once per key', async () => {
    const world = await makeWorld(db);
    const { claim, evidence, input, change } = await linked(world);
    expect(change.relations).toEqual([
      {
        id: input.relationId,
        revisionNo: 1,
        codingId: change.coding.id,
        coderId: world.ana.userId,
        typeKey: 'supported_by',
        fromAnnotationId: claim,
        toAnnotationId: evidence,
        attributes: {},
      },
    ]);
    expect(unwrap(await createRelation(world.ana, input))).toEqual(change);
    expect(await relationsOf(world)).toEqual(change.relations);
  });

  it('change their type, and are gone when deleted, until undo', async () => {
    const world = await makeWorld(db);
    const { input } = await linked(world);
    const at = (expectedNo: number) => ({
      ...base(world),
      relationId: input.relationId,
      expectedNo,
    });
    const changed = unwrap(await changeRelation(world.ana, { ...at(1), typeKey: 'refuted_by' }));
    expect(changed.relations).toMatchObject([{ revisionNo: 2, typeKey: 'refuted_by' }]);
    expect(await changeRelation(world.ana, { ...at(1), memo: 'late' })).toMatchObject({
      error: { code: 'stale_version' },
    });
    expect(await deleteRelation(world.ben, at(2))).toMatchObject({ error: { code: 'not_found' } });
    const gone = unwrap(await deleteRelation(world.ana, at(2)));
    expect(gone.removedRelationIds).toEqual([input.relationId]);
    expect(await relationsOf(world)).toEqual([]);
    expect(unwrap(await undo(world.ana, base(world))).relations).toMatchObject([
      { revisionNo: 4, typeKey: 'refuted_by' },
    ]);
  });

  it('let one of two parallel writers through', async () => {
    const world = await makeWorld(db);
    const { input } = await linked(world);
    const write = (memo: string) =>
      changeRelation(world.ana, {
        ...base(world),
        relationId: input.relationId,
        expectedNo: 1,
        memo,
      });
    const answers = await Promise.all([write('a'), write('b'), write('c')]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it('go with an end, and come back with it', async () => {
    const world = await makeWorld(db);
    const { evidence, input } = await linked(world);
    const gone = unwrap(
      await deleteAnnotation(world.ana, { ...base(world), annotationId: evidence, expectedNo: 1 }),
    );
    expect(gone).toMatchObject({
      removedAnnotationIds: [evidence],
      removedRelationIds: [input.relationId],
    });
    const back = unwrap(await undo(world.ana, base(world)));
    expect(only(back).id).toBe(evidence);
    expect(back.relations).toMatchObject([{ id: input.relationId }]);
  });

  it('refuse what the codebook does not join, strangers’ annotations and taken ids', async () => {
    const world = await makeWorld(db);
    const { claim, evidence, input } = await linked(world);
    const fresh = () => ({ ...input, idempotencyKey: randomUUID(), relationId: uuidv7() });
    const bens = only(
      unwrap(await createAnnotation(world.ben, marking(world, 'evidence', passage('said')))),
    ).id;
    for (const wrong of [
      { ...fresh(), fromAnnotationId: evidence, toAnnotationId: claim },
      { ...fresh(), toAnnotationId: claim },
      { ...fresh(), toAnnotationId: bens },
      { ...fresh(), typeKey: 'nothing' },
    ]) {
      expect(await createRelation(world.ana, wrong)).toMatchObject({
        error: { code: 'invalid_input' },
      });
    }
    expect(await createRelation(world.ana, { ...fresh(), toAnnotationId: uuidv7() })).toMatchObject(
      {
        error: { code: 'not_found' },
      },
    );
    const taken = { ...fresh(), relationId: input.relationId };
    expect(await createRelation(world.ana, taken)).toMatchObject({ error: { code: 'conflict' } });
    expect(await relationsOf(world)).toHaveLength(1);
  });
});
