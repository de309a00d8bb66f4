import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOffsetMap } from '@/lib/text/offsets';
import { DEFAULT_LIMITS, type IngestRow, type KnownText } from '../schema';
import { memoryFile } from '../testing';
import { anchorQuote } from './quote-anchor';
import { readWebAnnotations } from './web-annotation';

const URL_A = 'https://news.example/a';
const TEXT = '😀 The quay stays shut.\n\nThe quay stays shut until May, said Calder.';
const known: KnownText = {
  externalId: 'a',
  url: URL_A,
  text: TEXT,
  canonicaliser: 'sourcemark/1',
  language: 'en',
};

async function read(content: unknown, name = 'notes.json'): Promise<IngestRow[]> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const rows: IngestRow[] = [];
  const findTexts = async (addresses: readonly string[]) =>
    new Map(addresses.filter((one) => one === URL_A).map((one) => [one, known]));
  const hints = { findTexts };
  for await (const row of readWebAnnotations([memoryFile(name, text)], DEFAULT_LIMITS, hints)) {
    rows.push(row);
  }
  return rows;
}

const articlesOf = (rows: readonly IngestRow[]) => rows.filter((row) => row.kind === 'article');
const refusals = (rows: readonly IngestRow[]) =>
  rows.flatMap((row) => (row.kind === 'rejection' ? [row.rejection] : []));

const target = (start: number, end: number, exact: string, more = {}) => ({
  source: URL_A,
  selector: [
    { type: 'RangeSelector', startContainer: '/p[1]' },
    { type: 'TextPositionSelector', start, end },
    { type: 'TextQuoteSelector', exact, prefix: '', suffix: '', ...more },
  ],
});

