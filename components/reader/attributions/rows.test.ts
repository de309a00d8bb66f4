import { describe, expect, it } from 'vitest';
import type { AnnotationDto, AttributionMember } from '@/lib/annotations/schema';
import { AnnotationStore } from '../model/annotation-store';
import { attributionRows, bySpeaker, viewOf, WHOLE_TABLE } from './rows';

function head(id: string, more: Partial<AnnotationDto>): AnnotationDto {
  return {
    id,
    kind: 'span',
    codingId: 'g',
    coderId: 'ana',
    coderName: 'Ana',
    revisionId: `r-${id}`,
    revisionNo: 1,
    authorId: 'ana',
    authorName: 'Ana',
    layerKey: 'attribution',
    codeKey: 'content',
    fragments: [],
    members: [],
    attributes: {},
    confidence: null,
    memo: null,
    reviewState: 'unreviewed',
    openThreads: 0,
    changedAt: '2024-01-01T00:00:00.000Z',
    ...more,
  };
}

const span = (id: string, codeKey: string, start: number, end: number, quote = id) =>
  head(id, { codeKey, fragments: [{ start, end, quote }] });
const join = (id: string, members: Record<string, string>, more: Partial<AnnotationDto> = {}) =>
  head(id, {
    kind: 'composite',
    codeKey: 'attribution',
    members: Object.entries(members).map(([annotationId, role]) => ({
      role: role as AttributionMember['role'],
      annotationId,
    })),
    ...more,
  });

/** “Selon Vesta, le ministre a déclaré que la frontière …”: the minister’s inside the agency’s. */
const NESTED = [
  span('vesta', 'source', 6, 11, 'Vesta'),
  span('selon', 'cue', 0, 5),
  span('all', 'content', 13, 80),
  span('minister', 'source', 13, 24, 'le ministre'),
  span('said', 'cue', 25, 35),
  span('border', 'content', 40, 80),
  join('outer', { vesta: 'source', selon: 'cue', all: 'content' }),
  join('inner', { minister: 'source', said: 'cue', border: 'content' }),
];
const rowsOf = (annotations: AnnotationDto[]) =>
  attributionRows(new AnnotationStore({ annotations, relations: [] }));
const depths = (annotations: AnnotationDto[]) =>
  Object.fromEntries(rowsOf(annotations).map(({ id, depth }) => [id, depth]));

describe('who says what', () => {
  it('reads from the passages what stands inside what', () => {
    expect(depths(NESTED)).toEqual({ outer: 0, inner: 1 });
    expect(rowsOf(NESTED).find(({ id }) => id === 'inner')).toMatchObject({
      within: ['outer'],
      nestingStated: false,
    });
  });

  it('believes what is stated, also against the passages', () => {
    const turned = NESTED.map((one) =>
      one.id === 'inner'
        ? { ...one, members: [...one.members, { role: 'nested' as const, annotationId: 'outer' }] }
        : one,
    );
    expect(depths(turned)).toEqual({ inner: 0, outer: 1 });
  });

  it('does not take a colleague’s attribution for an outer one', () => {
    const others = NESTED.map((one) => (one.id === 'outer' ? { ...one, coderId: 'ben' } : one));
    expect(depths(others)).toEqual({ outer: 0, inner: 0 });
  });

  it('filters by source without case and accents, and by coder; sorts; groups', () => {
    const rows = rowsOf([
      ...NESTED,
      span('later', 'content', 90, 99),
      join('nobody', { later: 'content' }, { attributes: { source_presence: 'absent' } }),
      span('vesta2', 'source', 100, 105, 'VESTA'),
      span('more', 'content', 110, 119),
      join('again', { vesta2: 'source', more: 'content' }, { coderId: 'ben', coderName: 'Ben' }),
    ]);
    const ids = (view: Partial<typeof WHOLE_TABLE>) =>
      viewOf(rows, { ...WHOLE_TABLE, ...view }, 'fr').map(({ id }) => id);
    expect(ids({})).toEqual(['outer', 'inner', 'nobody', 'again']);
    expect(ids({ source: 'vésta' })).toEqual(['outer', 'again']);
    expect(ids({ coder: 'ben' })).toEqual(['again']);
    expect(ids({ sort: 'depth', descending: true })).toEqual(['inner', 'again', 'nobody', 'outer']);
    expect(bySpeaker(rows).map((group) => [group.speaker, group.rows.length])).toEqual([
      ['Vesta', 2],
      ['le ministre', 1],
      ['', 1],
    ]);
  });
});
