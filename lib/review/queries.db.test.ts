import { describe, expect, it } from 'vitest';
import { makeWorld, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { amendAnnotation, askAbout, contestDecision, rejectAnnotation } from './commands';
import { getAnnotationHistory, getArticleHistory } from './history-queries';
import { getArticleReview, getReviewQueue } from './queue-queries';
import { reviewFilterSchema, workFilterSchema } from './schema';
import { accept, codeOf, mark, on, submit } from './testing';
import { mergeTimeline } from './timeline';
import { getMyWork } from './work-queries';

const db = await testDatabase();
const everything = reviewFilterSchema.parse({});
const news = workFilterSchema.parse({});

/** Ana's three marks, submitted: Ben accepts one, amends one, asks about it and leaves one. */
async function reviewedWorld() {
  const world = await makeWorld(db);
  const [agency, cue, minister] = [
    await mark(world, 'source', 'agence Vesta'),
    await mark(world, 'cue', 'a déclaré'),
    await mark(world, 'source', 'le ministre'),
  ];
  await submit(world);
  unwrap(await accept(world, agency));
  unwrap(await askAbout(world.ben, { ...on(world, cue), question: 'Only the verb?' }));
  const amended = unwrap(
    await amendAnnotation(world.ben, {
      ...on(world, cue),
      attributes: { cue_stance: 'neutral' },
      reason: 'said so',
    }),
  ).annotations[0];
  if (!amended) throw new Error('no annotation');
  return { world, agency, cue, amended, minister };
}

describe('the review queue', () => {
  it('shows colleagues’ submitted work with what is open, and not one’s own', async () => {
    const world = await makeWorld(db);
    await mark(world, 'source', 'agence Vesta');
    expect(unwrap(await getReviewQueue(world.ben, everything)).rows).toEqual([]);
    await submit(world);
    expect(unwrap(await getReviewQueue(world.ana, everything)).rows).toEqual([]);
    const queue = unwrap(await getReviewQueue(world.ben, everything));
    expect(queue).toMatchObject({
      total: 1,
      rows: [
        {
          articleId: world.articleId,
          total: 1,
          unreviewed: 1,
          disputed: 0,
          openThreads: 0,
          coders: [{ id: world.ana.userId, name: 'Ana', open: 1, total: 1 }],
        },
      ],
      facets: {
        coders: [{ name: 'Ana', open: 1, total: 1 }],
        codes: [{ key: 'source', open: 1, total: 1 }],
      },
    });
  });

  it('counts by filter, and keeps what is done for those who ask', async () => {
    const { world, minister } = await reviewedWorld();
    const [row] = unwrap(await getReviewQueue(world.ben, everything)).rows;
    expect(row).toMatchObject({ total: 3, unreviewed: 1, openThreads: 1 });
    const cues = reviewFilterSchema.parse({ code: 'cue' });
    expect(unwrap(await getReviewQueue(world.ben, cues)).rows).toEqual([]);
    const all = unwrap(await getReviewQueue(world.ben, { ...cues, show: 'all' }));
    expect(all.rows).toMatchObject([{ total: 1, unreviewed: 0 }]);
    unwrap(await accept(world, minister));
    expect(unwrap(await getReviewQueue(world.ben, everything)).rows).toEqual([]);
    const review = unwrap(await getArticleReview(world.ben, world.articleVersionId));
    expect(review.decisions.map(({ kind }) => kind)).toEqual(['accept', 'ask', 'amend', 'accept']);
    expect(review.threads).toHaveLength(1);
    expect(review.next).toBeNull();
  });

  it('takes nonsense in its address for nothing said', () => {
    const asked = { coder: "' OR 1=1", code: 'A;', show: 'x', sort: 'y', page: '-3' };
    expect(reviewFilterSchema.parse(asked)).toEqual(everything);
  });
});

describe('my work and what became of it', () => {
  it('tells each decision with its reason and both revisions, latest first', async () => {
    const { world, agency, amended } = await reviewedWorld();
    const work = unwrap(await getMyWork(world.ana, news));
    expect(work.counts).toMatchObject({
      news: 2,
      accepted: 1,
      amended: 1,
      rejected: 0,
      questions: 1,
      unreviewed: 1,
      annotations: 3,
    });
    expect(work.items.map(({ annotation }) => annotation.id)).toEqual([amended.id, agency.id]);
    const [first] = work.items;
    expect(first?.decisions.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['amend', 'said so'],
      ['ask', 'Only the verb?'],
    ]);
    expect(first?.revisions.map(({ revisionNo, attributes }) => [revisionNo, attributes])).toEqual([
      [1, {}],
      [2, { cue_stance: 'neutral' }],
    ]);
    expect(first?.threads[0]?.comments[0]?.body).toBe('Only the verb?');
    expect(unwrap(await getMyWork(world.ben, news)).items).toEqual([]);
    const rejected = workFilterSchema.parse({ view: 'rejected' });
    expect(unwrap(await getMyWork(world.ana, rejected)).items).toEqual([]);
  });
});

describe('histories', () => {
  it('of an annotation: every revision, decision and comment in order', async () => {
    const { world, amended } = await reviewedWorld();
    unwrap(await contestDecision(world.ana, { ...on(world, amended), reason: 'It is not.' }));
    const history = unwrap(await getAnnotationHistory(world.reader, amended.id));
    expect(history).toMatchObject({ coderName: 'Ana', reviewState: 'disputed' });
    const timeline = mergeTimeline(history.revisions, history.decisions, history.threads);
    expect(
      timeline.map((entry) => [
        entry.who,
        entry.kind === 'decision' ? entry.decision.kind : entry.kind,
      ]),
    ).toEqual([
      ['Ana', 'revision'],
      ['Ben', 'ask'],
      ['Ben', 'amend'],
      ['Ana', 'contest'],
    ]);
    expect(timeline[2]).toMatchObject({
      revisionNo: 1,
      changes: [{ field: 'attribute', key: 'cue_stance', before: null, after: 'neutral' }],
    });
  });

  it('of an article: where it came from and its events', async () => {
    const { world, minister } = await reviewedWorld();
    unwrap(await rejectAnnotation(world.ben, { ...on(world, minister), reason: 'no' }));
    const history = unwrap(await getArticleHistory(world.reader, world.articleId, null));
    expect(history.origins).toMatchObject([{ versionNo: 1, sourceName: 'a.txt' }]);
    expect(history.events[0]).toMatchObject({ type: 'review.rejected', actorName: 'Ben' });
    expect(history.annotations[minister.id]).toEqual({ codeKey: 'source', quote: 'le ministre' });
  });

  it('are not told to other projects', async () => {
    const { world, agency } = await reviewedWorld();
    const stranger = (await makeWorld(db)).ana;
    expect(codeOf(await getAnnotationHistory(stranger, agency.id))).toBe('not_found');
    expect(codeOf(await getArticleHistory(stranger, world.articleId, null))).toBe('not_found');
  });
});