describe('Web Annotation', () => {
  it('reads Hypothesis: tags are codes, the text is a note, people are codings', async () => {
    const rows = await read({
      total: 4,
      rows: [
        {
          id: 'h1',
          uri: URL_A,
          user: 'acct:ana@hypothes.is',
          text: 'Who says so?',
          tags: ['claim', 'doubt'],
          // Counted from the beginning of the page, in UTF-16 units.
          target: [target(420, 443, 'stays shut until May, s', { prefix: 'The quay ' })],
        },
        {
          id: 'h2',
          uri: `${URL_A}#x`,
          user: 'acct:ben@hypothes.is',
          target: [target(3, 11, 'The quay')],
        },
        {
          id: 'h3',
          uri: URL_A,
          user: 'acct:ana@hypothes.is',
          text: 'On the whole',
          target: [{ source: URL_A }],
        },
        { id: 'h4', uri: URL_A, references: ['h1'], text: 'I do', target: [{ source: URL_A }] },
      ],
    });
    const [article] = articlesOf(rows);
    expect(article).toMatchObject({ externalId: 'a', text: TEXT, fields: { url: URL_A } });
    const told = article?.codings.map(({ coder, annotations }) => [
      coder,
      annotations.map(({ externalId, kind, type, fragments, memo }) => ({
        ...{ externalId, kind, type, memo },
        at: fragments.map(({ start, end }) => [...TEXT].slice(start, end).join('')),
      })),
    ]);
    expect(told).toEqual([
      [
        'ana',
        [
          {
            externalId: 'h1',
            kind: 'span',
            type: 'claim',
            memo: 'Who says so?',
            at: ['stays shut until May, s'],
          },
          {
            externalId: 'h1/2',
            kind: 'span',
            type: 'doubt',
            memo: 'Who says so?',
            at: ['stays shut until May, s'],
          },
          { externalId: 'h3', kind: 'article', type: 'comment', memo: 'On the whole', at: [] },
        ],
      ],
      [
        'ben',
        [{ externalId: 'h2', kind: 'span', type: 'highlight', memo: null, at: ['The quay'] }],
      ],
    ]);
    expect(refusals(rows).map(({ reason }) => reason)).toEqual([
      'h4: it is a reply to another annotation, which has no place here.',
    ]);
    expect(rows.filter(({ kind }) => kind === 'notice')).toMatchObject([
      { notice: { code: 'utf16_offsets' } },
      { notice: { code: 'found_by_quote', count: 1 } },
    ]);
  });

  it('reads an array of the standard’s annotations by line: code points, parts, links', async () => {
    const one = (id: string, body: unknown, at: unknown) =>
      JSON.stringify({
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id,
        type: 'Annotation',
        creator: { id: 'mailto:ana@example.org', name: 'Ana' },
        body,
        target: at,
      });
    const tag = (value: string) => ({ type: 'TextualBody', purpose: 'classifying', value });
    const rows = await read(
      `[\n${[
        one('#1', tag('source'), [target(2, 10, 'The quay'), target(24, 27, 'The')]),
        one('#2', [tag('claim'), { type: 'TextualBody', value: 'Odd' }], target(11, 16, 'stays')),
        one('#3', { purpose: 'linking', value: 'asserted_in' }, [{ id: '#2' }, { id: '#1' }]),
        one('#4', tag('claim'), target(0, 8, 'Nowhere at all')),
        one('#5', tag('claim'), target(90, 98, 'The quay')),
        one('#6', tag('claim'), { source: 'https://other.example/' }),
        '"text"',
      ].join(',\n')}\n]`,
    );
    const [article] = articlesOf(rows);
    const [coding] = article?.codings ?? [];
    expect(coding?.coder).toBe('Ana');
    expect(coding?.relations).toMatchObject([
      { type: 'asserted_in', fromExternalId: '2', toExternalId: '1' },
    ]);
    expect(coding?.annotations.map(({ type, fragments, memo }) => [type, fragments, memo])).toEqual(
      [
        [
          'source',
          [
            { start: 2, end: 10 },
            { start: 24, end: 27 },
          ],
          null,
        ],
        ['claim', [{ start: 11, end: 16 }], 'Odd'],
      ].map((row) => row),
    );
    expect(refusals(rows).map(({ line, reason }) => [line, reason.slice(0, 60)])).toEqual([
      [8, 'The item is not a JSON object.'],
      [5, '4: “Nowhere at all” does not stand in the article.'],
      [6, expect.stringMatching(/^5: “The quay” stands 2 times/)],
      [7, expect.stringMatching(/^6: there is no article from https:\/\/other.example/)],
    ]);
  });

  it('is read one a line, and says which line is none', async () => {
    const line = JSON.stringify({
      id: 'x',
      target: target(2, 5, 'The'),
      motivation: 'highlighting',
    });
    const rows = await read(`${line}\n{"id":\n{"id":"y"}\n`, 'notes.jsonl');
    expect(articlesOf(rows)[0]?.codings[0]?.annotations).toMatchObject([{ type: 'highlight' }]);
    expect(refusals(rows).map(({ line: at }) => at)).toEqual([2, 3]);
  });
});

describe('anchoring by quote', () => {
  it('finds every quote of any text by its own position, in either unit, and by its words', () => {
    const unit = fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é', '”');
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 3, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (units, a, b) => {
          const text = units.join('');
          const map = createOffsetMap(text);
          const [start, end] = [a % map.length, b % map.length].toSorted((x, y) => x - y);
          if (start === undefined || end === undefined || start === end) return;
          const exact = map.slice(start, end);
          if (exact.trim() !== exact) return;
          const quote = {
            exact,
            prefix: map.slice(0, start),
            suffix: map.slice(end, map.length),
          };
          const fragment = { start, end };
          expect(anchorQuote(text, map, { position: { start, end }, quote })).toMatchObject({
            fragment,
          });
          const units16 = { start: map.toUtf16(start), end: map.toUtf16(end) };
          const found = anchorQuote(text, map, { position: units16, quote });
          // A text may hold the quote at those offsets in code points too; then it stands there.
          if (typeof found === 'string') throw new Error(found);
          expect(map.slice(found.fragment.start, found.fragment.end).replace(/\s/g, ' ')).toBe(
            exact.replace(/\s/g, ' '),
          );
          const byWords = anchorQuote(text, map, { position: null, quote });
          if (typeof byWords !== 'string') {
            expect(map.slice(byWords.fragment.start, byWords.fragment.end).replace(/\s/g, '')).toBe(
              exact.replace(/\s/g, ''),
            );
          }
        },
      ),
    );
  });
});
