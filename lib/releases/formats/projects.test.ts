import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCasJson } from '@/lib/ingest/formats/cas-json';
import { readRefi } from '@/lib/ingest/formats/refi-qda';
import { readWebannoTsv } from '@/lib/ingest/formats/webanno-tsv';
import { DEFAULT_LIMITS, type IncomingArticle, type IngestRow } from '@/lib/ingest/schema';
import { memoryFile } from '@/lib/ingest/testing';
import type { ExportArticle } from '@/lib/releases/schema';
import { isStorable } from '@/lib/text/storable';
import { createCasJsonWriter } from './cas-json';
import { createRefiWriter, REFI_FILE } from './refi-qda';
import { anyArticle, writeAll, writeBytes } from './testing/arbitrary-article';
import { createWebannoTsvWriter } from './webanno-tsv';

/** A text that a reader takes: not blank, and without the characters that ours refuse. */
const readable = anyArticle.filter(({ text }) => text.trim() !== '' && isStorable(text));
const runs = { numRuns: 60 };

/** Every passage with all its pieces, whoever made it. */
function passagesOf(article: ExportArticle): string[] {
  return article.annotations
    .filter(({ kind, fragments }) => kind === 'span' && fragments.length > 0)
    .map(({ code, fragments }) => `${code} ${fragments.map(({ start, end }) => `${start}-${end}`)}`)
    .sort();
}

const articlesIn = (rows: readonly IngestRow[]) =>
  rows.filter((row): row is IncomingArticle => row.kind === 'article');

function passagesRead(rows: readonly IngestRow[]): string[] {
  return articlesIn(rows)
    .flatMap(({ codings }) => codings.flatMap(({ annotations }) => annotations))
    .filter(({ kind }) => kind === 'span')
    .map(({ type, fragments }) => `${type} ${fragments.map(({ start, end }) => `${start}-${end}`)}`)
    .sort();
}

async function rowsOf(reader: AsyncIterable<IngestRow>): Promise<IngestRow[]> {
  const rows: IngestRow[] = [];
  for await (const row of reader) rows.push(row);
  return rows;
}
const refusals = (rows: readonly IngestRow[]) => rows.filter(({ kind }) => kind === 'rejection');

/** What a token can be made of. */
const TOKEN = /[^\s\u0085\u2028\u2029]/;

const worded = readable.filter(({ text }) => TOKEN.test(text));

