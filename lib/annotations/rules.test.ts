import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCodebook } from '@/lib/codebook/packs/default';
import {
  type CodingMove,
  type CodingState,
  carryValues,
  checkFragments,
  checkHolders,
  checkMembers,
  checkOpen,
  checkRelation,
  checkValues,
  type MemberSpan,
  moveCoding,
  type RuleCode,
  type RuleCodebook,
  usableCode,
} from './rules';
import type { AttributionMember } from './schema';

const codebook: RuleCodebook = {
  codes: new Map(defaultCodebook.codes.map((code) => [code.key, code])),
  attributes: defaultCodebook.attributes,
};

function codeOf(key: string): RuleCode {
  const code = codebook.codes.get(key);
  if (!code) throw new Error(`no code ${key}`);
  return code;
}

const reason = (result: { ok: boolean; error?: { code: string; field?: string } }) =>
  result.error ? `${result.error.code} ${result.error.field ?? ''}`.trim() : 'ok';

describe('usableCode', () => {
  const retired: RuleCodebook = {
    ...codebook,
    codes: new Map([['source', { ...codeOf('source'), retired: true }]]),
  };

  it.each([
    [codebook, 'source', 'span', undefined, 'ok'],
    [codebook, 'source', 'article', undefined, 'invalid_input codeKey'],
    [codebook, 'economic', 'article', undefined, 'ok'],
    [codebook, 'attribution', 'composite', undefined, 'ok'],
    [codebook, 'attribution', 'span', undefined, 'invalid_input codeKey'],
    [codebook, 'nothing', 'span', undefined, 'invalid_input codeKey'],
    [retired, 'source', 'span', undefined, 'invalid_input codeKey'],
    [retired, 'source', 'span', 'cue', 'invalid_input codeKey'],
    [retired, 'source', 'span', 'source', 'ok'],
  ] as const)('case %#', (book, key, kind, current, expected) => {
    expect(reason(usableCode(book, key, kind, current))).toBe(expected);
  });
});

describe('checkFragments', () => {
  const one = [{ start: 2, end: 4 }];
  it.each([
    ['span', one, 10, 'ok'],
    ['span', [], 10, 'invalid_input fragments'],
    ['span', one, 3, 'invalid_input fragments'],
    ['article', [], 10, 'ok'],
    ['article', one, 10, 'invalid_input fragments'],
    ['composite', [], 10, 'ok'],
    ['composite', one, 10, 'ok'],
    ['composite', one, 3, 'invalid_input fragments'],
  ] as const)('%s %j in %i: %s', (kind, fragments, length, expected) => {
    expect(reason(checkFragments(kind, fragments, length))).toBe(expected);
  });
});

describe('attribute values', () => {
  it('are those of the code', () => {
    const source = codeOf('source');
    expect(reason(checkValues(codebook, source, { source_naming: 'named' }))).toBe('ok');
    expect(reason(checkValues(codebook, source, { source_naming: ['named'] }))).toBe(
      'invalid_input source_naming',
    );
    expect(reason(checkValues(codebook, source, { cue_kind: 'noun' }))).toBe(
      'invalid_input cue_kind',
    );
    expect(reason(checkValues(codebook, source, { __proto__x: 'y' }))).toMatch(/^invalid_input/);
  });

  it('are carried to another code where they make sense', () => {
    const values = { source_naming: 'named', frame_tone: 'pro', frame_voice: 'no such voice' };
    expect(carryValues(codebook, codeOf('source'), values)).toEqual({ source_naming: 'named' });
    expect(carryValues(codebook, codeOf('economic'), values)).toEqual({ frame_tone: 'pro' });
  });
});

