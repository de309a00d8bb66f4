import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { base, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import type { Result } from '@/lib/result/result';
import { openAppeal, resolveAppeal } from './appeal-commands';
import { autoMerge, rejectOutright, takeOne, undoDecision } from './commands';
import { getMyFinal, getOpenAppeals } from './final-queries';
import { getAdjudicationQueue, getCauseReport } from './report-queries';
import { at, type Court, itemOf, makeCourt, mark, submit, view } from './testing';

const db = await testDatabase();
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const key = ({ projectId }: Court) => ({ projectId, idempotencyKey: uuidv7() });

/** Ben’s boundary wins over Ana’s; both have the source; Ana’s cue is left out. */
async function decided() {
  const court = await makeCourt(db);
  for (const who of [court.ana, court.ben]) await mark(court, who, 'source', 'le ministre');
  await mark(court, court.ana, 'content', 'la frontière');
  await mark(court, court.ben, 'content', 'la frontière resterait');
  await mark(court, court.ana, 'cue', 'a déclaré');
  await submit(court, court.ana, court.ben);
  const seen = await view(court);
  const content = itemOf(seen, 'la frontière');
  const taken = unwrap(
    await takeOne(court.lead, {
      ...at(court, content),
      coderId: court.ben.userId,
      cause: 'ambiguous_text',
      note: 'The verb belongs to it.',
    }),
  );
  unwrap(
    await rejectOutright(court.lead, { ...at(court, itemOf(seen, 'a déclaré')), cause: 'slip' }),
  );
  unwrap(await autoMerge(court.lead, base(court)));
  return { court, decisionId: taken.undoable ?? '' };
}

const differing = { show: 'differs' as const, page: 1 };

describe('mine and the final', () => {
  it('tells each coder what became of their work, and why', async () => {
    const { court } = await decided();
    const ana = unwrap(await getMyFinal(court.ana, differing));
    expect(
      ana.items.map(({ mine, gold, decision }) => [mine?.codeKey, gold?.codeKey, decision.cause]),
    ).toEqual([
      ['cue', undefined, 'slip'],
      ['content', 'content', 'ambiguous_text'],
    ]);
    expect(ana.items[1]?.decision.note).toBe('The verb belongs to it.');
    expect(unwrap(await getMyFinal(court.ana, { show: 'all', page: 1 })).total).toBe(3);
    // Ben sees what he lacked only where the gold has it.
    expect(unwrap(await getMyFinal(court.ben, differing)).items).toEqual([]);
    expect(unwrap(await getMyFinal(court.lead, differing)).items).toEqual([]);
  });

  it('is silent about what was taken back', async () => {
    const { court, decisionId } = await decided();
    unwrap(await undoDecision(court.lead, { ...base(court), decisionId }));
    const ana = unwrap(await getMyFinal(court.ana, differing));
    expect(ana.items.map(({ mine }) => mine?.codeKey)).toEqual(['cue']);
  });
});

describe('appeals', () => {
  it('are opened by a coder, listed for the leads, answered once with a reason', async () => {
    const { court, decisionId } = await decided();
    const input = { ...key(court), decisionId, reason: 'The verb is another clause.' };
    unwrap(await openAppeal(court.ana, input));
    unwrap(await openAppeal(court.ana, input));
    expect(codeOf(await openAppeal(court.ana, { ...input, ...key(court) }))).toBe('conflict');
    expect(codeOf(await openAppeal(court.second, { ...input, ...key(court) }))).toBe('forbidden');
    const [open] = unwrap(await getOpenAppeals(court.lead, 1)).items;
    expect(open).toMatchObject({
      mine: { coderName: 'Ana' },
      appeal: {
        openedByName: 'Ana',
        outcome: null,
        thread: { comments: [{ body: input.reason }] },
      },
    });
    expect(codeOf(await getOpenAppeals(court.ana, 1))).toBe('forbidden');
    const appealId = open?.appeal?.id ?? '';
    const answer = {
      ...key(court),
      appealId,
      outcome: 'granted' as const,
      reason: 'You are right.',
    };
    expect(codeOf(await resolveAppeal(court.ana, answer))).toBe('forbidden');
    unwrap(await resolveAppeal(court.second, answer));
    expect(codeOf(await resolveAppeal(court.lead, { ...answer, ...key(court) }))).toBe('conflict');
    expect(unwrap(await getOpenAppeals(court.lead, 1)).items).toEqual([]);
    const mine = unwrap(await getMyFinal(court.ana, differing)).items[1];
    expect(mine?.appeal).toMatchObject({
      outcome: 'granted',
      thread: { resolvedByName: 'Sam', comments: [{}, { body: 'You are right.' }] },
    });
    const { rows } = await db.superPool.query(
      `SELECT type FROM events WHERE project_id = $1 AND type ~ '^appeal[.]' ORDER BY seq`,
      [court.projectId],
    );
    expect(rows.map((row) => row.type)).toEqual(['appeal.opened', 'appeal.resolved']);
  });
});

describe('the reports', () => {
  it('count the causes by code, with the decisions behind each number', async () => {
    const { court } = await decided();
    const report = unwrap(await getCauseReport(court.lead, { code: 'cue', cause: 'slip' }));
    expect(report.cells).toEqual([
      { code: 'content', cause: 'ambiguous_text', count: 1 },
      { code: 'cue', cause: 'slip', count: 1 },
    ]);
    expect(report.cases).toMatchObject([
      { kind: 'reject', quote: 'a déclaré', deciderName: 'Lea' },
    ]);
    expect(codeOf(await getCauseReport(court.ana, { code: null, cause: null }))).toBe('forbidden');
  });

  it('list the texts that several have submitted, and how far they are', async () => {
    const { court } = await decided();
    const queue = unwrap(await getAdjudicationQueue(court.lead, 1));
    expect(queue.rows).toMatchObject([
      { coders: ['Ana', 'Ben'], counts: { total: 3, open: 0, agreed: 0, provisional: 0 } },
    ]);
  });
});