describe('UIMA CAS JSON', () => {
  it('is a CAS: ids once, the text first, references that are there, UTF-16 places', () => {
    fc.assert(
      fc.property(readable, (article) => {
        for (const content of writeAll(createCasJsonWriter(), [article]).values()) {
          const cas = JSON.parse(content);
          expect(Object.keys(cas)).toEqual(['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS']);
          const structures: Record<string, unknown>[] = cas['%FEATURE_STRUCTURES'];
          const [sofa] = structures;
          expect(sofa).toMatchObject({ '%TYPE': 'uima.cas.Sofa', sofaString: article.text });
          const ids = structures.map((one) => one['%ID']);
          expect(new Set(ids).size).toBe(ids.length);
          for (const one of structures) {
            expect(Object.keys(one).slice(0, 2)).toEqual(['%ID', '%TYPE']);
            for (const [key, value] of Object.entries(one)) {
              if (key.startsWith('@')) expect(ids).toContain(value);
              const declared = cas['%TYPES'][String(one['%TYPE'])];
              const isFeature = !/^[%@]|^(begin|end)$/.test(key);
              if (declared && isFeature) expect(declared).toHaveProperty(key);
            }
            const { begin, end, quote } = one;
            if (quote === undefined) continue;
            expect(article.text.slice(Number(begin), Number(end))).toBe(quote);
          }
          expect(cas['%VIEWS']._InitialView['%MEMBERS']).toEqual(ids.slice(1));
        }
      }),
      runs,
    );
  });

  it('comes back: every passage whole, with attributes, memo and links', async () => {
    await fc.assert(
      fc.asyncProperty(readable, async (article) => {
        const writer = createCasJsonWriter();
        const files = [...writeAll(writer, [article])].map(([name, text]) =>
          memoryFile(name, text),
        );
        const rows = await rowsOf(readCasJson(files, DEFAULT_LIMITS));
        expect(refusals(rows)).toEqual([]);
        expect(passagesRead(rows)).toEqual(passagesOf(article));
        for (const one of articlesIn(rows)) {
          expect([one.text, one.externalId]).toEqual([article.text, article.name]);
        }
        const links = articlesIn(rows).flatMap(({ codings }) =>
          codings.flatMap(({ relations }) => relations),
        );
        const lost = writer.report().losses.relation_end_not_exported ?? 0;
        expect(links.length + lost).toBe(article.relations.length);
      }),
      runs,
    );
  });

  it('of INCEpTION: other layers, features as attributes, people by their file', async () => {
    const cas = {
      '%TYPES': {},
      '%FEATURE_STRUCTURES': [
        {
          '%ID': 1,
          '%TYPE': 'uima.cas.Sofa',
          sofaNum: 1,
          sofaID: '_InitialView',
          sofaString: '😀 Bell said so.',
        },
        {
          '%ID': 2,
          '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token',
          '@sofa': 1,
          begin: 3,
          end: 7,
        },
        {
          '%ID': 3,
          '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity',
          '@sofa': 1,
          begin: 3,
          end: 7,
          value: 'PER',
          identifier: 'Q1',
        },
        {
          '%ID': 4,
          '%TYPE': 'webanno.custom.Cue',
          '@sofa': 1,
          begin: 8,
          end: 12,
          stance: 'neutral',
        },
        {
          '%ID': 5,
          '%TYPE': 'webanno.custom.Link',
          '@sofa': 1,
          begin: 3,
          end: 7,
          '@Governor': 4,
          '@Dependent': 3,
        },
        { '%ID': 6, '%TYPE': 'webanno.custom.Cue', '@sofa': 1, begin: 8, end: 99 },
      ],
      '%VIEWS': {},
    };
    const file = memoryFile('annotation/harbour.txt/ana.json', JSON.stringify(cas));
    const rows = await rowsOf(readCasJson([file], DEFAULT_LIMITS));
    expect(refusals(rows)).toMatchObject([
      { rejection: { reason: expect.stringContaining('8–99') } },
    ]);
    expect(articlesIn(rows)).toMatchObject([
      {
        externalId: 'harbour.txt',
        codings: [
          {
            coder: 'ana',
            annotations: [
              { type: 'PER', fragments: [{ start: 2, end: 6 }], attributes: { identifier: 'Q1' } },
              {
                type: 'Cue',
                fragments: [{ start: 7, end: 11 }],
                attributes: { stance: 'neutral' },
              },
            ],
            relations: [{ type: 'Link', fromExternalId: '4', toExternalId: '3' }],
          },
        ],
      },
    ]);
  });
});