describe('checkMembers', () => {
  const span = (codeKey: string, more: Partial<MemberSpan> = {}): MemberSpan => ({
    kind: 'span',
    codingId: 'mine',
    codeKey,
    deleted: false,
    ...more,
  });
  const spans = new Map<string, MemberSpan>([
    ['s1', span('source')],
    ['s2', span('source')],
    ['c1', span('content')],
    ['c2', span('content')],
    ['gone', span('cue', { deleted: true })],
    ['theirs', span('cue', { codingId: 'theirs' })],
    ['group', span('content', { kind: 'composite' })],
    ['inner', span('attribution', { kind: 'composite' })],
  ]);
  const check = (members: AttributionMember[], attributes = {}) =>
    reason(checkMembers(codeOf('attribution'), 'mine', members, spans, attributes));
  const of = (role: AttributionMember['role'], annotationId: string) => ({ role, annotationId });

  it.each([
    ['nothing yet', [], 'ok'],
    ['sources and contents', [of('source', 's1'), of('source', 's2'), of('content', 'c1')], 'ok'],
    ['two contents, each in its place', [of('content', 'c1'), of('content2', 'c2')], 'ok'],
    [
      'two contents in one place',
      [of('content', 'c1'), of('content', 'c2')],
      'invalid_input members',
    ],
    ['a source as cue', [of('cue', 's1')], 'invalid_input members'],
    ['one span twice', [of('content', 'c1'), of('content2', 'c1')], 'invalid_input members'],
    ['a group', [of('content', 'group')], 'invalid_input members'],
    ['an attribution inside', [of('source', 's1'), of('nested', 'inner')], 'ok'],
    ['an attribution as content', [of('content', 'inner')], 'invalid_input members'],
    ['a span inside', [of('nested', 'c1')], 'invalid_input members'],
    ['another group inside', [of('nested', 'group')], 'invalid_input members'],
    ['a colleague’s span', [of('cue', 'theirs')], 'invalid_input members'],
    ['a deleted span', [of('cue', 'gone')], 'not_found'],
    ['a span that never was', [of('cue', 'never')], 'not_found'],
  ])('%s: %s', (_, members, expected) => {
    expect(check(members)).toBe(expected);
  });

  it('takes no source where it is said to be absent', () => {
    expect(check([of('source', 's1')], { source_presence: 'stated' })).toBe('ok');
    expect(check([of('source', 's1')], { source_presence: 'absent' })).toBe(
      'invalid_input members',
    );
    expect(check([of('content', 'c1')], { source_presence: 'absent' })).toBe('ok');
  });

  it('hold a span to codes of its role', () => {
    const place = { compositeName: 'Attribution', role: 'source', codes: ['source'] };
    expect(reason(checkHolders(codeOf('source'), [place]))).toBe('ok');
    expect(reason(checkHolders(codeOf('cue'), [place]))).toBe('conflict codeKey');
    expect(reason(checkHolders(codeOf('cue'), []))).toBe('ok');
  });
});

describe('checkRelation', () => {
  const type = defaultCodebook.relationTypes.find((one) => one.key === 'supported_by');
  const end = (
    id: string,
    codeKey: string,
    codingId = 'mine',
    deleted = false,
    articleVersionId = 'here',
  ) => ({ id, codeKey, codingId, articleVersionId, deleted });
  it.each([
    [end('a', 'claim'), end('b', 'evidence'), 'ok'],
    [end('a', 'evidence'), end('b', 'claim'), 'invalid_input fromAnnotationId'],
    [end('a', 'claim'), end('b', 'source'), 'invalid_input toAnnotationId'],
    [end('a', 'claim'), end('a', 'claim'), 'invalid_input toAnnotationId'],
    [end('a', 'claim'), end('b', 'evidence', 'theirs'), 'invalid_input toAnnotationId'],
    [end('a', 'claim'), end('b', 'evidence', 'theirs', false, 'there'), 'ok'],
    [end('a', 'claim', 'theirs', false, 'there'), end('b', 'evidence'), 'ok'],
    [
      end('a', 'claim', 'theirs', false, 'there'),
      end('b', 'evidence', 'ours', false, 'elsewhere'),
      'invalid_input toAnnotationId',
    ],
    [end('a', 'claim'), end('b', 'evidence', 'mine', true), 'not_found'],
    [end('a', 'claim'), undefined, 'not_found'],
  ])('case %#', (from, to, expected) => {
    if (!type) throw new Error('no relation type supported_by');
    expect(reason(checkRelation(type, 'mine', from, to))).toBe(expected);
  });
});

describe('a coding', () => {
  it('moves not started → in progress → submitted → in progress, and no other way', () => {
    const moves = fc.constantFrom<CodingMove>('start', 'submit', 'reopen');
    fc.assert(
      fc.property(fc.array(moves), (sequence) => {
        let state: CodingState = 'not_started';
        for (const move of sequence) {
          const next = moveCoding(state, move);
          const legal: boolean =
            (move === 'start' && state === 'not_started') ||
            (move === 'submit' && state !== 'submitted') ||
            (move === 'reopen' && state === 'submitted');
          expect(next.ok).toBe(legal);
          if (!next.ok) continue;
          expect(next.value).toBe(move === 'submit' ? 'submitted' : 'in_progress');
          state = next.value;
        }
        expect(checkOpen(state).ok).toBe(state !== 'submitted');
      }),
    );
  });
});
