import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodings } from './compare';
import type { ComparedAnnotation, ComparedCoding, ComparedRelation } from './units';

let made = 0;
function unit(given: Partial<ComparedAnnotation> & { id?: string } = {}): ComparedAnnotation {
  made += 1;
  const id = given.id ?? `u${String(made).padStart(6, '0')}`;
  return {
    id,
    kind: 'span',
    revisionId: `${id}r`,
    layerKey: 'framing',
    codeKey: 'economic',
    fragments: [{ start: 0, end: 10 }],
    members: [],
    attributes: {},
    ...given,
  };
}

const span = (start: number, end: number, more: Partial<ComparedAnnotation> = {}) =>
  unit({ fragments: [{ start, end }], ...more });

function coding(
  coderId: string,
  annotations: readonly ComparedAnnotation[],
  relations: readonly ComparedRelation[] = [],
): ComparedCoding {
  return { coderId, annotations, relations };
}

const differences = (...codings: ComparedCoding[]) =>
  compareCodings(codings).map((item) => item.differences.join('+') || 'agreed');

describe('the codings of one text, place by place', () => {
  it('agrees whatever memo, revision or identity', () => {
    expect(differences(coding('a', [span(0, 5)]), coding('b', [span(0, 5)]))).toEqual(['agreed']);
    const values = { tone: ['pro', 'anti'] };
    const turned = { tone: ['anti', 'pro'] };
    expect(
      differences(
        coding('a', [span(0, 5, { attributes: values })]),
        coding('b', [span(0, 5, { attributes: turned })]),
      ),
    ).toEqual(['agreed']);
  });

  it('tells another boundary, another code, other values and what only some have', () => {
    const ana = coding('a', [span(0, 10)]);
    expect(differences(ana, coding('b', [span(2, 12)]))).toEqual(['boundary']);
    expect(differences(ana, coding('b', [span(0, 10, { codeKey: 'political' })]))).toEqual([
      'code',
    ]);
    expect(differences(ana, coding('b', [span(0, 10, { attributes: { tone: 'pro' } })]))).toEqual([
      'attribute',
    ]);
    expect(differences(ana, coding('b', []))).toEqual(['missing']);
    expect(differences(ana, coding('b', [span(0, 10)]), coding('c', []))).toEqual(['missing']);
    expect(differences(ana, coding('b', [span(1, 10, { codeKey: 'political' })]))).toEqual([
      'code+boundary',
    ]);
  });

  it('does not hold passages of other codes that hardly meet, or of other layers, against each other', () => {
    const ana = coding('a', [span(0, 50)]);
    expect(differences(ana, coding('b', [span(40, 60, { codeKey: 'political' })]))).toEqual([
      'missing',
      'missing',
    ]);
    expect(differences(ana, coding('b', [span(0, 50, { layerKey: 'claims' })]))).toEqual([
      'missing',
      'missing',
    ]);
  });

  it('matches the most alike where several could be meant', () => {
    const items = compareCodings([
      coding('a', [span(0, 10, { id: 'a1' }), span(8, 20, { id: 'a2' })]),
      coding('b', [span(0, 20, { id: 'b1' }), span(8, 20, { id: 'b2' })]),
    ]);
    expect(items.map((item) => item.voices.map((voice) => voice.unitId))).toEqual([
      ['a1', 'b1'],
      ['a2', 'b2'],
    ]);
  });

  it('compares labels of the article by code, then by equal values', () => {
    const label = (codeKey: string, attributes = {}) =>
      unit({ kind: 'article', fragments: [], codeKey, attributes });
    const primary = { scope: 'primary' };
    expect(
      differences(
        coding('a', [label('economic', primary), label('legality')]),
        coding('b', [label('political', primary), label('legality')]),
      ).sort(),
    ).toEqual(['agreed', 'code']);
  });

  it('compares attributions by the places that they join', () => {
    const part = (id: string, codeKey: string, start: number, end: number) =>
      span(start, end, { id, codeKey, layerKey: 'attribution' });
    const joined = (id: string, members: readonly [string, string][]) =>
      unit({
        id,
        kind: 'composite',
        layerKey: 'attribution',
        codeKey: 'attribution',
        fragments: [],
        members: members.map(([role, annotationId]) => ({ role, annotationId }) as never),
      });
    const of = (who: string, withCue: boolean, contentEnd: number) =>
      coding(who, [
        part(`${who}1`, 'source', 0, 5),
        part(`${who}2`, 'cue', 6, 10),
        part(`${who}3`, 'content', 11, contentEnd),
        joined(`${who}4`, [
          ['source', `${who}1`],
          ...(withCue ? [['cue', `${who}2`] as [string, string]] : []),
          ['content', `${who}3`],
        ]),
      ]);
    expect(differences(of('a', true, 30), of('b', true, 30))).toEqual(Array(4).fill('agreed'));
    // The other boundary is the passage's disagreement, not the attribution's.
    expect(differences(of('a', true, 30), of('b', true, 31))).toEqual([
      'agreed',
      'agreed',
      'boundary',
      'agreed',
    ]);
    expect(differences(of('a', true, 30), of('b', false, 30)).at(-1)).toBe('relation');
  });

  it('compares links by their ends, type and direction', () => {
    const ends = (who: string) => [span(0, 5, { id: `${who}1` }), span(9, 15, { id: `${who}2` })];
    const link = (who: string, typeKey: string, from: string, to: string): ComparedRelation => ({
      id: `${who}9`,
      revisionNo: 1,
      typeKey,
      fromAnnotationId: who + from,
      toAnnotationId: who + to,
      attributes: {},
    });
    const with_ = (who: string, typeKey: string, from: string, to: string) =>
      coding(who, ends(who), [link(who, typeKey, from, to)]);
    const last = (a: ComparedCoding, b: ComparedCoding, symmetric = new Set<string>()) =>
      compareCodings([a, b], { symmetric }).at(-1)?.differences;
    expect(last(with_('a', 'supports', '1', '2'), with_('b', 'supports', '1', '2'))).toEqual([]);
    expect(last(with_('a', 'supports', '1', '2'), with_('b', 'refutes', '1', '2'))).toEqual([
      'relation',
    ]);
    expect(last(with_('a', 'same', '1', '2'), with_('b', 'same', '2', '1'))).toEqual(['relation']);
    expect(
      last(with_('a', 'same', '1', '2'), with_('b', 'same', '2', '1'), new Set(['same'])),
    ).toEqual([]);
    expect(last(with_('a', 'same', '1', '2'), coding('b', ends('b')))).toEqual(['missing']);
  });

  it('gives an item another basis when a coder changes there, leaves it or comes in', () => {
    const basis = (...codings: ComparedCoding[]) => compareCodings(codings)[0]?.basis;
    const [a, b] = [span(0, 5, { id: 'a1' }), span(0, 5, { id: 'b1' })];
    const before = basis(coding('a', [a]), coding('b', [b]));
    expect(basis(coding('b', [b]), coding('a', [a]))).toBe(before);
    expect(basis(coding('a', [{ ...a, revisionId: 'new' }]), coding('b', [b]))).not.toBe(before);
    expect(basis(coding('a', [a]), coding('b', []))).not.toBe(before);
    expect(basis(coding('a', [a]), coding('b', [b]), coding('c', []))).not.toBe(before);
  });
});

