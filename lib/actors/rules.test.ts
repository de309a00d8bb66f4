import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from '@/lib/register/rules';
import { calledIn, countQuotes, namedSo, registerOf } from './rules';
import type { ActorDto, QuoteRow } from './schema';

const quote = (given: Partial<QuoteRow>): QuoteRow => ({
  attributionId: 'a1',
  sourceId: 's1',
  name: null,
  words: 'the minister',
  naming: null,
  kind: null,
  quotation: null,
  said: 'that it rains',
  articleId: 'x',
  versionNo: 1,
  title: 'Rain',
  language: 'en',
  direction: 'ltr',
  publisher: 'Courier',
  month: '2026-01',
  coderName: 'Ana',
  ...given,
});
const actor = (id: string, ...names: string[]): ActorDto => ({
  id,
  name: names[0] ?? '',
  kind: null,
  wikidataId: null,
  note: '',
  mergedInto: null,
  names: names.map((name) => ({ key: nameKey(name), name, language: null })),
});

describe('a name', () => {
  it.each([
    ['Élise  Mörk-Åsén', 'elise mork asen'],
    ['L’Agence « Vesta »', 'l agence vesta'],
    ['ИВАНОВ', 'иванов'],
    ['…', ''],
  ])('%s is keyed as %s', (name, key) => expect(nameKey(name)).toBe(key));

  it('keyed twice is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
    );
  });

  it('is the coder’s, or the words of a source that is named', () => {
    expect(calledIn(quote({ name: ' Vesta ' }))).toBe('Vesta');
    expect(calledIn(quote({ words: 'Mara Oakes', naming: 'named' }))).toBe('Mara Oakes');
    expect(calledIn(quote({ words: 'two officials', naming: 'anonymous' }))).toBeNull();
    expect(calledIn(quote({ sourceId: null }))).toBeNull();
    expect(calledIn(quote({ words: 'He' }))).toBeNull();
    expect(calledIn(quote({ words: 'Elle', name: 'Oakes' }))).toBe('Oakes');
  });
});

describe('quotes', () => {
  const rows = [
    quote({ name: 'Vesta', naming: 'named', quotation: 'direct' }),
    quote({
      attributionId: 'a2',
      name: 'Agence Vesta',
      naming: 'named',
      publisher: 'Herald',
      articleId: 'y',
    }),
    quote({ attributionId: 'a3', words: 'officials', naming: 'anonymous', month: '2026-02' }),
    quote({ attributionId: 'a4', sourceId: null, words: '', month: '2026-02' }),
    quote({ attributionId: 'a5', name: 'Vesta', naming: 'named', month: null }),
    quote({
      attributionId: 'a5',
      sourceId: 's2',
      words: 'officials',
      naming: 'anonymous',
      month: null,
    }),
  ];

  it('count by actor, publisher and month, and by how sources are named', () => {
    const stats = countQuotes(rows, registerOf([actor('v', 'Vesta', 'agence vesta')]));
    expect(stats).toMatchObject({ attributions: 5, absent: 1, anonymous: 1, told: 4 });
    expect(stats.actors).toEqual([
      {
        actorId: 'v',
        key: 'vesta',
        name: 'Vesta',
        kind: null,
        quotes: 3,
        direct: 1,
        articles: 2,
        publishers: 2,
      },
    ]);
    expect(stats.byPublisher).toEqual([
      { name: 'Courier', attributions: 4, anonymous: 1, told: 3 },
      { name: 'Herald', attributions: 1, anonymous: 0, told: 1 },
    ]);
    expect(stats.byMonth).toEqual([
      { name: '2026-01', attributions: 2, anonymous: 0, told: 2 },
      { name: '2026-02', attributions: 2, anonymous: 1, told: 1 },
      { name: null, attributions: 1, anonymous: 0, told: 1 },
    ]);
    expect(namedSo(rows, 'anonymous').map(({ attributionId }) => attributionId)).toEqual(['a3']);
    expect(namedSo(rows, 'absent')).toHaveLength(1);
    expect(namedSo(rows, 'all')).toHaveLength(6);
  });

  it('of two names are those of the actor who has both: merging loses and invents none', () => {
    const names = fc.constantFrom('Vesta', 'VESTA', 'Agence Vesta', 'Oakes', 'Mara Oakes', '…');
    const some = fc.array(
      fc.record({ attributionId: fc.constantFrom('a', 'b', 'c', 'd'), name: names }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map((one) => quote(one));
        const apart = countQuotes(all, registerOf([]));
        const merged = countQuotes(
          all,
          registerOf([actor('v', 'Vesta', 'Agence Vesta'), actor('o', 'Oakes')]),
        );
        const sum = (stats: typeof apart) =>
          stats.actors.reduce((total, { quotes }) => total + quotes, 0);
        expect(sum(merged)).toBe(sum(apart));
        expect(sum(apart)).toBe(given.filter(({ name }) => name !== '…').length);
        const of = (stats: typeof apart, ...keys: string[]) =>
          stats.actors
            .filter(({ key, actorId }) => keys.includes(actorId ?? key))
            .reduce((n, { quotes }) => n + quotes, 0);
        expect(of(merged, 'v')).toBe(of(apart, 'vesta', 'agence vesta'));
        expect(merged.attributions).toBe(apart.attributions);
      }),
    );
  });
});
