import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { reopenCoding } from '@/lib/annotations/commands/coding';
import { base, makeWorld, unwrap, type World } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { inProject } from '@/lib/db/tx';
import { verifyHistory } from '@/lib/provenance/verify';
import { ok } from '@/lib/result/result';
import { acceptColleague, undoAcceptColleague } from './bulk-commands';
import { previewAcceptColleague } from './bulk-reads';
import { contestDecision, rejectAnnotation } from './commands';
import { readSubjects } from './reads';
import { codeOf, key, mark, on, reviewEvents, submit } from './testing';

const db = await testDatabase();

async function work(): Promise<{ world: World; ids: string[]; disputed: string }> {
  const world = await makeWorld(db);
  const source = await mark(world, 'source', 'agence Vesta');
  const cue = await mark(world, 'cue', 'said');
  const claim = await mark(world, 'claim', 'The budget grew by 4% in 2022');
  await submit(world);
  unwrap(await rejectAnnotation(world.ben, { ...on(world, claim), reason: 'No claim.' }));
  unwrap(await contestDecision(world.ana, { ...on(world, claim), reason: 'It is one.' }));
  return { world, ids: [source.id, cue.id], disputed: claim.id };
}

const accept = (world: World, given = key(world), who = world.ben) =>
  acceptColleague(who, { ...given, coderId: world.ana.userId, articleVersionId: null });

async function states(world: World, ids: readonly string[]) {
  const read = await inProject(world.ben, 'project.read', async (tx) =>
    ok([...(await readSubjects(tx, ids)).values()].map(({ state }) => state)),
  );
  return unwrap(read).sort();
}

describe('accepting all of one colleague’s work', () => {
  it('is told before, takes what nobody has reviewed, once, and is taken back by one undo', async () => {
    const { world, ids, disputed } = await work();
    const scope = { coderId: world.ana.userId, articleVersionId: null };
    expect(unwrap(await previewAcceptColleague(world.ben, scope))).toEqual({
      toAccept: 2,
      articles: 1,
      disputed: 1,
      notHandedIn: 0,
      decided: 0,
    });
    const given = key(world);
    const done = unwrap(await accept(world, given));
    expect(done).toMatchObject({ accepted: 2, left: 0 });
    expect(unwrap(await accept(world, given))).toEqual(done);
    expect(await states(world, [...ids, disputed])).toEqual(['accepted', 'accepted', 'disputed']);

    const undo = { ...key(world), batch: done.batch };
    expect(codeOf(await undoAcceptColleague(world.reader, undo))).toBe('forbidden');
    expect(unwrap(await undoAcceptColleague(world.ben, undo))).toEqual({ takenBack: 2, kept: 0 });
    expect(await states(world, ids)).toEqual(['unreviewed', 'unreviewed']);
    const types = (await reviewEvents(db, world.projectId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'review.accepted')).toHaveLength(2);
    expect(types.filter((type) => type === 'review.withdrawn')).toHaveLength(2);
    const history = { kind: 'operator', projectId: world.projectId } as const;
    expect(unwrap(await verifyHistory(history)).broken).toBeNull();
  });

  it('leaves what was decided on or changed since as it is, and tells how many', async () => {
    const { world, ids } = await work();
    const { batch } = unwrap(await accept(world));
    const subjects = unwrap(
      await inProject(world.ben, 'project.read', async (tx) => ok(await readSubjects(tx, ids))),
    );
    const [first, second] = [...subjects.values()];
    if (!first || !second) throw new Error('no subjects');
    const seen = { annotationId: first.id, revisionId: first.headRevisionId };
    unwrap(await rejectAnnotation(world.ben, { ...key(world), ...seen, reason: 'After all, no.' }));
    unwrap(await reopenCoding(world.ana, base(world)));
    const changed = { annotationId: second.id, expectedNo: second.headNo, memo: 'new' };
    unwrap(await changeAnnotation(world.ana, { ...base(world), ...changed }));
    const undone = await undoAcceptColleague(world.ben, { ...key(world), batch });
    expect(unwrap(undone)).toEqual({ takenBack: 0, kept: 2 });
    expect(await states(world, ids)).toEqual(['rejected', 'unreviewed']);
  });

  it('is nobody’s to do with their own work, nor to take back what another accepted', async () => {
    const { world } = await work();
    expect(codeOf(await accept(world, key(world), world.ana))).toBe('forbidden');
    const { batch } = unwrap(await accept(world));
    expect(codeOf(await undoAcceptColleague(world.ana, { ...key(world), batch }))).toBe(
      'not_found',
    );
    const [decision] = (
      await db.superPool.query<{ annotation_id: string; revision_id: string }>(
        `SELECT annotation_id, revision_id FROM review_decisions
          WHERE project_id = $1 AND kind = 'accept' LIMIT 1`,
        [world.projectId],
      )
    ).rows;
    // Not even in SQL: a withdrawal is of one's own latest acceptance.
    await expect(
      db.superPool.query(
        `INSERT INTO review_decisions (project_id, id, annotation_id, revision_id, kind, decider_id)
         VALUES ($1, gen_random_uuid(), $2, $3, 'withdraw', $4)`,
        [world.projectId, decision?.annotation_id, decision?.revision_id, world.reader.userId],
      ),
    ).rejects.toThrow(/latest decision/);
  });
});
