import { describe, expect, it, vi } from 'vitest';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { err, ok } from '@/lib/result/result';
import type { SuggestionDto, SuggestionsDto } from '@/lib/suggestions/schema';
import { SuggestionStore, type SuggestionTransport } from './suggestion-store';

const one = (id: string, score: number, origin = 'rules'): SuggestionDto => ({
  id,
  origin,
  originVersion: '1',
  score,
  reason: {},
  proposal: { kind: 'span', codeKey: 'source', attributes: {}, fragments: [], parts: [] },
});
const OFFERED: SuggestionsDto = {
  hidden: false,
  offered: [one('a', 0.9), one('b', 0.4), one('c', 0.8, 'elsewhere')],
  decided: { accepted: 0, changed: 0, rejected: 0, stale: 0 },
  names: {},
};
const without = (id: string): SuggestionsDto => ({
  ...OFFERED,
  offered: OFFERED.offered.filter((other) => other.id !== id),
});

async function opened(transport: Partial<SuggestionTransport> = {}) {
  const store = new SuggestionStore(
    { projectId: 'p', articleVersionId: 'v' },
    {
      read: async () => ok(OFFERED),
      ask: async () => ok({ asked: [], suggestions: OFFERED }),
      accept: async () => ok({} as AnnotationChange),
      reject: async ({ suggestionId }) => ok(without(suggestionId)),
      ...transport,
    },
  );
  await store.read();
  return store;
}

describe('suggestions in the page', () => {
  it('are walked through in order, round the end, as the filter lets them', async () => {
    const store = await opened();
    store.step(1);
    expect(store.active.get()).toBe('a');
    store.step(-1);
    expect(store.active.get()).toBe('c');
    store.filter.set({ origin: null, threshold: 0.5 });
    store.step(1);
    store.step(1);
    expect(store.active.get()).toBe('c');
    store.filter.set({ origin: 'elsewhere', threshold: 0 });
    expect(store.shown().map(({ id }) => id)).toEqual(['c']);
  });

  it('go on to the next after a decision', async () => {
    const store = await opened();
    store.step(1);
    await store.accept('a');
    expect(store.active.get()).toBe('b');
    expect(store.data.get()?.decided.accepted).toBe(1);
    await store.reject('b');
    expect(store.active.get()).toBe('c');
  });

  it('are sent again under the same ids when the server was not reached', async () => {
    const accept = vi
      .fn<SuggestionTransport['accept']>()
      .mockRejectedValueOnce(new TypeError('fetch failed'))
      .mockResolvedValueOnce(ok({} as AnnotationChange));
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const store = await opened({ accept });
    expect(await store.accept('a')).toBeNull();
    expect(store.failure.get()).toBe('offline');
    expect(store.data.get()?.offered).toHaveLength(3);
    expect(await store.accept('a')).not.toBeNull();
    expect(store.failure.get()).toBeNull();
    expect(accept.mock.calls[0]).toEqual(accept.mock.calls[1]);
  });

  it('stay when a decision is refused, with the reason', async () => {
    const store = await opened({ reject: async () => err('conflict', 'Decided already.') });
    expect(await store.reject('a')).toBe(false);
    expect(store.failure.get()).toBe('Decided already.');
    expect(store.data.get()?.offered).toHaveLength(3);
  });
});
