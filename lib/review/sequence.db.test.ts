import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { reopenCoding, submitCoding } from '@/lib/annotations/commands/coding';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { redo, undo } from '@/lib/annotations/commands/undo';
import { getAnnotationRevisions } from '@/lib/annotations/queries';
import { addArticle, base, makeWorld, TEXT, unwrap, type World } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { verifyHistory } from '@/lib/provenance/verify';
import { ok } from '@/lib/result/result';
import {
  acceptAnnotation,
  amendAnnotation,
  askAbout,
  contestDecision,
  rejectAnnotation,
} from './commands';
import { readDecisions, readSubjects } from './reads';
import { REVIEW_MOVES, type ReviewStep, replaySteps } from './rules';
import { mark } from './testing';

const db = await testDatabase();

const CODES = ['source', 'cue', 'content'] as const;
const CODING_MOVES = ['submit', 'reopen', 'change', 'delete', 'undo', 'redo'] as const;
const act = fc.record({
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...CODING_MOVES) },
    { weight: 4, arbitrary: fc.constantFrom(...REVIEW_MOVES) },
    { weight: 1, arbitrary: fc.constant('submit' as const) },
  ),
  who: fc.constantFrom('ana' as const, 'ben' as const, 'ben' as const),
  code: fc.constantFrom(...CODES),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Makes the move through the commands; a refusal is an outcome like any other. */
async function perform(world: World, annotationId: string, one: Act) {
  const head = await headOf(world, annotationId);
  if (one.act === 'submit') return submitCoding(world.ana, base(world));
  if (one.act === 'reopen') return reopenCoding(world.ana, base(world));
  if (one.act === 'undo') return undo(world.ana, base(world));
  if (one.act === 'redo') return redo(world.ana, base(world));
  const own = { ...base(world), annotationId, expectedNo: head.headNo };
  if (one.act === 'change') return changeAnnotation(world.ana, { ...own, codeKey: one.code });
  if (one.act === 'delete') return deleteAnnotation(world.ana, own);
  const seen = {
    projectId: world.projectId,
    idempotencyKey: randomUUID(),
    annotationId,
    revisionId: head.headRevisionId,
  };
  const who = world[one.who];
  if (one.act === 'accept') return acceptAnnotation(who, seen);
  if (one.act === 'reject') return rejectAnnotation(who, { ...seen, reason: 'no' });
  if (one.act === 'ask') return askAbout(who, { ...seen, question: 'why?' });
  if (one.act === 'contest') return contestDecision(who, { ...seen, reason: 'but' });
  return amendAnnotation(who, { ...seen, codeKey: one.code, reason: null });
}

async function headOf(world: World, annotationId: string) {
  const read = await inProject(world.ben, 'project.read', async (tx) =>
    ok((await readSubjects(tx, [annotationId])).get(annotationId)),
  );
  const head = unwrap(read);
  if (!head) throw new Error('no annotation');
  return head;
}

/** The steps of an annotation's revisions and decisions, in the order of their events. */
async function stepsFromEvents(world: World, annotationId: string): Promise<ReviewStep[]> {
  const { rows } = await db.superPool.query<{ type: string; body: string }>(
    'SELECT type, body FROM events WHERE project_id = $1 AND annotation_id = $2 ORDER BY seq',
    [world.projectId, annotationId],
  );
  const revisions = unwrap(await getAnnotationRevisions(world.ben, annotationId));
  const idOf = (no: number) => revisions.find((revision) => revision.revisionNo === no)?.id ?? '';
  const verbs: Record<string, ReviewStep['kind']> = {
    'review.accepted': 'accept',
    'review.rejected': 'reject',
    'review.asked': 'ask',
    'review.contested': 'contest',
  };
  return rows.map(({ type, body }): ReviewStep => {
    const { payload } = JSON.parse(body);
    const kind = verbs[type];
    if (type === 'review.amended') {
      const { revisionId, amendedRevisionId } = payload;
      return { kind: 'amend', revisionId, amendedRevisionId };
    }
    if (kind && kind !== 'amend' && kind !== 'revision') {
      return { kind, revisionId: payload.revisionId };
    }
    return { kind: 'revision', revisionId: idOf(payload.revisionNo) };
  });
}

describe('any sequence of coding and review moves, in the database', () => {
  it('stays legal, keeps every revision, and replays from its history', async () => {
    const shared = await makeWorld(db);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 20 }), async (acts) => {
        const world = { ...shared, ...(await addArticle(db, shared.projectId, TEXT)) };
        const { id } = await mark(world, 'source', 'agence Vesta');
        for (const one of acts) {
          const before = await headOf(world, id);
          const result = await perform(world, id, one);
          const after = await headOf(world, id);
          if (!result.ok) expect(after).toEqual(before);
        }
        const head = await headOf(world, id);
        const revisions = unwrap(await getAnnotationRevisions(world.ben, id));
        expect(revisions.map(({ revisionNo }) => revisionNo)).toEqual(
          Array.from({ length: head.headNo }, (_, index) => index + 1),
        );
        const authors = new Map(revisions.map((revision) => [revision.id, revision.authorId]));
        const decisions = unwrap(
          await inProject(world.ben, 'project.read', async (tx) =>
            ok(await readDecisions(tx, { annotationIds: [id] })),
          ),
        );
        for (const { kind, deciderId, revisionId } of decisions) {
          if (kind === 'contest') expect(deciderId).toBe(world.ana.userId);
          else expect([world.ana.userId, authors.get(revisionId)]).not.toContain(deciderId);
        }
        expect(replaySteps(await stepsFromEvents(world, id))).toEqual({
          state: head.state,
          headRevisionId: head.headRevisionId,
        });
        const verified = unwrap(await verifyHistory(world.ben));
        expect(verified.broken).toBeNull();
      }),
      { numRuns: 15 },
    );
  }, 180_000);
});
