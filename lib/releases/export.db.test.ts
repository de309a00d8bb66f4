import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { exportDataset } from './commands';
import { readStrictBrat } from './formats/testing/strict-brat';
import { readCsvTable } from './formats/testing/strict-csv';
import { loadExportPage, previewExport } from './queries';
import {
  EMPTY_FILTER,
  EXPORT_FORMATS,
  type ExportFilter,
  type ExportFormat,
  manifestSchema,
} from './schema';
import { createFolderSink } from './sink';
import { type Fixture, makeFixture } from './testing';

const db = await testDatabase();
const TEXT = '“No,” said 👩‍👩‍👧 Bell.\nAnd it costs €5.';
const folders: string[] = [];
let fixture: Fixture;
let kept: { source: string; economic: string; deleted: string; amended: string };

beforeAll(async () => {
  fixture = await makeFixture(db.ownerPool);
  const versionId = await fixture.article('one', TEXT);
  await fixture.article('never coded', 'Nothing here.');
  const ann = await fixture.coding(versionId, 'ann');
  const ben = await fixture.coding(versionId, 'ben');
  const by = (codingId: string, author: string) => ({ codingId, versionId, author });
  const span = { ...by(ann, 'ann'), kind: 'span' as const };
  const content = await fixture.annotate({ ...span, code: 'content', fragments: [[0, 5]] });
  const cue = await fixture.annotate({ ...span, code: 'cue', fragments: [[6, 10]] });
  const source = await fixture.annotate({ ...span, code: 'source', fragments: [[11, 21]] });
  await fixture.annotate({
    ...by(ann, 'ann'),
    kind: 'composite',
    code: 'attribution',
    fragments: [[6, 10]],
    members: [
      ['source', source.id],
      ['cue', cue.id],
      ['content', content.id],
    ],
  });
  const economic = await fixture.annotate({
    ...span,
    code: 'economic',
    fragments: [
      [18, 25],
      [29, 37],
    ],
    attributes: { note: '=SUM(A1) "x",\ny' },
    memo: "'=memo",
    confidence: 3,
  });
  await fixture.decide(economic.id, economic.revisionId, 'reject', 'rita');
  await fixture.decide(economic.id, economic.revisionId, 'accept', 'rita');
  const gone = await fixture.annotate({ ...span, code: 'cue', fragments: [[0, 1]] });
  await fixture.annotate({
    ...span,
    id: gone.id,
    revisionNo: 2,
    code: 'cue',
    fragments: [[0, 1]],
    deleted: true,
  });
  const bensLabel = { ...by(ben, 'ben'), kind: 'article', code: 'economic' } as const;
  const bens = await fixture.annotate(bensLabel);
  await fixture.decide(bens.id, bens.revisionId, 'reject', 'rita');
  await fixture.annotate({ ...bensLabel, id: bens.id, revisionNo: 2, memo: 'once more' });
  await fixture.relate(ann, economic.id, content.id, 'ann');
  const also = await fixture.annotate(bensLabel);
  await fixture.relate(ben, bens.id, also.id, 'ben');
  kept = { source: source.id, economic: economic.id, deleted: gone.id, amended: bens.id };
  await fixture.event('project.changed');
});

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-export-'));
  folders.push(folder);
  return folder;
}

async function exported(format: ExportFormat, filter: Partial<ExportFilter> = {}) {
  const folder = await newFolder();
  const result = await exportDataset(
    fixture.operator,
    { format, filter: { ...EMPTY_FILTER, ...filter } },
    createFolderSink(folder),
  );
  if (!result.ok) throw new Error(result.error.userMessage);
  const bytesOf = new Map<string, Buffer>();
  for (const name of await readdir(folder)) {
    bytesOf.set(name, await readFile(path.join(folder, name)));
  }
  const files = new Map([...bytesOf].map(([name, bytes]) => [name, bytes.toString('utf8')]));
  const manifest = manifestSchema.parse(JSON.parse(files.get('manifest.json') ?? ''));
  for (const { path: name, bytes, sha256 } of manifest.files) {
    const data = bytesOf.get(name) ?? Buffer.alloc(0);
    expect(data.length).toBe(bytes);
    expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
  }
  expect(manifest.files.length + 1).toBe(files.size);
  return { files, manifest };
}

interface Decided {
  readonly kind: string;
  readonly reviewer: string;
}

