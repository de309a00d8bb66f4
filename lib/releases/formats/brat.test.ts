import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportAnnotation, ExportArticle } from '@/lib/releases/schema';
import { CONF_FILE, createBratWriter } from './brat';
import { anyArticle, writeAll } from './testing/arbitrary-article';
import { readStrictBrat, readStrictConf } from './testing/strict-brat';

const COMMA = ';';

/** The fragments of a span without its line breaks, by a rule of the test's own. */
function expectedPieces(text: string, one: ExportAnnotation): string {
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (const { start, end } of one.fragments) {
    let from = start;
    for (let i = start; i <= end; i += 1) {
      const broken = i === end || characters[i] === '\n' || characters[i] === '\r';
      if (!broken) continue;
      if (i > from) pieces.push(`${from} ${i}`);
      from = i + 1;
    }
  }
  return pieces.join(COMMA);
}

test('any article is read by a strict reader, with the same spans for each coder', () => {
  fc.assert(
    fc.property(fc.array(anyArticle, { minLength: 1, maxLength: 3 }), (articles) => {
      const writer = createBratWriter();
      const files = writeAll(writer, articles);
      const conf = readStrictConf(files.get(CONF_FILE) ?? '');
      const names = [...files.keys()];
      expect(names.every((name) => /^[\p{L}\p{M}\p{N}._-]+$/u.test(name))).toBe(true);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      const textFiles = names.filter((name) => name.endsWith('.txt'));
      expect(textFiles.map((name) => files.get(name))).toEqual(articles.map(({ text }) => text));
      articles.forEach((article, i) => {
        const base = textFiles[i]?.slice(0, -4) ?? '';
        const own = names.filter(
          (name) => name.endsWith('.ann') && name.slice(0, name.lastIndexOf('_')) === base,
        );
        expect(own).toHaveLength(3);
        own.forEach((file) => {
          const read = readStrictBrat(files.get(file) ?? '', article.text);
          for (const { type } of read.texts.values()) {
            expect([...(conf.get('entities') ?? []), ...(conf.get('events') ?? [])]).toContain(
              type,
            );
          }
          for (const { name } of read.attributes) expect(conf.get('attributes')).toContain(name);
          for (const { type } of read.relations.values()) {
            expect(conf.get('relations')).toContain(type);
          }
        });
      });
      const [first] = articles;
      if (articles.length === 1 && first) {
        for (const [at, coder] of ['4b22', 'Zoë O', 'b_o'].entries()) {
          const anns = names.filter((name) => name.endsWith('.ann'));
          const read = readStrictBrat(files.get(anns[at] ?? '') ?? '', first.text);
          const triggers = new Set([...read.events.values()].map(({ trigger }) => trigger));
          const written = [...read.texts.values()]
            .filter(({ id }) => !triggers.has(id))
            .map(({ fragments }) => fragments.map((pair) => pair.join(' ')).join(COMMA));
          const expected = first.annotations
            .filter((one) => one.kind === 'span' && one.coder.name === coder)
            .map((one) => expectedPieces(first.text, one))
            .filter((pieces) => pieces !== '');
          expect(written.sort()).toEqual(expected.sort());
        }
      }
    }),
    { numRuns: 100 },
  );
});

const coder = { id: 'c1', name: '4b22' };
const base: Omit<ExportAnnotation, 'id' | 'kind' | 'code' | 'fragments'> = {
  revision: 1,
  deleted: false,
  layer: 'attribution',
  externalType: null,
  impliedAttributes: [],
  attributes: {},
  members: [],
  memo: null,
  confidence: null,
  coder,
  author: coder,
  createdAt: '2026-01-01T00:00:00Z',
  codebookVersion: 1,
  review: { state: 'unreviewed', reviewer: null, decidedAt: null, reason: null },
  externalRef: null,
};
const article: ExportArticle = {
  id: 'v',
  articleId: 'a',
  version: 1,
  name: 'one',
  url: null,
  title: 'One',
  language: 'en',
  text: '“No,” said 👩‍👩‍👧 Bell.\nAnd more.',
  textSha256: '',
  metadata: {},
  codings: [{ coder, state: 'submitted' }],
  annotations: [],
  earlier: [],
  relations: [],
  decisions: [],
};
const cut = (start: number, end: number) => ({
  start,
  end,
  quote: Array.from(article.text).slice(start, end).join(''),
});
const brat = (id: string, trigger: string | null = null, type: string | null = null) => ({
  format: 'brat',
  file: 'x.ann',
  id,
  trigger,
  type,
  ranges: null,
  roles: [],
  normalisations: [],
});

function annOf(annotations: ExportAnnotation[], more: Partial<ExportArticle> = {}, strict = true) {
  const writer = createBratWriter();
  const files = writeAll(writer, [{ ...article, annotations, ...more }]);
  const ann = files.get('one_4b22.ann') ?? '';
  const read = readStrictBrat(strict ? ann : '', article.text);
  return { ann, read, ...writer.report(), files };
}

