import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { ExportAnnotation, ExportArticle } from '@/lib/releases/schema';
import { createCasJsonWriter } from './cas-json';
import { createRefiWriter, REFI_FILE } from './refi-qda';
import { writeAll, writeBytes } from './testing/arbitrary-article';
import { createWebannoTsvWriter } from './webanno-tsv';

const TEXT = '😀 “No_one knows,” said Bell.\nIt costs €5 [net].';
const id = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;

function at(words: string): { start: number; end: number; quote: string } {
  const start = [...TEXT.slice(0, TEXT.indexOf(words))].length;
  return { start, end: start + [...words].length, quote: words };
}

function marked(no: number, code: string, words: readonly string[]): ExportAnnotation {
  return {
    id: id(no),
    kind: words.length === 0 ? 'article' : 'span',
    revision: 1,
    deleted: false,
    layer: 'attribution',
    code,
    externalType: null,
    impliedAttributes: [],
    fragments: words.map(at),
    attributes: code === 'source' ? { source_naming: 'named' } : {},
    members: [],
    memo: code === 'content' ? 'Who says?\n*Nobody* | none' : null,
    confidence: code === 'cue' ? 4 : null,
    coder: { id: id(90), name: 'Ana' },
    author: { id: id(90), name: 'Ana' },
    createdAt: '2026-11-28T08:00:00.000001Z',
    codebookVersion: 1,
    review: { state: 'unreviewed', reviewer: null, decidedAt: null, reason: null },
    externalRef: null,
  };
}

/** Written by hand: passages in pieces, within words, on top of each other, a label and a link. */
const ARTICLE: ExportArticle = {
  id: id(1),
  articleId: id(2),
  version: 1,
  name: 'harbour',
  url: 'https://courier.example/harbour',
  title: 'Harbour',
  language: 'en',
  text: TEXT,
  textSha256: '0'.repeat(64),
  metadata: { publisher: 'The Courier' },
  codings: [{ coder: { id: id(90), name: 'Ana' }, state: 'submitted' }],
  annotations: [
    marked(10, 'economic', []),
    marked(11, 'content', ['“No_one knows,”', 'costs €5']),
    marked(12, 'cue', ['said']),
    marked(13, 'source', ['Bell']),
    marked(14, 'claim', ['ell']),
  ],
  earlier: [],
  relations: [
    {
      id: id(20),
      revision: 1,
      type: 'asserted_in',
      externalType: null,
      from: id(14),
      to: id(11),
      attributes: {},
      memo: 'Weak; see “[net]”.',
      coder: { id: id(90), name: 'Ana' },
      createdAt: '2026-11-28T08:00:00.000002Z',
      externalRef: null,
    },
  ],
  decisions: [],
};

it('UIMA CAS JSON is as it was', async () => {
  const text = writeAll(createCasJsonWriter(), [ARTICLE]).get('harbour_Ana.json') ?? '';
  const pretty = `${JSON.stringify(JSON.parse(text), null, 1)}\n`;
  await expect(pretty).toMatchFileSnapshot('golden/harbour_Ana.cas.json');
});

it('WebAnno TSV is as it was', async () => {
  const text = writeAll(createWebannoTsvWriter(), [ARTICLE]).get('harbour_Ana.tsv') ?? '';
  await expect(text).toMatchFileSnapshot('golden/harbour_Ana.tsv');
});

it('a REFI-QDA project is as it was', async () => {
  const bytes = writeBytes(createRefiWriter(), [ARTICLE]).get(REFI_FILE);
  const files = unzipSync(new Uint8Array(bytes ?? []));
  expect(Object.keys(files)).toEqual([`sources/${id(1)}.txt`, 'project.qde']);
  expect(strFromU8(files[`sources/${id(1)}.txt`] ?? new Uint8Array())).toBe(TEXT);
  const xml = strFromU8(files['project.qde'] ?? new Uint8Array());
  await expect(xml).toMatchFileSnapshot('golden/project.qde');
});