test('jsonl holds the head revisions that are not deleted, and is true to the text', async () => {
  const { files, manifest } = await exported('jsonl');
  const lines = (files.get('articles.jsonl') ?? '').trimEnd().split('\n');
  const articles = lines.map((line) => JSON.parse(line));
  expect(articles.map(({ metadata }) => metadata.name)).toEqual(['one', 'never coded']);
  const [one] = articles;
  expect(one.text).toBe(TEXT);
  expect(one.text_sha256).toBe(createHash('sha256').update(TEXT).digest('hex'));
  expect(one.metadata).toMatchObject({
    keywords: ['a', 'b'],
    published_at: '2026-01-02T03:04:05.678901Z',
  });
  const characters = Array.from(TEXT);
  for (const annotation of one.annotations) {
    expect(annotation.text).toBe(
      annotation.fragments
        .map(([s, e]: [number, number]) => characters.slice(s, e).join(''))
        .join(' '),
    );
  }
  expect(one.annotations).toHaveLength(7);
  expect(JSON.stringify(one)).not.toContain(kept.deleted);
  const economic = one.annotations.find(({ id }: { id: string }) => id === kept.economic);
  expect(economic).toMatchObject({
    revision: 1,
    layer: 'framing',
    code: 'economic',
    attributes: { note: '=SUM(A1) "x",\ny' },
    coder: 'ann',
    confidence: 3,
    review: { state: 'accepted', reviewer: 'rita', reason: 'because' },
  });
  expect(economic.review.decided_at).toMatch(/^\d{4}-.*Z$/);
  expect(one.relations).toHaveLength(2);
  expect(manifest.counts).toMatchObject({
    articles: 2,
    codings: 2,
    annotations: 7,
    attributions: 1,
    discontinuous: 1,
    relations: 2,
    decisions: 3,
    revisions: 8,
  });
  expect(economic.decisions.map(({ kind, reviewer }: Decided) => [kind, reviewer])).toEqual([
    ['reject', 'rita'],
    ['accept', 'rita'],
  ]);
  const amended = one.annotations.find(({ id }: { id: string }) => id === kept.amended);
  expect(amended).toMatchObject({
    revision: 2,
    memo: 'once more',
    earlier: [{ revision: 1, code: 'economic', memo: null, author: 'ben', deleted: false }],
    decisions: [{ revision: 1, kind: 'reject', reason: 'because' }],
  });
  expect(manifest.losses).toEqual({});
  expect(manifest.codebook).toMatchObject({ version: 1, versions_used: [1] });
});

test('csv has a row for each revision, equal to the database, the current ones marked', async () => {
  const { files, manifest } = await exported('csv');
  const rows = readCsvTable(files.get('annotations.csv') ?? '');
  const { rows: stored } = await db.ownerPool.query(
    `SELECT a.id::text, r.revision_no::text AS revision, (r.id = a.head_revision_id)::text AS is_head,
            k.key AS code, r.attributes, r.memo, u.name AS coder,
            (SELECT coalesce(jsonb_agg(jsonb_build_array(start_offset, end_offset) ORDER BY ordinal), '[]')
               FROM fragments f WHERE f.revision_id = r.id) AS fragments
       FROM annotations a JOIN annotation_revisions r ON r.annotation_id = a.id
       JOIN codes k ON k.id = r.code_id JOIN codings g ON g.id = a.coding_id
       JOIN users u ON u.id = g.coder_id
      WHERE NOT a.deleted ORDER BY a.id, r.revision_no`,
  );
  const key = ({ id, revision }: Record<string, string>) => `${id} ${revision}`;
  expect(
    rows
      .map((row) => ({
        id: row.id,
        revision: row.revision,
        is_head: row.is_head,
        code: row.code,
        attributes: JSON.parse(row.attributes ?? ''),
        memo: row.memo === '' ? null : row.memo,
        coder: row.coder,
        fragments: JSON.parse(row.fragments ?? ''),
      }))
      .sort((x, y) => (`${x.id} ${x.revision}` < `${y.id} ${y.revision}` ? -1 : 1)),
  ).toEqual(stored);
  // What became of each revision, and who said so.
  const told = rows.filter(({ id }) => id === kept.amended).map(key);
  expect(told).toEqual([`${kept.amended} 1`, `${kept.amended} 2`]);
  expect(
    rows
      .filter(({ id }) => id === kept.amended)
      .map(({ author, review_state, reviewer }) => [author, review_state, reviewer]),
  ).toEqual([
    ['ben', 'rejected', 'rita'],
    ['ben', 'unreviewed', ''],
  ]);
  const heads = rows.filter(({ is_head }) => is_head === 'true');
  const { rows: states } = await db.ownerPool.query(
    'SELECT id::text, review_state::text FROM annotations WHERE NOT deleted ORDER BY id',
  );
  expect(
    heads
      .map(({ id, review_state }) => ({ id, review_state }))
      .sort((x, y) => ((x.id ?? '') < (y.id ?? '') ? -1 : 1)),
  ).toEqual(states);
  expect(manifest.counts).toMatchObject({ annotations: heads.length, revisions: rows.length });
  expect(readCsvTable(files.get('decisions.csv') ?? '').map(({ kind }) => kind)).toEqual([
    'reject',
    'accept',
    'reject',
  ]);
  expect(readCsvTable(files.get('members.csv') ?? '')).toHaveLength(3);
  expect(files.get('annotations.csv')).toContain("''=memo");
  expect(manifest.csv?.unguard).toBeTruthy();
  expect(manifest.losses).toEqual({});
});

