import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDoccano } from '@/lib/ingest/formats/doccano';
import { isJsonObject } from '@/lib/ingest/formats/json';
import { readLabelStudio } from '@/lib/ingest/formats/label-studio';
import { readPtc } from '@/lib/ingest/formats/ptc';
import { readWebAnnotations } from '@/lib/ingest/formats/web-annotation';
import { DEFAULT_LIMITS, type IncomingArticle, type IngestRow } from '@/lib/ingest/schema';
import { memoryFile } from '@/lib/ingest/testing';
import type { ExportArticle } from '@/lib/releases/schema';
import { isStorable } from '@/lib/text/storable';
import { createConllWriter } from './conll';
import { createDoccanoWriter, DOCCANO_FILE } from './doccano';
import { createLabelStudioWriter, LABEL_STUDIO_CONFIG, LABEL_STUDIO_FILE } from './label-studio';
import { createPtcWriter } from './ptc';
import { createSpacyWriter, SPACY_FILE } from './spacy';
import { anyArticle, writeAll } from './testing/arbitrary-article';
import { readConll } from './testing/strict-conll';
import { createWebAnnotationWriter, WEB_ANNOTATION_FILE } from './web-annotation';

/** A text that a reader takes: not blank, and without the characters that ours refuse. */
const readable = anyArticle.filter(({ text }) => text.trim() !== '' && isStorable(text));
const runs = { numRuns: 60 };

/** Every piece of every passage: coder, type, start and end. */
function piecesOf(article: ExportArticle): string[] {
  return article.annotations
    .filter(({ kind }) => kind === 'span')
    .flatMap(({ coder, code, fragments }) =>
      fragments.map(({ start, end }) => `${coder.name} ${code} ${start} ${end}`),
    )
    .sort();
}

const ofReader = (rows: readonly IngestRow[]) =>
  rows.filter((row): row is IncomingArticle => row.kind === 'article');

function piecesRead(articles: readonly IncomingArticle[], coderOf = (name: string | null) => name) {
  return articles
    .flatMap(({ codings }) =>
      codings.flatMap(({ coder, annotations }) =>
        annotations
          .filter(({ kind }) => kind === 'span')
          .flatMap(({ type, fragments }) =>
            fragments.map(({ start, end }) => `${coderOf(coder)} ${type} ${start} ${end}`),
          ),
      ),
    )
    .sort();
}

async function rowsOf(reader: AsyncIterable<IngestRow>): Promise<IngestRow[]> {
  const rows: IngestRow[] = [];
  for await (const row of reader) rows.push(row);
  return rows;
}

const losses = (writer: { report(): { losses: Readonly<Record<string, number>> } }) =>
  writer.report().losses;

