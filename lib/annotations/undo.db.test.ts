import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { closeConnections } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { err, ok } from '@/lib/result/result';
import { changeAnnotation } from './commands/change';
import { createAnnotation, createAttribution } from './commands/create';
import { createRelation } from './commands/relations';
import { deleteAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getArticleAnnotations, getUndoState } from './queries';
import type { AnnotationDto, ArticleAnnotationsDto } from './schema';
import { insertRevision, loadAnnotations } from './store';
import { base, makeWorld, marking, only, passage, unwrap, type World } from './testing';

const db = await testDatabase();

/** What is said, without the numbers that every new revision moves on. */
function said({ annotations, relations }: ArticleAnnotationsDto) {
  return {
    annotations: annotations.map(({ id, codeKey, fragments, members, attributes, memo }) => ({
      id,
      codeKey,
      fragments,
      members,
      attributes,
      memo,
    })),
    relations: relations.map(({ id, typeKey }) => ({ id, typeKey })),
  };
}

const look = async (world: World) =>
  unwrap(await getArticleAnnotations(world.ana, world.articleVersionId));

async function mark(world: World, codeKey: string, words: string): Promise<AnnotationDto> {
  return only(unwrap(await createAnnotation(world.ana, marking(world, codeKey, passage(words)))));
}

describe('undo and redo', () => {
  it('take back one’s own work alone', async () => {
    const world = await makeWorld(db);
    await mark(world, 'source', 'the spokesman');
    const before = said(await look(world));
    for (const command of [undo, redo]) {
      expect(await command(world.ben, base(world))).toMatchObject({
        ok: false,
        error: { code: 'conflict' },
      });
    }
    expect(said(await look(world))).toEqual(before);
  });

  it('walk back and forth through every kind of operation, across a restart', async () => {
    const world = await makeWorld(db);
    const states = [said(await look(world))];
    const step = async () => {
      states.push(said(await look(world)));
    };
    const source = await mark(world, 'source', 'the spokesman');
    await step();
    unwrap(
      await createAttribution(world.ana, {
        ...base(world),
        annotationId: uuidv7(),
        members: [{ role: 'source', annotationId: source.id }],
        newSpans: [],
        attributes: {},
        memo: null,
      }),
    );
    await step();
    const claim = await mark(world, 'claim', 'The budget grew by 4% in 2022');
    await step();
    const evidence = await mark(world, 'evidence', 'the statistics office');
    await step();
    unwrap(
      await createRelation(world.ana, {
        ...base(world),
        relationId: uuidv7(),
        typeKey: 'supported_by',
        fromAnnotationId: claim.id,
        toAnnotationId: evidence.id,
        attributes: {},
      }),
    );
    await step();
    const later = { ...base(world), annotationId: evidence.id, expectedNo: 1, memo: 'official' };
    unwrap(await changeAnnotation(world.ana, later));
    await step();
    unwrap(
      await deleteAnnotation(world.ana, {
        ...base(world),
        annotationId: evidence.id,
        expectedNo: 2,
      }),
    );
    await step();
    unwrap(
      await deleteAnnotation(world.ana, { ...base(world), annotationId: source.id, expectedNo: 1 }),
    );
    await step();

    // A new process knows nothing but the database.
    await closeConnections();
    for (let index = states.length - 2; index >= 0; index -= 1) {
      unwrap(await undo(world.ana, base(world)));
      expect(said(await look(world))).toEqual(states[index]);
    }
    expect(await undo(world.ana, base(world))).toMatchObject({ error: { code: 'conflict' } });
    expect(unwrap(await getUndoState(world.ana, world.articleVersionId))).toEqual({
      undo: null,
      redo: 'Mark source',
    });
    await closeConnections();
    for (const state of states.slice(1)) {
      unwrap(await redo(world.ana, base(world)));
      expect(said(await look(world))).toEqual(state);
    }
    expect(await redo(world.ana, base(world))).toMatchObject({ error: { code: 'conflict' } });
    // And once more, since the revision numbers have moved on.
    unwrap(await undo(world.ana, base(world)));
    expect(said(await look(world))).toEqual(states.at(-2));
  });

  it('answers what changed, once per key', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    await mark(world, 'cue', 'doubt');
    const key = base(world);
    const answers = await Promise.all(Array.from({ length: 8 }, () => undo(world.ana, key)));
    const [first, ...repeats] = answers.map(unwrap);
    for (const repeat of repeats) expect(repeat).toEqual(first);
    expect(first?.removedAnnotationIds).toHaveLength(1);
    expect((await look(world)).annotations.map((one) => one.id)).toEqual([made.id]);
    expect(unwrap(await redo(world.ana, base(world))).annotations).toHaveLength(1);
  });

  it('forgets what was undone when something else is done', async () => {
    const world = await makeWorld(db);
    await mark(world, 'source', 'Critics');
    unwrap(await undo(world.ana, base(world)));
    await mark(world, 'cue', 'doubt');
    expect(await redo(world.ana, base(world))).toMatchObject({ error: { code: 'conflict' } });
    expect((await look(world)).undo).toEqual({ undo: 'Mark cue', redo: null });
  });

  it('is one’s own', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    expect(await undo(world.ben, base(world))).toMatchObject({ error: { code: 'conflict' } });
    expect(await undo(world.reader, base(world))).toMatchObject({ error: { code: 'forbidden' } });
    expect((await look(world)).annotations[0]).toEqual(made);
  });

  it('refuses when a reviewer has changed the annotation since', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const amended = await inProject(world.ben, 'review.decide', async (tx) => {
      const stored = (await loadAnnotations(tx, [{ id: made.id, no: null }])).get(made.id);
      if (!stored) return err('not_found', 'gone');
      const { kind, codingId, articleVersionId, snapshot } = stored;
      const revision = { annotationId: made.id, kind, codingId, articleVersionId, revisionNo: 2 };
      const after = { ...snapshot, memo: 'amended' };
      return ok(
        await insertRevision(tx, { ...revision, authorId: world.ben.userId, snapshot: after }),
      );
    });
    expect(unwrap(amended)).not.toBeNull();
    expect(await undo(world.ana, base(world))).toMatchObject({
      error: {
        code: 'stale_version',
        details: { theirs: { id: made.id, authorName: 'Ben', memo: 'amended' } },
      },
    });
    expect((await look(world)).annotations[0]?.memo).toBe('amended');
  });
});

