import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { closeConnections } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { err, ok } from '@/lib/result/result';
import { changeAnnotation } from './commands/change';
import { reopenCoding, submitCoding } from './commands/coding';
import { createAnnotation, createAttribution } from './commands/create';
import { createRelation } from './commands/relations';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getArticleAnnotations, getUndoState } from './queries';
import type { AnnotationDto, ArticleAnnotationsDto } from './schema';
import { type Snapshot, sameSnapshot } from './snapshot';
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

const words = ['Selon', 'le ministre', 'déclaré', 'Nobody', 'Critics', 'according to', '😀'];
const moveArbitrary = fc.oneof(
  fc.record({
    do: fc.constant('mark' as const),
    code: fc.constantFrom('source', 'cue', 'content'),
    words: fc.constantFrom(...words),
  }),
  fc.record({
    do: fc.constant('memo' as const),
    pick: fc.nat(9),
    memo: fc.string({ unit: 'grapheme-ascii' }),
  }),
  fc.record({
    do: fc.constant('stretch' as const),
    pick: fc.nat(9),
    words: fc.constantFrom(...words),
  }),
  fc.record({ do: fc.constantFrom('delete' as const, 'restore' as const), pick: fc.nat(9) }),
  fc.record({ do: fc.constant('join' as const) }),
  fc.record({
    do: fc.constantFrom('undo' as const, 'redo' as const, 'submit' as const, 'reopen' as const),
  }),
);
type RandomMove = typeof moveArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Does one random move with true ids and numbers; answers whether it was let through. */
async function perform(world: World, move: RandomMove, made: string[]): Promise<string> {
  const heads = await inProject(world.ana, 'project.read', async (tx) =>
    ok(
      await loadAnnotations(
        tx,
        made.map((id) => ({ id, no: null })),
      ),
    ),
  );
  const all = [...unwrap(heads).values()];
  const answer = await (async () => {
    switch (move.do) {
      case 'mark': {
        const input = marking(world, move.code, passage(move.words));
        const result = await createAnnotation(world.ana, input);
        if (result.ok) made.push(input.annotationId);
        return result;
      }
      case 'join': {
        const members = (['source', 'cue', 'content'] as const).flatMap((role) => {
          const span = all.find((one) => one.snapshot.codeKey === role && !one.snapshot.deleted);
          return span ? [{ role, annotationId: span.id }] : [];
        });
        const annotationId = uuidv7();
        const rest = { newSpans: [], attributes: {}, memo: null };
        const input = { ...base(world), annotationId, members, ...rest };
        const result = await createAttribution(world.ana, input);
        if (result.ok) made.push(annotationId);
        return result;
      }
      case 'undo':
        return undo(world.ana, base(world));
      case 'redo':
        return redo(world.ana, base(world));
      case 'submit':
        return submitCoding(world.ana, base(world));
      case 'reopen':
        return reopenCoding(world.ana, base(world));
      default: {
        const chosen = all[move.pick % Math.max(1, all.length)];
        if (!chosen) return err('not_found', 'nothing made yet');
        const input = { ...base(world), annotationId: chosen.id, expectedNo: chosen.headNo };
        if ('memo' in move) return changeAnnotation(world.ana, { ...input, memo: move.memo });
        if ('words' in move) {
          return changeAnnotation(world.ana, { ...input, fragments: [passage(move.words)] });
        }
        const write = move.do === 'delete' ? deleteAnnotation : restoreAnnotation;
        return write(world.ana, input);
      }
    }
  })();
  if (!answer.ok) return answer.error.code;
  return 'ok';
}

/** The annotations' states as the events of the history tell them. */
async function replayed(world: World): Promise<Map<string, Snapshot>> {
  const { rows } = await db.superPool.query<{ annotation_id: string; body: string }>(
    `SELECT annotation_id, body FROM events
      WHERE project_id = $1 AND annotation_id IS NOT NULL ORDER BY seq`,
    [world.projectId],
  );
  const states = new Map<string, Snapshot>();
  for (const { annotation_id: id, body } of rows) {
    const { before, after } = JSON.parse(body).payload as {
      before: Snapshot | null;
      after: Snapshot;
    };
    const known = states.get(id) ?? null;
    expect(known).toEqual(before);
    states.set(id, after);
  }
  return states;
}

describe('any sequence of moves', () => {
  it('leaves a legal state and a history that replays to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moveArbitrary, { minLength: 4, maxLength: 14 }), async (moves) => {
        const world = await makeWorld(db);
        const made: string[] = [];
        let submitted = false;
        for (const move of moves) {
          const answer = await perform(world, move, made);
          expect(answer).not.toBe('stale_version');
          const { codings, annotations } = await look(world);
          const state = codings[0]?.state ?? 'not_started';
          const writes = move.do !== 'submit' && move.do !== 'reopen';
          if (submitted && writes) expect(answer).not.toBe('ok');
          if (answer === 'ok' && move.do === 'submit') submitted = true;
          if (answer === 'ok' && move.do === 'reopen') submitted = false;
          expect(state === 'submitted').toBe(submitted);
          const alive = new Set(annotations.map((one) => one.id));
          for (const member of annotations.flatMap((one) => one.members)) {
            expect(alive.has(member.annotationId)).toBe(true);
          }
        }
        const states = await replayed(world);
        const heads = unwrap(
          await inProject(world.ana, 'project.read', async (tx) =>
            ok(
              await loadAnnotations(
                tx,
                made.map((id) => ({ id, no: null })),
              ),
            ),
          ),
        );
        expect([...states.keys()].toSorted()).toEqual([...heads.keys()].toSorted());
        for (const [id, { snapshot }] of heads) {
          const told = states.get(id);
          expect(told && sameSnapshot(told, snapshot)).toBe(true);
        }
      }),
      { numRuns: 12 },
    );
  }, 180_000);
});