describe('formats of others, read back', () => {
  it('doccano: every piece of every coder, with its relations', () => {
    fc.assert(
      fc.property(readable, (article) => {
        const writer = createDoccanoWriter();
        const lines = (writeAll(writer, [article]).get(DOCCANO_FILE) ?? '')
          .split('\n')
          .slice(0, -1);
        const ids = new Set<number>();
        const read = lines.map((line) => {
          const object = JSON.parse(line);
          for (const { id } of object.entities) {
            expect(ids.has(id)).toBe(false);
            ids.add(id);
          }
          if (!isJsonObject(object)) throw new Error('no object');
          return readDoccano(object, article.text, { file: 'x', line: 1 });
        });
        expect(read.flatMap(({ rejections }) => rejections)).toEqual([]);
        const all = read.flatMap(({ coding }) =>
          coding.annotations.map(
            ({ type, fragments: [at] }) => `${coding.coder} ${type} ${at?.start} ${at?.end}`,
          ),
        );
        expect(all.sort()).toEqual(piecesOf(article));
        const carried = read.flatMap(({ coding }) => coding.relations).length;
        expect(carried + (losses(writer).relation_end_not_exported ?? 0)).toBe(
          article.relations.length,
        );
      }),
      runs,
    );
  });

  it('Label Studio: every piece in UTF-16 units, with attributes, and a configuration for all', async () => {
    await fc.assert(
      fc.asyncProperty(readable, async (article) => {
        const files = writeAll(createLabelStudioWriter(), [article]);
        const file = memoryFile('tasks.json', files.get(LABEL_STUDIO_FILE) ?? '');
        const rows = await rowsOf(readLabelStudio([file], DEFAULT_LIMITS));
        expect(rows.filter(({ kind }) => kind === 'rejection')).toEqual([]);
        expect(piecesRead(ofReader(rows))).toEqual(piecesOf(article));
        const config = files.get(LABEL_STUDIO_CONFIG) ?? '';
        for (const { kind, code } of article.annotations) {
          if (kind === 'span') expect(config).toContain(`<Label value="${code}"/>`);
        }
      }),
      runs,
    );
  });

  it('Web Annotation: every passage whole, with coder, attributes and links; reviews aside', async () => {
    await fc.assert(
      fc.asyncProperty(readable, async (given) => {
        const article = { ...given, url: 'https://news.example/a' };
        const text =
          writeAll(createWebAnnotationWriter(), [article]).get(WEB_ANNOTATION_FILE) ?? '';
        const { first, total } = JSON.parse(text);
        expect(first.items).toHaveLength(total);
        const known = {
          externalId: 'a',
          url: article.url,
          text: article.text,
          canonicaliser: 'verbatim' as const,
          language: null,
        };
        const findTexts = async () => new Map([[article.url, known]]);
        const hints = { findTexts };
        const file = memoryFile('a.jsonld', text);
        const rows = await rowsOf(readWebAnnotations([file], DEFAULT_LIMITS, hints));
        const refused = rows.flatMap((row) => (row.kind === 'rejection' ? [row.rejection] : []));
        // A key that is refused in JSON altogether, and links to what is refused.
        if (!JSON.stringify(article).includes('__proto__')) {
          expect(refused.filter(({ kind }) => kind !== 'relation')).toEqual([]);
          const blank = (quote: string) => quote.trim() === '';
          if (!article.annotations.some(({ fragments }) => fragments.some((f) => blank(f.quote)))) {
            expect(piecesRead(ofReader(rows))).toEqual(piecesOf(article));
          }
        }
      }),
      runs,
    );
  });

  it('spaCy: every piece in its layer, in Python’s units', () => {
    fc.assert(
      fc.property(readable, (article) => {
        const text = writeAll(createSpacyWriter(), [article]).get(SPACY_FILE) ?? '';
        const read = text
          .split('\n')
          .slice(0, -1)
          .flatMap((line) => {
            const { text: own, spans, meta } = JSON.parse(line);
            expect(own).toBe(article.text);
            return Object.values<{ start: number; end: number; label: string }[]>(spans)
              .flat()
              .map(({ start, end, label }) => `${meta.coder} ${label} ${start} ${end}`);
          });
        expect(read.sort()).toEqual(piecesOf(article));
      }),
      runs,
    );
  });

  it('PTC: every piece, by code points into the text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(readable, async (article) => {
        const files = [...writeAll(createPtcWriter(), [article])].map(([name, text]) =>
          memoryFile(name, text),
        );
        const rows = await rowsOf(readPtc(files, DEFAULT_LIMITS));
        expect(rows.filter(({ kind }) => kind === 'rejection')).toEqual([]);
        const anonymous = piecesOf(article)
          .map((piece) => piece.replace(/^(?:4b22|Zoë O|b_o) /, ''))
          .sort();
        const read = piecesRead(ofReader(rows), () => null).map((piece) => piece.slice(5));
        expect(read.sort()).toEqual(anonymous);
      }),
      runs,
    );
  });

  it('CoNLL: well formed, and each tag is a piece that was kept; the dropped ones are counted', () => {
    fc.assert(
      fc.property(readable, (article) => {
        const writer = createConllWriter();
        const files = writeAll(writer, [article]);
        const chunks = [...files.values()].flatMap((text) => readConll(text));
        const report = losses(writer);
        const dropped = (report.overlap_dropped ?? 0) + (report.fragment_only_line_breaks ?? 0);
        expect(chunks.length + dropped).toBe(piecesOf(article).length);
        for (const { tokens } of chunks) {
          for (const token of tokens) expect(article.text).toContain(token);
        }
      }),
      runs,
    );
  });
});