describe('properties', () => {
  const anySpan = fc.record({
    start: fc.nat(30),
    length: fc.integer({ min: 1, max: 12 }),
    codeKey: fc.constantFrom('economic', 'political', 'legality'),
    layerKey: fc.constantFrom('framing', 'claims'),
    tone: fc.constantFrom('pro', 'anti'),
  });
  const anyCodings = fc
    .array(fc.array(anySpan, { maxLength: 8 }), { minLength: 2, maxLength: 5 })
    .map((coders) =>
      coders.map((spans, index) =>
        coding(
          `c${index}`,
          spans.map(({ start, length, codeKey, layerKey, tone }) =>
            span(start, start + length, { codeKey, layerKey, attributes: { tone } }),
          ),
        ),
      ),
    );

  it('are the same in whatever order coders and annotations come', () => {
    fc.assert(
      fc.property(anyCodings, fc.infiniteStream(fc.nat()), (codings, random) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => ({ value, at: random.next().value as number }))
            .sort((x, y) => x.at - y.at)
            .map(({ value }) => value);
        const mixed = shuffled(codings).map((one) => ({
          ...one,
          annotations: shuffled(one.annotations),
        }));
        expect(compareCodings(mixed)).toEqual(compareCodings(codings));
      }),
    );
  });

  it('are the same when coders change names', () => {
    fc.assert(
      fc.property(anyCodings, (codings) => {
        const renamed = codings.map((one) => ({
          ...one,
          coderId: `z${9 - Number(one.coderId[1])}`,
        }));
        const units = (items: ReturnType<typeof compareCodings>) =>
          items.map((item) => [
            item.key,
            item.differences,
            item.voices.flatMap((voice) => voice.unitId ?? []).sort(),
          ]);
        expect(units(compareCodings(renamed))).toEqual(units(compareCodings(codings)));
      }),
    );
  });

  it('lose nothing and count nothing twice; nobody speaks twice at one place', () => {
    fc.assert(
      fc.property(anyCodings, (codings) => {
        const items = compareCodings(codings);
        const spoken = items.flatMap((item) => item.voices.flatMap((voice) => voice.unitId ?? []));
        const given = codings.flatMap((one) => one.annotations.map(({ id }) => id));
        expect(spoken.sort()).toEqual(given.sort());
        for (const item of items) {
          expect(item.voices.map((voice) => voice.coderId)).toEqual(
            codings.map((one) => one.coderId),
          );
          expect(item.readings.flatMap((one) => one.coderIds).length).toBe(
            item.voices.filter((voice) => voice.unitId).length,
          );
          expect(item.differences.length === 0).toBe(
            item.readings.length === 1 && item.voices.every((voice) => voice.unitId),
          );
        }
      }),
    );
  });

  it('say that copies agree', () => {
    fc.assert(
      fc.property(anyCodings, (codings) => {
        const [first] = codings;
        if (!first) return;
        // Copies of distinct places: two equal passages of one coder could be either of the two.
        const copy = first.annotations.map((one) => ({ ...one, id: `${one.id}x` }));
        const items = compareCodings([first, coding('copy', copy)]);
        expect(items.every((item) => item.differences.length === 0)).toBe(true);
        expect(items).toHaveLength(first.annotations.length);
      }),
    );
  });
});

describe('ten thousand annotations', () => {
  // Each with each would be a hundred million pairs: past the test's time limit.
  it('of eight coders are compared', () => {
    const codings = Array.from({ length: 8 }, (_, coder) =>
      coding(
        `c${coder}`,
        Array.from({ length: 1250 }, (_, n) => {
          const codeKey = n % 7 === coder ? 'political' : 'economic';
          return span(n * 40 + (coder % 3), n * 40 + 60, { codeKey });
        }),
      ),
    );
    expect(compareCodings(codings).length).toBeGreaterThanOrEqual(1250);
  });
});
