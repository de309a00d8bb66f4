import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { createAnnotation } from './commands/create';
import { changeRelation, createRelation, deleteRelation } from './commands/relations';
import { deleteAnnotation } from './commands/remove';
import { undo } from './commands/undo';
import { findCaptures, findLinkTargets } from './link-queries';
import { getArticleAnnotations } from './queries';
import { addArticle, base, makeWorld, marking, only, passage, unwrap, type World } from './testing';

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
        coderName: 'Ana',
        typeKey: 'supported_by',
        fromAnnotationId: claim,
        toAnnotationId: evidence,
        attributes: {},
        memo: null,
        far: null,
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

describe('links beyond the article', () => {
  const OTHER = 'Ministers met. The budget shrank by 2% in 2022, the opposition says.';

  /** Ana's claim here, Ben's in another article. */
  async function twoArticles() {
    const world = await makeWorld(db);
    const there: World = { ...world, ...(await addArticle(db, world.projectId, OTHER)) };
    const words = 'The budget shrank by 2% in 2022';
    const marked = await createAnnotation(
      there.ben,
      marking(there, 'claim', passage(words, OTHER)),
    );
    const far = only(unwrap(marked)).id;
    const near = await mark(world, 'claim', 'The budget grew by 4% in 2022');
    const input = {
      ...base(world),
      relationId: uuidv7(),
      typeKey: 'contradicts',
      fromAnnotationId: near,
      toAnnotationId: far,
      attributes: {},
    };
    return { world, there, near, far, input, words };
  }

  it('join claims of two articles, and both tell of it with the other’s title and words', async () => {
    const { world, there, near, far, input, words } = await twoArticles();
    const change = unwrap(await createRelation(world.ana, input));
    expect(change.relations).toMatchObject([
      { far: { annotationId: far, quote: words, coderName: 'Ben', articleId: there.articleId } },
    ]);
    const atThere = unwrap(await getArticleAnnotations(world.ben, there.articleVersionId));
    expect(atThere.relations).toMatchObject([
      {
        id: input.relationId,
        coderName: 'Ana',
        far: { annotationId: near, articleTitle: 'Border' },
      },
    ]);
  });

  it('tell of an end that is gone, and stay', async () => {
    const { world, there, far, input } = await twoArticles();
    unwrap(await createRelation(world.ana, input));
    unwrap(await deleteAnnotation(there.ben, { ...base(there), annotationId: far, expectedNo: 1 }));
    expect(await relationsOf(world)).toMatchObject([{ far: { deleted: true } }]);
  });

  it('turn round, and lead from elsewhere to here', async () => {
    const { world, near, far, input } = await twoArticles();
    unwrap(await createRelation(world.ana, { ...input, typeKey: 'updates' }));
    const at = { ...base(world), relationId: input.relationId, expectedNo: 1, swap: true };
    expect(unwrap(await changeRelation(world.ana, at)).relations).toMatchObject([
      { revisionNo: 2, fromAnnotationId: far, toAnnotationId: near, far: { annotationId: far } },
    ]);
    expect(unwrap(await undo(world.ana, base(world))).relations).toMatchObject([
      { revisionNo: 3, fromAnnotationId: near, toAnnotationId: far },
    ]);
  });

  it('cannot turn round where the types say no', async () => {
    const world = await makeWorld(db);
    const { input } = await linked(world);
    const at = { ...base(world), relationId: input.relationId, expectedNo: 1, swap: true };
    expect(await changeRelation(world.ana, at)).toMatchObject({ error: { code: 'invalid_input' } });
  });

  it('are found by words, by title and by code', async () => {
    const { world, far, near, there } = await twoArticles();
    const find = async (query: string, codeKeys = ['claim'], at = world) =>
      unwrap(
        await findLinkTargets(at.ana, {
          projectId: at.projectId,
          articleVersionId: at.articleVersionId,
          codeKeys,
          query,
        }),
      ).map(({ annotationId }) => annotationId);
    expect(await find('')).toEqual([far]);
    expect(await find('SHRANK budget')).toEqual([far]);
    expect(await find('border')).toEqual([far]);
    expect(await find('2%')).toEqual([far]);
    expect(await find('%')).toEqual([far]);
    expect(await find('grew')).toEqual([]);
    expect(await find('', ['evidence'])).toEqual([]);
    expect(await find('', ['claim'], there)).toEqual([near]);
  });

  it('lead to evidence that is an address or a capture, made with the link and undone with it', async () => {
    const world = await makeWorld(db);
    const claim = await mark(world, 'claim', 'The budget grew by 4% in 2022');
    const [capture] = unwrap(
      await findCaptures(world.ana, { projectId: world.projectId, query: 'a.txt' }),
    );
    const annotationId = uuidv7();
    const input = {
      ...base(world),
      relationId: uuidv7(),
      typeKey: 'refuted_by',
      fromAnnotationId: claim,
      toAnnotationId: annotationId,
      attributes: {},
      newEnd: {
        annotationId,
        kind: 'article' as const,
        codeKey: 'evidence',
        fragments: [],
        attributes: { evidence_kind: 'capture', evidence_reference: capture?.sha256 ?? '' },
        memo: null,
      },
    };
    const change = unwrap(await createRelation(world.ana, input));
    expect(only(change)).toMatchObject({
      kind: 'article',
      attributes: { evidence_reference: capture?.sha256 },
    });
    expect(change.undo.undo).toBe('Link refuted_by');
    const undone = unwrap(await undo(world.ana, base(world)));
    expect(undone).toMatchObject({
      removedAnnotationIds: [annotationId],
      removedRelationIds: [input.relationId],
    });
    const strange = { ...input, ...base(world), relationId: uuidv7(), toAnnotationId: uuidv7() };
    expect(await createRelation(world.ana, strange)).toMatchObject({
      error: { code: 'invalid_input', field: 'newEnd' },
    });
  });
});