describe('WebAnno TSV', () => {
  it('comes back: the text and every passage, but for blanks at their ends', async () => {
    await fc.assert(
      fc.asyncProperty(worded, async (article) => {
        const writer = createWebannoTsvWriter();
        const files = [...writeAll(writer, [article])].map(([name, text]) =>
          memoryFile(name, text),
        );
        const rows = await rowsOf(readWebannoTsv(files, DEFAULT_LIMITS));
        expect(refusals(rows)).toEqual([]);
        const blank = article.text.search(TOKEN);
        for (const one of articlesIn(rows)) {
          // What stands before the first token is told by its place alone.
          expect(one.text.slice(blank)).toBe(article.text.slice(blank));
        }
        const { losses, normalised } = writer.report();
        const read = passagesRead(rows);
        if (
          normalised.blank_trimmed === undefined &&
          losses.fragment_only_line_breaks === undefined
        ) {
          expect(read).toEqual(passagesOf(article));
        }
        expect(read.length).toBeLessThanOrEqual(passagesOf(article).length);
        const links = articlesIn(rows).flatMap(({ codings }) =>
          codings.flatMap(({ relations }) => relations),
        );
        expect(links.length + (losses.relation_end_not_exported ?? 0)).toBe(
          article.relations.length,
        );
      }),
      runs,
    );
  });

  it('of INCEpTION: numbers only where they are needed, parts of tokens, stacked marks, relations', async () => {
    const tsv = [
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value',
      '#T_SP=webanno.custom.Cue|stance',
      '#T_RL=webanno.custom.Said|label|BT_webanno.custom.Cue',
      '',
      '',
      '#Text=Bell\\_of Harbour said so.',
      '1-1\t0-7\tBell_of\t*[1]|*\tORG[1]|PER\t_\t_\t_\t',
      '1-2\t8-15\tHarbour\t*[1]\tORG[1]\t_\t_\t_\t',
      '1-3\t16-20\tsaid\t_\t_\tneu\\|tral\t*\t1-4\t',
      '1-4\t21-23\tso\t_\t_\t*\t_\t_\t',
      '1-4.1\t21-22\ts\t_\t_\tpart\t_\t_\t',
      '',
      '#Text=Nobody knows.',
      '2-1\t25-31\tNobody\t_\t_\t_\t_\t_\t',
      '2-2\t32-37\tknows\t_\t_\t_\t_\t_\t',
      '2-3\t37-38\t.\t_\t_\t_\t_\t_\t',
      '',
    ].join('\n');
    const file = memoryFile('annotation/harbour.txt/ben.tsv', tsv.replace('Bell\\_of', 'Bell_of'));
    const rows = await rowsOf(readWebannoTsv([file], DEFAULT_LIMITS));
    expect(refusals(rows)).toEqual([]);
    const [article] = articlesIn(rows);
    expect(article?.text).toBe('Bell_of Harbour said so. Nobody knows.');
    expect(article?.codings[0]?.coder).toBe('ben');
    expect(passagesRead(rows)).toEqual([
      'Cue 16-20',
      'Cue 21-22',
      'Cue 21-23',
      'ORG 0-15',
      'PER 0-7',
    ]);
    const cue = article?.codings[0]?.annotations.find(
      ({ fragments }) => fragments[0]?.start === 16,
    );
    expect(cue?.attributes).toEqual({ stance: 'neu|tral' });
    expect(article?.codings[0]?.relations).toMatchObject([
      {
        type: 'Said',
        fromExternalId: 'webanno.custom.Cue 1-4',
        toExternalId: 'webanno.custom.Cue 1-3',
      },
    ]);
  });

  it('refuses by line what is no place, and a file of another kind', async () => {
    const head = '#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Y|value\n\n\n#Text=One.\n';
    const bad = await rowsOf(
      readWebannoTsv([memoryFile('a.tsv', `${head}1-1\tzero-3\tOne\tA\t\n`)], DEFAULT_LIMITS),
    );
    expect(refusals(bad)).toMatchObject([{ rejection: { line: 6 } }]);
    const other = await rowsOf(readWebannoTsv([memoryFile('b.tsv', 'a\tb\n')], DEFAULT_LIMITS));
    expect(refusals(other).length).toBe(1);
  });
});

