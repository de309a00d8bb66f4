import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { reopenCoding } from '@/lib/annotations/commands/coding';
import { createAttribution } from '@/lib/annotations/commands/create';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { getAnnotationRevisions } from '@/lib/annotations/queries';
import { base, makeWorld, only, passage, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import {
  acceptAllShown,
  acceptAnnotation,
  amendAnnotation,
  askAbout,
  contestDecision,
  rejectAnnotation,
} from './commands';
import { accept, codeOf, key, mark, on, reviewEvents, submit, submitted, summary } from './testing';
import { commentOnThread, reopenThread, resolveThread } from './thread-commands';

const db = await testDatabase();

describe('accept', () => {
  it('decides, and tells the history in the same transaction', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const outcome = unwrap(await accept(world, annotation));
    expect(summary(outcome, annotation.id)).toEqual({ state: 'accepted', decisions: ['accept'] });
    expect(outcome.decisions[0]).toMatchObject({ deciderName: 'Ben', reason: null });
    const [event] = await reviewEvents(db, world.projectId);
    expect(event).toMatchObject({
      type: 'review.accepted',
      payload: {
        decisionId: outcome.decisions[0]?.id,
        revisionNo: 1,
        before: { reviewState: 'unreviewed' },
        after: { reviewState: 'accepted' },
      },
    });
  });

  it('answers a repeated key alike and does nothing more', async () => {
    const world = await makeWorld(db);
    const input = on(world, await submitted(world));
    const answers = await Promise.all([1, 2, 3].map(() => acceptAnnotation(world.ben, input)));
    const [first] = answers.map(unwrap);
    for (const answer of answers) expect(unwrap(answer)).toEqual(first);
    expect(await reviewEvents(db, world.projectId)).toHaveLength(1);
    const other = await rejectAnnotation(world.ben, { ...input, reason: 'no' });
    expect(codeOf(other)).toBe('conflict');
  });

  it('of two reviewers at once, lets one in', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const carl = { ...world.ben, userId: (await makeMember(world.projectId)).userId };
    const outcomes = await Promise.all([
      accept(world, annotation),
      accept(world, annotation, carl),
    ]);
    expect(outcomes.map(codeOf).sort()).toEqual(['conflict', 'ok']);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({
      error: { details: { now: { annotations: [{ reviewState: 'accepted' }] } } },
    });
  });

  it('refuses one’s own, a reader, and work that is not submitted', async () => {
    const world = await makeWorld(db);
    const annotation = await mark(world, 'source', 'agence Vesta');
    expect(codeOf(await accept(world, annotation))).toBe('conflict');
    await submit(world);
    expect(codeOf(await accept(world, annotation, world.ana))).toBe('forbidden');
    expect(codeOf(await accept(world, annotation, world.reader))).toBe('forbidden');
    const stranger = { ...world.ben, userId: uuidv7() };
    expect(codeOf(await accept(world, annotation, stranger))).toBe('not_found');
    expect(codeOf(await accept(world, annotation))).toBe('ok');
  });

  it('refuses what has been changed since it was seen, showing both sides', async () => {
    const world = await makeWorld(db);
    const seen = await submitted(world);
    unwrap(await reopenCoding(world.ana, base(world)));
    const change = { ...base(world), annotationId: seen.id, expectedNo: 1, memo: 'sure' };
    const current = only(unwrap(await changeAnnotation(world.ana, change)));
    await submit(world);
    const refused = await accept(world, seen);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'stale_version',
        details: { yours: { revisionId: seen.revisionId }, theirs: { id: seen.id, memo: 'sure' } },
      },
    });
    expect(codeOf(await accept(world, current))).toBe('ok');
  });

  it('refuses what is deleted, and what is in another project', async () => {
    const [world, other] = [await makeWorld(db), await makeWorld(db)];
    const annotation = await mark(world, 'source', 'agence Vesta');
    unwrap(
      await deleteAnnotation(world.ana, {
        ...base(world),
        annotationId: annotation.id,
        expectedNo: 1,
      }),
    );
    await submit(world);
    expect(codeOf(await accept(world, annotation))).toBe('not_found');
    const theirs = await submitted(other);
    expect(codeOf(await accept(world, theirs))).toBe('not_found');
  });

  it('of an attribution takes its unreviewed members along, and no others', async () => {
    const world = await makeWorld(db);
    const source = await mark(world, 'source', 'le ministre');
    const cue = await mark(world, 'cue', 'a déclaré');
    const attribution = unwrap(
      await createAttribution(world.ana, {
        ...base(world),
        annotationId: uuidv7(),
        members: [
          { role: 'source', annotationId: source.id },
          { role: 'cue', annotationId: cue.id },
        ],
        newSpans: [],
        attributes: {},
        memo: null,
      }),
    ).annotations.find((annotation) => annotation.kind === 'composite');
    if (!attribution) throw new Error('no attribution');
    await submit(world);
    unwrap(await rejectAnnotation(world.ben, { ...on(world, cue), reason: 'too long' }));
    const outcome = unwrap(await accept(world, attribution));
    expect(outcome.annotations.map(({ id, reviewState }) => [id, reviewState]).sort()).toEqual(
      [
        [attribution.id, 'accepted'],
        [source.id, 'accepted'],
      ].sort(),
    );
    expect((await reviewEvents(db, world.projectId)).map(({ type }) => type)).toEqual([
      'review.rejected',
      'review.accepted',
      'review.accepted',
    ]);
  });
});