describe('brat', () => {
  test('an attribution is an event on its trigger; events with one trigger share it', () => {
    const members = (content: string) => [
      { role: 'content', annotationId: content },
      { role: 'content2', annotationId: 'c2' },
      { role: 'cue', annotationId: 'q' },
    ];
    const span = (id: string, code: string, ref: string, start: number, end: number) => ({
      ...base,
      id,
      kind: 'span' as const,
      code,
      fragments: [cut(start, end)],
      externalRef: brat(ref),
      externalType: code[0]?.toUpperCase() + code.slice(1),
    });
    const event = (id: string, ref: string, content: string): ExportAnnotation => ({
      ...base,
      id,
      kind: 'composite',
      code: 'attribution',
      externalType: 'Attribution-no-source',
      fragments: [cut(6, 10)],
      members: members(content),
      externalRef: brat(ref, 'T9', 'Attribution-no-source'),
    });
    const { ann, losses } = annOf([
      span('q', 'cue', 'T2', 6, 10),
      span('c1', 'content', 'T5', 0, 5),
      span('c2', 'content', 'T3', 11, 17),
      event('e1', 'E1', 'c1'),
      event('e2', 'E4', 'c1'),
    ]);
    expect(ann.split('\n')).toEqual([
      'T2\tCue 6 10\tsaid',
      'T5\tContent 0 5\t“No,”',
      'T3\tContent 11 17\t👩‍👩‍👧 ',
      'T9\tAttribution-no-source 6 10\tsaid',
      'E1\tAttribution-no-source:T9 Content:T5 Content2:T3 Cue:T2',
      'E4\tAttribution-no-source:T9 Content:T5 Content2:T3 Cue:T2',
      '',
    ]);
    expect(losses).toEqual({ article_metadata: 1, revision_number_and_time: 5 });
  });

  test('what it cannot carry is counted, never dropped in silence', () => {
    const other = { id: 'c2', name: 'd473' };
    const { losses, normalised, read } = annOf(
      [
        { ...base, id: 'p', kind: 'article', code: 'political', fragments: [] },
        { ...base, id: 's', kind: 'span', code: 'claim', fragments: [cut(11, 29)], memo: 'a\nb' },
        { ...base, id: 'n', kind: 'span', code: 'claim', fragments: [cut(23, 24)], confidence: 4 },
        {
          ...base,
          id: 'o',
          kind: 'span',
          code: 'claim',
          fragments: [cut(0, 3)],
          coder: other,
          review: { state: 'accepted', reviewer: 'X', decidedAt: 'y', reason: null },
        },
        {
          ...base,
          id: 'e',
          kind: 'composite',
          code: 'attribution',
          fragments: [],
          members: [
            { role: 'content', annotationId: 's' },
            { role: 'source', annotationId: 'gone' },
          ],
          attributes: { note: 'two words', stance: 'neutral' },
        },
      ],
      {
        relations: [
          ['s', 'o'],
          ['s', 'p'],
          ['s', 'e'],
        ].map(([from = '', to = ''], i) => ({
          id: `r${i}`,
          revision: 1,
          type: 'supported by',
          externalType: null,
          from,
          to,
          attributes: {},
          memo: null,
          coder,
          createdAt: '2026-01-01T00:00:00Z',
          externalRef: null,
        })),
      },
    );
    expect(losses).toMatchObject({
      article_label: 1,
      member_not_exported: 1,
      relation_across_coders: 1,
      relation_end_not_exported: 1,
      review_state: 1,
    });
    expect(normalised).toMatchObject({
      attributes_in_note: 1,
      memo_line_breaks: 1,
      trigger_from_member: 1,
      type_name_changed: 1,
    });
    expect(read.relations.size).toBe(1);
    expect(read.attributes).toContainEqual({ name: 'stance', target: 'E1', value: 'neutral' });
    expect(read.notes.map(({ type, text }) => [type, text])).toEqual([
      ['AnnotatorNotes', 'a b'],
      ['SourcemarkAttributes', '{"note":"two words"}'],
    ]);
  });

  test('roles, ranges, normalisations and equivalences come out as they came in', () => {
    const ref = (id: string, more = {}) => ({ ...brat(id), ...more });
    const { ann } = annOf(
      [
        {
          ...base,
          id: 's',
          kind: 'span',
          code: 'source',
          fragments: [cut(0, 3), cut(6, 10)],
          externalRef: ref('T1', {
            ranges: [
              { start: 6, end: 10 },
              { start: 0, end: 3 },
            ],
            normalisations: ['Reference Wikidata:Q95'],
          }),
        },
        {
          ...base,
          id: 'c',
          kind: 'span',
          code: 'attribution',
          fragments: [cut(11, 14)],
          externalRef: ref('T2'),
        },
        {
          ...base,
          id: 'e',
          kind: 'composite',
          code: 'attribution',
          fragments: [cut(11, 14)],
          members: [
            { role: 'source', annotationId: 's' },
            { role: 'content', annotationId: 'c' },
          ],
          externalRef: ref('E3', { trigger: 'T2', roles: ['Source:T2', 'Content:T1'] }),
        },
      ],
      {
        relations: ['s', 'c'].map((to, i) => ({
          id: `r${i}`,
          revision: 1,
          type: 'Equiv',
          externalType: null,
          from: 'e',
          to,
          attributes: {},
          memo: null,
          coder,
          createdAt: '2026-01-01T00:00:00Z',
          externalRef: ref(`*7.${i + 1}`),
        })),
      },
      false,
    );
    expect(ann.split('\n')).toEqual([
      'T1\tsource 6 10;0 3\tsaid “No',
      'T2\tattribution 11 14\t👩‍👩',
      'E3\tattribution:T2 Source:T2 Content:T1',
      '*\tEquiv E3 T1 T2',
      'N1\tReference T1 Wikidata:Q95\t“No said',
      '',
    ]);
  });

  test('a coding without annotations is an empty file', () => {
    expect(annOf([]).files.get('one_4b22.ann')).toBe('');
  });
});