test('brat is read by a strict reader, and what it leaves out is counted', async () => {
  const { files, manifest } = await exported('brat');
  expect([...files.keys()].sort()).toEqual([
    'annotation.conf',
    'manifest.json',
    'never_coded.txt',
    'one.txt',
    'one_ann.ann',
    'one_ben.ann',
  ]);
  const read = readStrictBrat(files.get('one_ann.ann') ?? '', TEXT);
  const [event] = read.events.values();
  expect(event?.type).toBe('Attribution');
  expect(event?.roles.map(([role, id]) => [role, read.texts.get(id)?.type])).toEqual([
    ['Source', 'Source'],
    ['Cue', 'Cue'],
    ['Content', 'Content'],
  ]);
  expect(read.relations.size).toBe(1);
  expect(files.get('one_ben.ann')).toBe('');
  expect(manifest.losses).toMatchObject({
    article_label: 2,
    relation_end_not_exported: 1,
    review_state: 1,
  });
  expect(manifest.normalised).toMatchObject({
    fragment_split_at_line_break: 1,
    attributes_in_note: 1,
    file_name_changed: 1,
  });
});

test('filters keep what they name; an attribution brings its parts', async () => {
  const codes = async (filter: Partial<ExportFilter>) => {
    const { files, manifest } = await exported('jsonl', filter);
    const lines = (files.get('articles.jsonl') ?? '').split('\n').filter(Boolean);
    return {
      manifest,
      articles: lines.length,
      codes: lines.flatMap((line) =>
        JSON.parse(line).annotations.map((a: { code: string }) => a.code),
      ),
    };
  };
  expect(await codes({ layers: ['framing'] })).toMatchObject({
    articles: 1,
    codes: ['economic', 'economic', 'economic'],
    manifest: { losses: { relation_end_not_exported: 1 } },
  });
  const attributions = await codes({ codes: ['attribution'] });
  expect(attributions.codes.sort()).toEqual(['attribution', 'content', 'cue', 'source']);
  expect((await codes({ states: ['accepted'] })).codes).toEqual(['economic']);
  expect((await codes({ coders: ['ben'] })).codes).toEqual(['economic', 'economic']);
  expect((await codes({ coders: ['ben'], layers: ['attribution'] })).articles).toBe(0);
  const nobody = await exportDataset(
    fixture.operator,
    { format: 'jsonl', filter: { ...EMPTY_FILTER, coders: ['nobody'] } },
    createFolderSink(await newFolder()),
  );
  expect(nobody).toMatchObject({ ok: false, error: { code: 'invalid_input', field: 'coders' } });
});

test('the preview foresees counts and losses', async () => {
  const filters: Partial<ExportFilter>[] = [
    {},
    { layers: ['framing'] },
    { codes: ['attribution'] },
    { coders: ['ben'] },
    { coders: ['ben'], layers: ['attribution'] },
    { states: ['accepted'] },
  ];
  for (const filter of filters) {
    const preview = await previewExport(fixture.operator, { ...EMPTY_FILTER, ...filter });
    if (!preview.ok) throw new Error(preview.error.userMessage);
    for (const format of EXPORT_FORMATS) {
      const { manifest } = await exported(format, filter);
      expect([filter, preview.value.counts]).toEqual([filter, manifest.counts]);
      expect([filter, format, preview.value.losses[format]]).toEqual([
        filter,
        format,
        manifest.losses,
      ]);
    }
  }
});