describe('accept all that is shown', () => {
  it('accepts what can be, and counts the rest by reason', async () => {
    const world = await makeWorld(db);
    const marks = [
      await mark(world, 'source', 'agence Vesta'),
      await mark(world, 'cue', 'Selon'),
      await mark(world, 'source', 'le ministre'),
    ];
    await submit(world);
    const [first, second, third] = marks;
    if (!first || !second || !third) throw new Error('three marks');
    unwrap(await accept(world, first));
    const shown = [
      { annotationId: first.id, revisionId: first.revisionId },
      { annotationId: second.id, revisionId: second.revisionId },
      { annotationId: third.id, revisionId: uuidv7() },
    ];
    const outcome = unwrap(await acceptAllShown(world.ben, { ...key(world), shown }));
    expect(outcome.annotations.map(({ id, reviewState }) => [id, reviewState])).toEqual(
      expect.arrayContaining([
        [second.id, 'accepted'],
        [third.id, 'unreviewed'],
      ]),
    );
    expect(outcome.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });
});

describe('amend', () => {
  it('writes the reviewer’s revision and keeps the original', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const fragments = [passage('l’agence Vesta')];
    const outcome = unwrap(
      await amendAnnotation(world.ben, {
        ...on(world, annotation),
        fragments,
        attributes: { source_naming: 'named' },
        reason: 'with its article',
      }),
    );
    expect(summary(outcome, annotation.id)).toEqual({ state: 'amended', decisions: ['amend'] });
    expect(outcome.annotations[0]).toMatchObject({
      coderName: 'Ana',
      authorName: 'Ben',
      revisionNo: 2,
      fragments: [{ quote: 'l’agence Vesta' }],
    });
    const revisions = unwrap(await getAnnotationRevisions(world.ben, annotation.id));
    expect(revisions.map(({ authorName, fragments: [f] }) => [authorName, f?.quote])).toEqual([
      ['Ana', 'agence Vesta'],
      ['Ben', 'l’agence Vesta'],
    ]);
    const [event] = await reviewEvents(db, world.projectId);
    expect(event).toMatchObject({
      type: 'review.amended',
      payload: {
        reason: 'with its article',
        before: { reviewState: 'unreviewed', fragments: [{ quote: 'agence Vesta' }] },
        after: { reviewState: 'amended', fragments: [{ quote: 'l’agence Vesta' }] },
        amendedRevisionNo: 2,
      },
    });
  });

  it('refuses no change, an unknown code, words outside the text, and a torn attribution', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const amend = (change: object) =>
      amendAnnotation(world.ben, { ...on(world, annotation), reason: null, ...change });
    expect(codeOf(await amend({}))).toBe('invalid_input');
    expect(codeOf(await amend({ codeKey: 'source' }))).toBe('invalid_input');
    expect(codeOf(await amend({ codeKey: 'nonsense' }))).toBe('invalid_input');
    expect(codeOf(await amend({ fragments: [{ start: 0, end: 100_000 }] }))).toBe('invalid_input');
    expect(codeOf(await amend({ attributes: { source_naming: 'shy' } }))).toBe('invalid_input');
    expect(codeOf(await amend({ codeKey: 'cue' }))).toBe('ok');
  });

  it('is not reviewed by the one who wrote it, but by a third', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const amended = unwrap(
      await amendAnnotation(world.ben, { ...on(world, annotation), codeKey: 'cue', reason: null }),
    ).annotations[0];
    if (!amended) throw new Error('no annotation');
    expect(codeOf(await accept(world, amended))).toBe('forbidden');
    expect(codeOf(await accept(world, amended, world.ana))).toBe('forbidden');
    const third = { ...world.ben, userId: (await makeMember(world.projectId)).userId };
    expect(codeOf(await accept(world, amended, third))).toBe('ok');
  });
});

