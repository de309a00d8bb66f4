import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMove,
  legalMoves,
  type ProposedMove,
  REVIEW_MOVES,
  REVIEW_STATES,
  type ReviewStep,
  type ReviewSubject,
  replaySteps,
} from './rules';

const CODER = 'coder';
const REVIEWER = 'reviewer';

const subject: ReviewSubject = {
  state: 'unreviewed',
  deleted: false,
  coderId: CODER,
  headAuthorId: CODER,
  headRevisionId: 'r1',
  codingState: 'submitted',
};
const propose = (rest: Partial<ProposedMove>): ProposedMove => ({
  move: 'accept',
  deciderId: REVIEWER,
  revisionId: 'r1',
  reason: 'because',
  ...rest,
});
const outcome = (on: Partial<ReviewSubject>, rest: Partial<ProposedMove>): string => {
  const result = decideMove({ ...subject, ...on }, propose(rest));
  return result.ok ? result.value : result.error.code;
};

describe('the state machine of reviews', () => {
  it.each([
    ['unreviewed', 'accept', 'accepted'],
    ['unreviewed', 'amend', 'amended'],
    ['unreviewed', 'reject', 'rejected'],
    ['unreviewed', 'ask', 'unreviewed'],
    ['accepted', 'accept', 'conflict'],
    ['accepted', 'reject', 'rejected'],
    ['rejected', 'accept', 'accepted'],
    ['rejected', 'reject', 'conflict'],
    ['disputed', 'accept', 'accepted'],
    ['disputed', 'reject', 'rejected'],
    ['disputed', 'amend', 'amended'],
    ['disputed', 'ask', 'disputed'],
  ] as const)('%s, %s → %s', (state, move, expected) => {
    expect(outcome({ state }, { move })).toBe(expected);
  });

  it.each([
    ['amended', 'disputed'],
    ['rejected', 'disputed'],
    ['unreviewed', 'conflict'],
    ['accepted', 'conflict'],
    ['disputed', 'conflict'],
  ] as const)('the coder contests what is %s → %s', (state, expected) => {
    expect(outcome({ state }, { move: 'contest', deciderId: CODER })).toBe(expected);
  });

  it('refuses everybody else’s contest', () => {
    expect(outcome({ state: 'rejected' }, { move: 'contest' })).toBe('forbidden');
  });

  it.each(['accept', 'amend', 'reject', 'ask'] as const)('refuses to %s one’s own', (move) => {
    expect(outcome({}, { move, deciderId: CODER })).toBe('forbidden');
    const amended = { state: 'amended', headAuthorId: REVIEWER } as const;
    expect(outcome(amended, { move })).toBe('forbidden');
    expect(outcome(amended, { move, deciderId: CODER })).toBe('forbidden');
    expect(outcome(amended, { move, deciderId: 'a third' })).not.toBe('forbidden');
  });

  it.each(['reject', 'ask', 'contest'] as const)('asks for a reason to %s', (move) => {
    const on = { state: 'amended', headAuthorId: 'a third' } as const;
    const deciderId = move === 'contest' ? CODER : REVIEWER;
    for (const reason of [null, '', '  \n']) {
      expect(outcome(on, { move, deciderId, reason })).toBe('invalid_input');
    }
  });

  it('refuses a stale revision before anything else that could mislead', () => {
    expect(outcome({}, { revisionId: 'r0' })).toBe('stale_version');
    expect(outcome({ deleted: true }, {})).toBe('not_found');
  });

  it('waits for submission, but lets people ask', () => {
    for (const codingState of ['in_progress', 'not_started'] as const) {
      expect(outcome({ codingState }, { move: 'accept' })).toBe('conflict');
      expect(outcome({ codingState }, { move: 'ask' })).toBe('unreviewed');
    }
  });
});

describe('any sequence of coding and review moves', () => {
  const people = [CODER, REVIEWER, 'third'] as const;
  const act = fc.oneof(
    fc.record({ act: fc.constant('revise' as const) }),
    fc.record({ act: fc.constant('submit' as const) }),
    fc.record({ act: fc.constant('reopen' as const) }),
    fc.record({
      act: fc.constantFrom(...REVIEW_MOVES),
      who: fc.constantFrom(...people),
      reason: fc.constantFrom(null, 'why'),
      stale: fc.boolean(),
    }),
  );

  it('stays legal, and its history replays to the state it is in', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let now: ReviewSubject = { ...subject, codingState: 'in_progress' };
        let revision = 1;
        const steps: ReviewStep[] = [{ kind: 'revision', revisionId: 'r1' }];
        for (const one of acts) {
          if (one.act === 'submit') now = { ...now, codingState: 'submitted' };
          else if (one.act === 'reopen') now = { ...now, codingState: 'in_progress' };
          else if (one.act === 'revise') {
            revision += 1;
            const headRevisionId = `r${revision}`;
            now = { ...now, state: 'unreviewed', headAuthorId: CODER, headRevisionId };
            steps.push({ kind: 'revision', revisionId: headRevisionId });
          } else {
            const seen = one.stale ? `r${revision - 1}` : now.headRevisionId;
            const result = decideMove(now, {
              move: one.act,
              deciderId: one.who,
              reason: one.reason,
              revisionId: seen,
            });
            if (!result.ok) continue;
            expect(one.stale).toBe(false);
            if (one.act !== 'withdraw') expect(legalMoves(now, one.who)).toContain(one.act);
            if (one.act === 'contest') expect(one.who).toBe(now.coderId);
            else expect([now.coderId, now.headAuthorId]).not.toContain(one.who);
            if (one.act === 'amend') {
              revision += 1;
              const amendedRevisionId = `r${revision}`;
              steps.push({ kind: 'amend', revisionId: seen, amendedRevisionId });
              now = { ...now, headAuthorId: one.who, headRevisionId: amendedRevisionId };
            } else steps.push({ kind: one.act, revisionId: seen });
            now = { ...now, state: result.value };
          }
          expect(REVIEW_STATES).toContain(now.state);
        }
        expect(replaySteps(steps)).toEqual({
          state: now.state,
          headRevisionId: now.headRevisionId,
        });
      }),
      { numRuns: 500 },
    );
  });
});