describe('REFI-QDA', () => {
  /** Without what XML cannot hold, which is written as another character. */
  const inXml = readable.filter(
    ({ text, name }) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
      !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text + name) &&
      name.trim() !== '' &&
      name === name.trim(),
  );
  const unzip = (bytes: Buffer | undefined) =>
    Object.entries(unzipSync(new Uint8Array(bytes ?? []))).map(([name, content]) =>
      memoryFile(name, content),
    );

  it('comes back: texts with emoji and CRLF, every piece of every coder, labels and links', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(inXml, { minLength: 1, maxLength: 3 }), async (given) => {
        const articles = given.map((article, no) => ({ ...article, id: `article-${no}` }));
        const [one, again] = [createRefiWriter(), createRefiWriter()];
        const bytes = writeBytes(one, articles).get(REFI_FILE);
        expect(bytes?.equals(writeBytes(again, articles).get(REFI_FILE) ?? Buffer.alloc(0))).toBe(
          true,
        );
        const rows = await rowsOf(readRefi(unzip(bytes), DEFAULT_LIMITS));
        expect(refusals(rows)).toEqual([]);
        expect(articlesIn(rows).map(({ text, externalId }) => [text, externalId])).toEqual(
          articles.map(({ text, name }) => [text, name]),
        );
        for (const [index, read] of articlesIn(rows).entries()) {
          const pieces = (articles[index]?.annotations ?? [])
            .filter(({ kind }) => kind === 'span')
            .flatMap(({ coder, code, fragments }) =>
              fragments.map(({ start, end }) => `${coder.name} ${code} ${start}-${end}`),
            );
          const found = read.codings.flatMap(({ coder, annotations }) =>
            annotations
              .filter(({ kind }) => kind === 'span')
              .flatMap(({ type, fragments }) =>
                fragments.map(({ start, end }) => `${coder} ${type} ${start}-${end}`),
              ),
          );
          expect(found.sort()).toEqual(pieces.sort());
          const labels = (articles[index]?.annotations ?? []).filter(
            ({ kind }) => kind === 'article',
          );
          const labelled = read.codings.flatMap(({ annotations }) =>
            annotations.filter(({ kind }) => kind === 'article'),
          );
          expect(labelled.length).toBe(labels.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of other tools: text inside, UTF-16 places, names that are no words, sources that are no text', async () => {
    const guid = (no: number) => `00000000-0000-4000-8000-00000000000${no}`;
    const xml = `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Desk" origin="QualCoder">
  <Users><User guid="${guid(1)}" name="Ana"/></Users>
  <CodeBook><Codes><Code guid="${guid(2)}" name="Voices" isCodable="false">
    <Code guid="${guid(3)}" name="Source" isCodable="true"/></Code></Codes></CodeBook>
  <Sources>
    <PictureSource guid="${guid(4)}" name="Map"/>
    <TextSource guid="${guid(5)}" name="One"><PlainTextContent>😀 Bell &amp; Co.
 said so.</PlainTextContent>
      <PlainTextSelection guid="${guid(6)}" name="Bell &amp; Co" startPosition="3" endPosition="12" creatingUser="${guid(1)}">
        <Description>Who?</Description>
        <Coding guid="${guid(7)}" creatingUser="${guid(1)}"><CodeRef targetGUID="${guid(3)}"/></Coding>
      </PlainTextSelection>
      <PlainTextSelection guid="${guid(8)}" name="a note" startPosition="2" endPosition="6">
        <Coding guid="${guid(9)}"><CodeRef targetGUID="${guid(3)}"/></Coding>
        <Coding guid="${guid(0)}"><CodeRef targetGUID="nothing"/></Coding>
      </PlainTextSelection>
    </TextSource>
    <TextSource guid="${guid(1)}" name="Two" plainTextPath="internal://two.txt"/>
  </Sources>
</Project>`;
    const rows = await rowsOf(readRefi([memoryFile('desk/project.qde', xml)], DEFAULT_LIMITS));
    expect(refusals(rows).map((row) => row.kind === 'rejection' && row.rejection.reason)).toEqual([
      '“Map” is a PictureSource: only plain texts are read.',
      'A coding names no code of the project.',
      '“Two”: its text two.txt is missing.',
    ]);
    expect(articlesIn(rows)).toMatchObject([
      {
        externalId: 'One',
        text: '😀 Bell & Co.\n said so.',
        codings: [
          {
            coder: 'Ana',
            annotations: [{ type: 'Source', fragments: [{ start: 2, end: 11 }], memo: 'Who?' }],
          },
          { coder: null, annotations: [{ type: 'Source', fragments: [{ start: 2, end: 6 }] }] },
        ],
      },
    ]);
  });
});