describe('ask, contest and threads', () => {
  it('asks without a change of state; people reply and resolve', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const asked = unwrap(
      await askAbout(world.ben, { ...on(world, annotation), question: 'Why not all of it?' }),
    );
    expect(summary(asked, annotation.id)).toEqual({ state: 'unreviewed', decisions: ['ask'] });
    expect(asked.annotations[0]?.openThreads).toBe(1);
    const threadId = asked.threads[0]?.id ?? '';
    const comment = { ...key(world), threadId, body: 'The article is not part of the name.' };
    const replied = unwrap(await commentOnThread(world.ana, comment));
    expect(replied.threads[0]?.comments.map(({ authorName, body }) => [authorName, body])).toEqual([
      ['Ben', 'Why not all of it?'],
      ['Ana', comment.body],
    ]);
    const resolved = unwrap(await resolveThread(world.ben, { ...key(world), threadId }));
    expect(resolved.threads[0]).toMatchObject({ resolvedByName: 'Ben' });
    expect(resolved.annotations[0]?.openThreads).toBe(0);
    const late = await commentOnThread(world.ana, { ...comment, ...key(world) });
    expect(codeOf(late)).toBe('conflict');
    expect(codeOf(await resolveThread(world.ana, { ...key(world), threadId }))).toBe('conflict');
    unwrap(await reopenThread(world.ana, { ...key(world), threadId }));
    expect(codeOf(await commentOnThread(world.ana, { ...comment, ...key(world) }))).toBe('ok');
    expect(codeOf(await commentOnThread(world.reader, { ...comment, ...key(world) }))).toBe(
      'forbidden',
    );
    expect((await reviewEvents(db, world.projectId)).map(({ type }) => type)).toEqual([
      'review.asked',
      'thread.commented',
      'thread.resolved',
      'thread.reopened',
      'thread.commented',
    ]);
  });

  it('lets the coder contest a rejection, and the reviewer think again', async () => {
    const world = await makeWorld(db);
    const annotation = await submitted(world);
    const early = await contestDecision(world.ana, { ...on(world, annotation), reason: 'But' });
    expect(codeOf(early)).toBe('conflict');
    unwrap(await rejectAnnotation(world.ben, { ...on(world, annotation), reason: 'no source' }));
    const foreign = await contestDecision(world.ben, { ...on(world, annotation), reason: 'But' });
    expect(codeOf(foreign)).toBe('forbidden');
    const contested = unwrap(
      await contestDecision(world.ana, { ...on(world, annotation), reason: 'It is an agency.' }),
    );
    expect(summary(contested, annotation.id)).toEqual({
      state: 'disputed',
      decisions: ['reject', 'contest'],
    });
    expect(contested.threads[0]).toMatchObject({ kind: 'contest', openedByName: 'Ana' });
    const again = unwrap(await accept(world, annotation));
    expect(summary(again, annotation.id).state).toBe('accepted');
  });
});

async function makeMember(projectId: string) {
  const userId = uuidv7();
  await db.prisma.user.create({
    data: { id: userId, email: `${userId}@test.example`, name: 'Carl' },
  });
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
    [projectId, userId],
  );
  return { userId };
}