describe('insertRevision', () => {
  it('races with the coder for the number: one of both is stored, the other is told', async () => {
    const world = await makeWorld(db);
    for (const words of ['Critics', 'doubt', 'Nobody', 'said']) {
      const made = await mark(world, 'source', words);
      const amend = inProject(world.ben, 'review.decide', async (tx) => {
        const stored = (await loadAnnotations(tx, [{ id: made.id, no: 1 }])).get(made.id);
        if (!stored) return err('not_found', 'gone');
        const { kind, codingId, articleVersionId, snapshot } = stored;
        const revision = { annotationId: made.id, kind, codingId, articleVersionId, revisionNo: 2 };
        const after = { ...snapshot, memo: 'reviewer' };
        return ok(
          await insertRevision(tx, { ...revision, authorId: world.ben.userId, snapshot: after }),
        );
      });
      const change = changeAnnotation(world.ana, {
        ...base(world),
        annotationId: made.id,
        expectedNo: 1,
        memo: 'coder',
      });
      const [amended, changed] = await Promise.all([amend, change]);
      const reviewerWon = unwrap(amended) !== null;
      expect(changed.ok).toBe(!reviewerWon);
      if (reviewerWon) {
        expect(changed).toMatchObject({
          error: {
            code: 'stale_version',
            details: { theirs: { revisionNo: 2, memo: 'reviewer' } },
          },
        });
      }
    }
  });

  it('answers null when another writer took the number', async () => {
    const world = await makeWorld(db);
    const made = await mark(world, 'source', 'Critics');
    const amend = (memo: string) =>
      inProject(world.ben, 'review.decide', async (tx) => {
        const stored = (await loadAnnotations(tx, [{ id: made.id, no: 1 }])).get(made.id);
        if (!stored) return err('not_found', 'gone');
        const { kind, codingId, articleVersionId, snapshot } = stored;
        const revision = { annotationId: made.id, kind, codingId, articleVersionId, revisionNo: 2 };
        const after = { ...snapshot, memo };
        return ok(
          await insertRevision(tx, { ...revision, authorId: world.ben.userId, snapshot: after }),
        );
      });
    const answers = await Promise.all([amend('a'), amend('b'), amend('c')]);
    expect(answers.map(unwrap).filter((id) => id !== null)).toHaveLength(1);
  });
});