test('the export page offers what there is, and tells of earlier exports', async () => {
  const page = await loadExportPage(fixture.operator, 'en');
  if (!page.ok) throw new Error(page.error.userMessage);
  expect(page.value.choices.layers.map(({ key }) => key)).toEqual(['attribution', 'framing']);
  expect(page.value.choices.codes).toHaveLength(5);
  expect(page.value.choices.coders.map(({ name }) => name)).toEqual(['ann', 'ben']);
  expect(page.value.past[0]?.payload).toMatchObject({ format: EXPORT_FORMATS.at(-1) });
});

test('an export is an event, and its manifest names the event before it', async () => {
  const { manifest } = await exported('jsonl');
  const { rows } = await db.ownerPool.query(
    `SELECT seq::int, encode(prev_hash, 'hex') AS prev, type, body::jsonb AS body FROM events
      WHERE project_id = $1 ORDER BY seq DESC LIMIT 1`,
    [fixture.projectId],
  );
  expect(rows[0]).toMatchObject({
    type: 'dataset.exported',
    seq: manifest.history.event + 1,
    prev: manifest.history.hash,
    body: { payload: { format: 'jsonl', counts: manifest.counts } },
  });
});

test('a stranger gets nothing', async () => {
  const folder = await newFolder();
  const stranger = {
    kind: 'user' as const,
    projectId: fixture.projectId,
    userId: '0192f0c1-2345-7abc-8def-0123456789ab',
  };
  const result = await exportDataset(
    stranger,
    { format: 'jsonl', filter: EMPTY_FILTER },
    createFolderSink(folder),
  );
  expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
  expect(await readdir(folder)).toEqual([]);
});

test('a link to another article and a nested attribution are carried or counted', async () => {
  const own = await makeFixture(db.ownerPool, 'structure');
  const [here, there] = [await own.article('here', TEXT), await own.article('there', TEXT)];
  const [ann, ben] = [await own.coding(here, 'ann'), await own.coding(there, 'ben')];
  const span = { kind: 'span', code: 'economic', fragments: [[0, 5]] } as const;
  const near = await own.annotate({ ...span, codingId: ann, versionId: here, author: 'ann' });
  const far = await own.annotate({ ...span, codingId: ben, versionId: there, author: 'ben' });
  await own.relate(ann, near.id, far.id, 'ann');
  const content = await own.annotate({
    codingId: ann,
    versionId: here,
    author: 'ann',
    kind: 'span',
    code: 'content',
    fragments: [[0, 5]],
  });
  const join = (members: [string, string][]) =>
    own.annotate({
      codingId: ann,
      versionId: here,
      author: 'ann',
      kind: 'composite',
      code: 'attribution',
      fragments: [[6, 10]],
      members,
    });
  const inner = await join([['content', content.id]]);
  const outer = await join([['nested', inner.id]]);
  const read = async (format: ExportFormat) => {
    const folder = await newFolder();
    const done = await exportDataset(
      own.operator,
      { format, filter: EMPTY_FILTER },
      createFolderSink(folder),
    );
    if (!done.ok) throw new Error(done.error.userMessage);
    const text = (name: string) => readFile(path.join(folder, name), 'utf8');
    return { text, manifest: manifestSchema.parse(JSON.parse(await text('manifest.json'))) };
  };

  const jsonl = await read('jsonl');
  const first = JSON.parse((await jsonl.text('articles.jsonl')).split('\n')[0] ?? '');
  expect(first.relations).toMatchObject([{ from: near.id, to: far.id }]);
  expect(first.annotations.find(({ id }: { id: string }) => id === outer.id).members).toEqual([
    { role: 'nested', annotation: inner.id },
  ]);

  const csv = await read('csv');
  expect(readCsvTable(await csv.text('relations.csv'))).toMatchObject([
    { from: near.id, to: far.id },
  ]);
  expect(readCsvTable(await csv.text('members.csv'))).toEqual(
    expect.arrayContaining([expect.objectContaining({ role: 'nested' })]),
  );

  const brat = await read('brat');
  expect(brat.manifest.losses).toMatchObject({ relation_end_not_exported: 1 });
  const events = readStrictBrat(await brat.text('here_ann.ann'), TEXT).events;
  const roles = [...events.values()].flatMap((event) => event.roles.map(([role]) => role));
  expect(roles.sort()).toEqual(['Content', 'Nested']);
});
