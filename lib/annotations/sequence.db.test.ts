import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { err, ok } from '@/lib/result/result';
import { changeAnnotation } from './commands/change';
import { reopenCoding, submitCoding } from './commands/coding';
import { createAnnotation, createAttribution } from './commands/create';
import { deleteAnnotation, restoreAnnotation } from './commands/remove';
import { redo, undo } from './commands/undo';
import { getArticleAnnotations } from './queries';
import { type Snapshot, sameSnapshot } from './snapshot';
import { loadAnnotations } from './store';
import { base, makeWorld, marking, passage, unwrap, type World } from './testing';

const db = await testDatabase();

const look = async (world: World) =>
  unwrap(await getArticleAnnotations(world.ana, world.articleVersionId));

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
