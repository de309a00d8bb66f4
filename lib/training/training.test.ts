import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAdmitted, isPassed, mayTryAgain, passedArticles } from './rules';
import type { AttemptLine, ScoredHead } from './schema';
import { scoreAgainstGold } from './score';

const TEXT = 'The spokesman said nobody will be turned away from the harbour tonight.';

const head = (id: string, codeKey: string, start: number, end: number): ScoredHead => ({
  id,
  kind: 'span',
  codingId: 'c',
  revisionId: `r-${id}`,
  layerKey: codeKey === 'claim' ? 'claim' : 'attribution',
  codeKey,
  fragments: [{ start, end, quote: TEXT.slice(start, end) }],
  members: [],
  attributes: {},
});
const TERMS = {
  measure: 'f1_exact',
  layers: [],
  text: TEXT,
  length: TEXT.length,
  language: 'en',
  symmetric: new Set<string>(),
  reasons: new Map([['g2', { cause: 'slip' as const, note: 'The cue is the verb alone.' }]]),
} as const;
const work = (...heads: ScoredHead[]) => ({ heads, relations: [] });
const GOLD = work(
  head('g1', 'source', 0, 13),
  head('g2', 'cue', 14, 18),
  head('g3', 'claim', 19, 40),
);

describe('a score against gold', () => {
  it('tells what agrees, differs, is missed and is too much, with the reasons of the gold', () => {
    const mine = work(
      head('m1', 'source', 0, 13),
      head('m2', 'cue', 14, 25),
      head('m4', 'content', 60, 70),
    );
    const { score, result } = scoreAgainstGold(mine, GOLD, TERMS);
    // One of three meets one of three: precision and recall are a third.
    expect(score.value).toBeCloseTo(1 / 3, 10);
    expect(result.differences.map(({ verdict, differences }) => [verdict, differences])).toEqual([
      ['agreed', []],
      ['differs', ['boundary']],
      ['missed', ['missing']],
      ['extra', ['missing']],
    ]);
    expect(result.differences[1]).toMatchObject({
      mine: { codeKey: 'cue', quote: 'said nobody' },
      gold: { codeKey: 'cue', quote: 'said' },
      cause: 'slip',
      note: 'The cue is the verb alone.',
    });
    expect(result.perCode.find(({ code }) => code === 'source')?.value).toBe(1);
  });

  it('looks at the chosen layers alone', () => {
    const { score, result } = scoreAgainstGold(work(head('m1', 'claim', 19, 40)), GOLD, {
      ...TERMS,
      layers: ['claim'],
    });
    expect(score.value).toBe(1);
    expect(result.differences).toHaveLength(1);
  });

  it('says of nothing on either side that it is right, and of nothing against something that it is not', () => {
    expect(scoreAgainstGold(work(), work(), TERMS).score.value).toBe(1);
    expect(scoreAgainstGold(work(), GOLD, TERMS).score.value).toBe(0);
  });

  it('is 1 for the gold itself, by every measure that counts spans', () => {
    const spans = fc.uniqueArray(
      fc.record({
        start: fc.integer({ min: 0, max: 60 }),
        length: fc.integer({ min: 1, max: 10 }),
        code: fc.constantFrom('source', 'cue', 'content', 'claim'),
      }),
      { minLength: 1, maxLength: 8, selector: ({ start, code }) => `${start} ${code}` },
    );
    const measure = fc.constantFrom('f1_exact', 'f1_any_overlap', 'overlap_f1' as const);
    fc.assert(
      fc.property(spans, measure, (given, chosen) => {
        const heads = (name: string) =>
          given.map(({ start, length, code }, at) =>
            head(`${name}${at}`, code, start, start + length),
          );
        const terms = { ...TERMS, measure: chosen };
        const { score, result } = scoreAgainstGold(work(...heads('m')), work(...heads('g')), terms);
        expect(score.value).toBeCloseTo(1, 10);
        expect(new Set(result.differences.map(({ verdict }) => verdict))).toEqual(
          new Set(['agreed']),
        );
      }),
      { numRuns: 100 },
    );
  });
});

const attempt = (articleId: string, attemptNo: number, passed: boolean): AttemptLine => ({
  id: `${articleId}-${attemptNo}`,
  userId: 'u',
  articleId,
  attemptNo,
  value: passed ? 0.9 : 0.1,
  reason: null,
  threshold: 0.8,
  passed,
  scoredAt: '2026-11-27T09:00:00.000Z',
});

describe('admission', () => {
  it('counts articles, not attempts', () => {
    const attempts = [attempt('a', 1, false), attempt('a', 2, true), attempt('b', 1, false)];
    expect(passedArticles(attempts)).toBe(1);
    expect(isAdmitted(attempts, { articlesNeeded: 1 })).toBe(true);
    expect(isAdmitted(attempts, { articlesNeeded: 2 })).toBe(false);
    expect(isPassed(null, 0.1)).toBe(false);
    expect(isPassed(0.8, 0.8)).toBe(true);
  });

  it('leaves an article that is passed, or has no attempt left', () => {
    const twice = { attemptsAllowed: 2 };
    expect(mayTryAgain([], twice)).toBe(false);
    expect(mayTryAgain([attempt('a', 1, false)], twice)).toBe(true);
    expect(mayTryAgain([attempt('a', 1, false), attempt('a', 2, false)], twice)).toBe(false);
    expect(mayTryAgain([attempt('a', 1, true)], { attemptsAllowed: null })).toBe(false);
  });
});
