import { describe, expect, it } from 'vitest';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { AnnotationStore } from './annotation-store';
import { NO_FILTERS } from './filters';
import { effectOf, type OptimisticContext } from './optimistic';
import { rowAt, rowIndexOf, rowsOf, stops } from './rows';

const span = (id: string, codeKey: string, start: number, end: number): AnnotationDto => ({
  id,
  kind: 'span',
  codingId: 'c',
  coderId: 'me',
  coderName: 'Me',
  revisionId: 'r',
  revisionNo: 1,
  authorId: 'me',
  authorName: 'Me',
  layerKey: 'attribution',
  codeKey,
  fragments: [{ start, end, quote: 'x' }],
  members: [],
  attributes: {},
  confidence: null,
  memo: null,
  reviewState: 'unreviewed',
  openThreads: 0,
  changedAt: '2026-11-24T09:00:00.000Z',
});
const joined = (id: string, members: AnnotationDto['members']): AnnotationDto => ({
  ...span(id, 'attribution', 0, 1),
  kind: 'composite',
  fragments: [],
  members,
});
const INITIAL = [
  span('claim', 'claim', 50, 60),
  span('content', 'content', 30, 40),
  span('source', 'source', 10, 15),
  joined('attribution', [
    { role: 'source', annotationId: 'source' },
    { role: 'content', annotationId: 'content' },
  ]),
  { ...span('frame', 'economic', 0, 1), kind: 'article' as const, fragments: [] },
];
const made = () => new AnnotationStore({ annotations: INITIAL, relations: [] });
const contextOf = (store: AnnotationStore): OptimisticContext => ({
  me: { id: 'me', name: 'Me' },
  codingId: 'c',
  now: '2026-11-24T10:00:00.000Z',
  quote: () => 'q',
  layerOf: () => 'attribution',
  holdersOf: (id) => store.compositesOf(id).flatMap((one) => store.get(one) ?? []),
  relationsOf: (id) => store.relationsOf(id),
  relation: (id) => store.relation(id),
  farEnd: () => null,
});
const NO_EFFECT = {
  annotations: [],
  removedAnnotationIds: [],
  relations: [],
  removedRelationIds: [],
};
const base = { projectId: 'p', articleVersionId: 'v', idempotencyKey: '12345678' };
/** What the list shows; the order that is kept for it must be what filters that let all through find. */
function ids(store: AnnotationStore): string[] {
  const rows = rowsOf(store, NO_FILTERS);
  expect(rows).toEqual(rowsOf(store, { ...NO_FILTERS }));
  return rows.map((row) => row.id);
}

describe('AnnotationStore', () => {
  it('lists an attribution where its members stand, and not its members again', () => {
    const store = made();
    expect(ids(store)).toEqual(['attribution', 'claim']);
    expect(stops(store, NO_FILTERS)).toEqual([
      'frame',
      'attribution',
      'source',
      'content',
      'claim',
    ]);
    const rows = rowsOf(store, NO_FILTERS);
    expect(rowIndexOf(rows, store, 'content')).toBe(0);
    expect(rowAt(rows, 45)).toBe(1);
  });

  it('shows members on their own when the filters hide their attribution', () => {
    const store = made();
    const only = { ...NO_FILTERS, codes: new Set(['source', 'content']) };
    expect(rowsOf(store, only).map((row) => row.id)).toEqual(['source', 'content']);
  });

  it('moves an attribution when a member moves', () => {
    const store = made();
    store.apply(
      effectOf(
        {
          name: 'changeAnnotation',
          input: {
            ...base,
            annotationId: 'source',
            expectedNo: 1,
            fragments: [{ start: 70, end: 75 }],
          },
        },
        (id) => store.get(id),
        contextOf(store),
      ),
    );
    expect(store.order.keyOf('attribution')).toEqual({ id: 'attribution', start: 30, end: 75 });
    expect(store.spans.at(12)).toEqual([]);
    expect(store.spans.at(72)).toEqual(['source']);
    expect(store.get('source')?.revisionNo).toBe(2);
  });

  it('takes a deleted span out of its attribution and puts both back when refused', () => {
    const store = made();
    const seen: string[][] = [];
    store.onChange((touched) => seen.push([...touched].sort()));
    const effect = effectOf(
      { name: 'deleteAnnotation', input: { ...base, annotationId: 'source', expectedNo: 1 } },
      (id) => store.get(id),
      contextOf(store),
    );
    store.apply(effect);
    expect(store.get('attribution')?.members).toHaveLength(1);
    expect(ids(store)).toEqual(['attribution', 'claim']);
    store.apply({ ...NO_EFFECT, removedAnnotationIds: ['attribution'] });
    expect(ids(store)).toEqual(['content', 'claim']);
    expect(store.get('source')).toBeUndefined();
    expect(seen[0]).toContain('source');
    store.revert(['source', 'attribution']);
    expect(store.get('attribution')?.members).toHaveLength(2);
    expect(store.compositesOf('source')).toEqual(['attribution']);
    expect(ids(store)).toEqual(['attribution', 'claim']);
  });

  it('tells only the details when an answer says nothing new but that it is stored', () => {
    const store = made();
    const draft = { ...span('new', 'claim', 1, 2), revisionId: 'draft:new' };
    store.apply({ ...NO_EFFECT, annotations: [draft] });
    const [version, details] = [store.version.get(), store.details.get()];
    const stored = { ...draft, revisionId: 'r9', changedAt: '2026-11-24T11:00:00.000Z' };
    store.confirm({ ...NO_EFFECT, annotations: [stored] });
    expect(store.version.get()).toBe(version);
    expect(store.details.get()).toBe(details + 1);
    expect(store.get('new')?.revisionId).toBe('r9');
    store.confirm({ ...NO_EFFECT, annotations: [{ ...stored, memo: 'why' }] });
    expect(store.version.get()).toBe(version + 1);
  });

  it('does nothing for a command on another revision', () => {
    const store = made();
    const effect = effectOf(
      {
        name: 'changeAnnotation',
        input: { ...base, annotationId: 'claim', expectedNo: 7, memo: 'x' },
      },
      (id) => store.get(id),
      contextOf(store),
    );
    expect(effect.annotations).toEqual([]);
  });

  it('forgets an unconfirmed annotation when it is refused', () => {
    const store = made();
    store.apply({
      annotations: [span('new', 'claim', 1, 2)],
      removedAnnotationIds: [],
      relations: [],
      removedRelationIds: [],
    });
    expect(store.spans.at(1)).toEqual(['new']);
    store.revert(['new']);
    expect(store.get('new')).toBeUndefined();
    expect(store.spans.at(1)).toEqual([]);
  });
});
