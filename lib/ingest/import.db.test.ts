import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { getPublishedCodebook } from '@/lib/codebook/queries';
import { testDatabase } from '@/lib/db/testing';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { createProject } from '@/lib/projects/commands';
import { verifyHistory } from '@/lib/provenance/verify';
import { type ImportOptions, importSource } from './commands';
import { IMPORT_JOB } from './import-job';
import { startImport } from './import-row';
import { getImport, listImports, rejectionReport } from './queries';
import type { ImportReport } from './report';
import type { SourceFile } from './schema';
import { memoryFile } from './testing';
import { addToUpload, openUpload } from './upload-commands';
import { openUploadSchema } from './upload-schema';

const db = await testDatabase();
let actor: Actor;

beforeEach(async () => {
  const made = await createProject({ slug: `p-${randomUUID()}`, name: 'Test' });
  if (!made.ok) throw new Error(made.error.userMessage);
  actor = { kind: 'operator', projectId: made.value.id };
});

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function load(
  files: readonly SourceFile[],
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const given: ImportOptions = { format: 'auto', sourceName: 'test', ...options };
  return unwrap(await importSource(actor, files, given));
}

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await db.superPool.query<Row>(sql, [actor.projectId])).rows;
}

const lines = (...objects: unknown[]) =>
  memoryFile('a.jsonl', objects.map((one) => JSON.stringify(one)).join('\n'), 4096);

describe('importSource', () => {
  it('stores what it can, refuses the rest by line, and changes nothing the second time', async () => {
    const file = lines(
      { id: 'one', text: 'First text.', url: 'https://example.org/1', title: 'One' },
      { id: 'two' },
      { id: 'three', text: 'Third text.', keywords: ['a "b"', 'c\\d', 'e,f'] },
    );
    const first = await load([file]);
    expect(first.articles).toEqual({ created: 2, unchanged: 0, rejected: 1 });
    expect(first.rejected).toEqual([
      { file: 'a.jsonl', line: 2, kind: 'article', reason: 'The column `text` is missing.' },
    ]);
    const second = await load([file]);
    expect(second.articles).toEqual({ created: 0, unchanged: 2, rejected: 1 });
    const stored = await rows<{ external_id: string; version_no: number; keywords: string[] }>(
      `SELECT a.external_id, v.version_no, v.keywords FROM articles a
         JOIN article_versions v ON v.project_id = a.project_id AND v.article_id = a.id
        WHERE a.project_id = $1 ORDER BY 1`,
    );
    expect(stored).toEqual([
      { external_id: 'one', version_no: 1, keywords: [] },
      { external_id: 'three', version_no: 1, keywords: ['a "b"', 'c\\d', 'e,f'] },
    ]);
    const history = unwrap(await verifyHistory(actor));
    expect(history).toMatchObject({ broken: null });
  });

  it('keeps the captured bytes as they came, whatever is in them', async () => {
    const raw = '{"id":"x",  "text":"tab\\tnewline\\nback\\\\slash 🛶", "note":"\\\\N"}';
    await load([memoryFile('x.jsonl', raw)]);
    const [row] = await rows<{ bytes: Buffer; text: string; metadata: unknown }>(
      `SELECT c.bytes, v.text, v.metadata FROM captures c JOIN article_versions v
         ON v.project_id = c.project_id AND v.capture_id = c.id WHERE c.project_id = $1`,
    );
    expect(row?.bytes.toString()).toBe(raw);
    expect(row?.text).toBe('tab\tnewline\nback\\slash 🛶');
    expect(row?.metadata).toEqual({ note: '\\N' });
  });

  it('makes a changed text a new version, and refuses a name that is another address’s', async () => {
    await load([lines({ id: 'n', text: 'Old.', url: 'https://example.org/n' })]);
    const changed = await load([
      lines(
        { id: 'n', text: 'New.', url: 'https://example.org/n' },
        { id: 'n', text: 'Newer.' },
        { id: 'n', text: 'New.' },
        { id: 'n', text: 'Other.', url: 'https://example.org/other' },
      ),
    ]);
    expect(changed.articles).toEqual({ created: 2, unchanged: 1, rejected: 1 });
    expect(changed.rejected[0]?.line).toBe(4);
    const versions = await rows<{ version_no: number; text: string }>(
      'SELECT version_no, text FROM article_versions WHERE project_id = $1 ORDER BY 1',
    );
    expect(versions.map(({ text }) => text)).toEqual(['Old.', 'New.', 'Newer.']);
  });

  it('isolates the row that the database refuses', async () => {
    // Too long for the index on names: only the database can say so.
    const long = Array.from({ length: 9000 }, (_, n) => (n * 7919).toString(36)).join('');
    const good = Array.from({ length: 9 }, (_, n) => ({ id: `g${n}`, text: `Text ${n}.` }));
    const report = await load([
      lines(...good.slice(0, 4), { id: long, text: 'x' }, ...good.slice(4)),
    ]);
    expect(report.articles).toEqual({ created: 9, unchanged: 0, rejected: 1 });
    expect(report.rejected[0]).toMatchObject({ line: 5, kind: 'article' });
  });

  it('writes nothing in a dry run and tells the same', async () => {
    const file = lines({ id: 'a', text: 'A.' }, { id: 'b' });
    await load([lines({ id: 'a', text: 'A.' })]);
    const before = await rows('SELECT seq FROM events WHERE project_id = $1');
    const dry = await load([file, brat.text, brat.ada], { dryRun: true, format: 'jsonl' });
    expect(dry).toMatchObject({ dryRun: true, importId: null });
    expect(dry.articles).toMatchObject({ created: 0, unchanged: 1 });
    expect(await rows('SELECT seq FROM events WHERE project_id = $1')).toHaveLength(before.length);
  });

  it('tells the planner of a large import before anybody reads it', async () => {
    const known = async () => {
      const { rows: found } = await db.superPool.query<{ reltuples: number }>(
        "SELECT reltuples FROM pg_class WHERE oid = 'public.articles'::regclass",
      );
      return found[0]?.reltuples ?? 0;
    };
    await db.superPool.query('ANALYZE articles');
    const before = await known();
    await load([
      lines(...Array.from({ length: 499 }, (_, n) => ({ id: `few-${n}`, text: 'Few.' }))),
    ]);
    expect(await known()).toBe(before);
    await load([
      lines(...Array.from({ length: 501 }, (_, n) => ({ id: `t-${n}`, text: 'Many.' }))),
    ]);
    expect(await known()).toBe(before + 1000);
  });

  it('is refused to who may not import', async () => {
    const userId = randomUUID();
    await db.prisma.user.create({ data: { id: userId, email: `${userId}@t.example`, name: 'R' } });
    await db.superPool.query(
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'analyst')`,
      [actor.projectId, userId],
    );
    const analyst: Actor = { kind: 'user', userId, projectId: actor.projectId };
    for (const dryRun of [true, false]) {
      const given: ImportOptions = { format: 'auto', sourceName: 'x', dryRun };
      const result = await importSource(analyst, [lines({ id: 'a' })], given);
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
  });
});

const TEXT = '🛶 Bell said no. Others said yes.\n';
const brat = {
  text: memoryFile('c/quay.txt', TEXT),
  ada: memoryFile(
    'c/quay_ada.ann',
    [
      'T1\tSource 2 6\tBell',
      'T2\tCue 7 11\tsaid',
      'T3\tContent 12 15;29 32\tno. es.',
      'T4\tAttribution 7 11\tsaid',
      'E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3',
      'E2\tAttribution:T4 Source:T3 Cue:T2',
      'T5\tAttribution-no-source 23 27\tsaid',
      'A1\tquotation T3 direct',
      'A2\tquotation T3 loud',
      '#1\tAnnotatorNotes E1\tCheck.',
      'T6\tStrange 0 1\t🛶',
    ].join('\n'),
  ),
};

describe('codings in files', () => {
  it('become coders’ codings, once, by content, whatever the records are called', async () => {
    const first = await load([brat.text, brat.ada]);
    expect(first.annotations).toEqual({ created: 5, unchanged: 0, rejected: 2 });
    expect(first.relations).toMatchObject({ created: 2, rejected: 0 });
    expect(first.rejected.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'attribute'],
      [11, 'annotation'],
    ]);
    const [coder] = await rows<{ name: string; password_hash: null; state: string }>(
      `SELECT u.name, u.password_hash, c.state::text FROM codings c JOIN users u ON u.id = c.coder_id
        WHERE c.project_id = $1`,
    );
    expect(coder).toEqual({ name: 'ada', password_hash: null, state: 'submitted' });

    const renumbered = memoryFile(
      'c/quay_ada.ann',
      ['T11\tSource 2 6\tBell', 'T12\tCue 23 27\tsaid', 'T3\tDiscuss 0 1\t🛶'].join('\n'),
    );
    const second = await load([brat.text, renumbered]);
    expect(second.articles).toEqual({ created: 0, unchanged: 1, rejected: 0 });
    expect(second.annotations).toEqual({ created: 2, unchanged: 1, rejected: 0 });
  });

  it('adds the pack that knows the types, and with createCodes the unknown ones', async () => {
    const before = unwrap(await getPublishedCodebook(actor));
    const first = await load([brat.text, brat.ada]);
    expect(first.notices.map(({ code }) => code)).toEqual(['pack_added', 'unknown_type']);
    const second = await load([brat.text, brat.ada], { createCodes: true });
    expect(second.notices.map(({ code }) => code)).toEqual(['codes_created']);
    expect(second.annotations).toEqual({ created: 1, unchanged: 5, rejected: 0 });
    const after = unwrap(await getPublishedCodebook(actor));
    expect(after.versionNo).toBe(before.versionNo + 2);
    expect(after.document.codes.find(({ key }) => key === 'strange')?.targets).toEqual(['span']);
  });

  it('finds each role its place: a member that the role does not take goes where it fits', async () => {
    await load([brat.text, brat.ada]);
    const members = await rows<{ event: string; role: string; record: string }>(
      `SELECT a.external_ref ->> 'id' AS event, m.role, t.external_ref ->> 'id' AS record
         FROM revision_members m JOIN annotation_revisions r ON r.project_id = m.project_id AND r.id = m.revision_id
         JOIN annotations a ON a.project_id = r.project_id AND a.id = r.annotation_id
         JOIN annotations t ON t.project_id = m.project_id AND t.id = m.annotation_id
        WHERE m.project_id = $1 ORDER BY 1, 2`,
    );
    expect(members).toEqual([
      { event: 'E1', role: 'content', record: 'T3' },
      { event: 'E1', role: 'cue', record: 'T2' },
      { event: 'E1', role: 'source', record: 'T1' },
      { event: 'E2', role: 'content', record: 'T3' },
      { event: 'E2', role: 'cue', record: 'T2' },
    ]);
  });

  it('belong to a member who has that name', async () => {
    const userId = randomUUID();
    await db.prisma.user.create({
      data: { id: userId, email: `${userId}@t.example`, name: 'ada' },
    });
    await db.superPool.query(
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'analyst')`,
      [actor.projectId, userId],
    );
    await load([brat.text, brat.ada]);
    const codings = await rows<{ coder_id: string }>(
      'SELECT coder_id FROM codings WHERE project_id = $1',
    );
    expect(codings).toEqual([{ coder_id: userId }]);
  });
});

it('puts annotations of the web on the articles from their addresses, in the newest version', async () => {
  const page = (text: string) =>
    JSON.stringify({ id: 'quay', url: 'https://news.example/quay/', title: 'Quay', text });
  await load([memoryFile('a.jsonl', page('The quay is open.'))]);
  await load([memoryFile('a.jsonl', page('The quay is shut, they say.'))]);
  const note = (id: string, source: string, exact: string) => ({
    id,
    uri: source,
    user: 'acct:ana@hypothes.is',
    tags: ['claim'],
    target: [{ source, selector: [{ type: 'TextQuoteSelector', exact }] }],
  });
  const file = memoryFile(
    'hypothesis.json',
    JSON.stringify([
      note('1', 'https://news.example/quay', 'The quay is shut'),
      note('2', 'https://news.example/quay#top', 'The quay is open'),
      note('3', 'https://news.example/other', 'x'),
    ]),
  );
  const report = await load([file], { format: 'auto' });
  expect(report).toMatchObject({
    formats: ['webannotation'],
    articles: { created: 0, unchanged: 1, rejected: 0 },
    annotations: { created: 1, rejected: 2 },
  });
  const again = await load([file], { format: 'auto' });
  expect(again.annotations).toMatchObject({ created: 0, unchanged: 1, rejected: 2 });
  expect(unwrap(await verifyHistory(actor)).broken).toBeNull();
});

describe('an upload', () => {
  async function lead(): Promise<UserActor> {
    const userId = randomUUID();
    await db.prisma.user.create({ data: { id: userId, email: `${userId}@t.example`, name: 'L' } });
    await db.superPool.query(
      `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
      [actor.projectId, userId],
    );
    return { kind: 'user', userId, projectId: actor.projectId };
  }

  let worker: Worker;
  beforeAll(async () => {
    worker = await startWorker({ tasks: { import: IMPORT_JOB }, jobsAtOnce: 1 });
  });
  afterAll(() => worker.stop());

  it('arrives in pieces, one of them twice, and ends with a report that is safe to open', async () => {
    const who = await lead();
    const content = new TextEncoder().encode(
      ['{"id":"a","text":"A."}', '{"id":"b"}', '{"id":"c","text":"C."}'].join('\n'),
    );
    const input = openUploadSchema.parse({
      sourceName: 'desk',
      format: 'auto',
      files: [
        { path: '=1+1.jsonl', size: content.length },
        { path: 'empty/nothing.txt', size: 0 },
      ],
    });
    const { uploadId, total } = unwrap(await openUpload(who, input));
    expect(total).toBe(content.length);
    const piece = (start: number, end: number) => content.subarray(start, end);
    expect(await addToUpload(who, uploadId, 30, piece(30, 40))).toMatchObject({ ok: false });
    expect(unwrap(await addToUpload(who, uploadId, 0, piece(0, 30))).importId).toBeNull();
    expect(unwrap(await addToUpload(who, uploadId, 0, piece(0, 30))).received).toBe(30);
    const stranger: UserActor = { ...who, userId: randomUUID() };
    expect(await addToUpload(stranger, uploadId, 30, piece(30, 40))).toMatchObject({ ok: false });
    const { importId } = unwrap(await addToUpload(who, uploadId, 30, piece(30, content.length)));
    if (!importId) throw new Error('the import did not start');
    await expect
      .poll(async () => unwrap(await getImport(who, importId)).state, { timeout: 20_000 })
      .toBe('finished');
    const done = unwrap(await getImport(who, importId));
    expect(done.counts.articles).toEqual({ created: 2, unchanged: 0, rejected: 2 });
    expect(unwrap(await listImports(who)).map(({ id }) => id)).toEqual([importId]);
    const report = unwrap(await rejectionReport(who, importId));
    const csv = await new Response(report.body).text();
    expect(csv.split('\r\n')).toEqual([
      'file,line,kind,reason',
      "'=1+1.jsonl,2,article,The column `text` is missing.",
      'empty/nothing.txt,,article,The file holds no text.',
      '',
    ]);
  });

  it('is not opened while three imports run, so that nobody floods the queue', async () => {
    const who = await lead();
    for (let n = 0; n < 3; n += 1) unwrap(await startImport(who, 'x', 'jsonl'));
    const files = [{ path: 'a.jsonl', size: 1 }];
    const input = openUploadSchema.parse({ sourceName: 'flood', format: 'auto', files });
    expect(await openUpload(who, input)).toMatchObject({
      ok: false,
      error: { code: 'rate_limited' },
    });
  });

  it('starts one import though its last piece comes twice at once', async () => {
    const who = await lead();
    const content = new TextEncoder().encode('{"id":"a","text":"A."}');
    const files = [{ path: 'a.jsonl', size: content.length }];
    const input = openUploadSchema.parse({ sourceName: 'twice', format: 'auto', files });
    const { uploadId } = unwrap(await openUpload(who, input));
    const answers = await Promise.all([1, 2].map(() => addToUpload(who, uploadId, 0, content)));
    const [first, second] = answers.map((answer) => unwrap(answer).importId);
    expect(first).toBe(second);
    expect(unwrap(await listImports(who))).toHaveLength(1);
    await expect
      .poll(async () => unwrap(await getImport(who, first ?? '')).state, { timeout: 20_000 })
      .toBe('finished');
  });

  it('keeps its refusals when it breaks off', async () => {
    const who = await lead();
    const id = unwrap(await startImport(who, 'x', 'jsonl'));
    const broken: SourceFile = {
      path: 'a.jsonl',
      size: 99,
      async *stream() {
        yield new TextEncoder().encode('{"id":"no text"}\n');
        throw new Error('the disk is gone');
      },
    };
    const given: ImportOptions = { format: 'jsonl', sourceName: 'x', importId: id };
    await expect(importSource(who, [broken], given)).rejects.toThrow('the disk is gone');
    const told = unwrap(await getImport(who, id));
    expect(told).toMatchObject({ state: 'failed', rejections: 1 });
    expect(told.counts.articles.rejected).toBe(1);
  });

  it.each(['../up.txt', '/etc/passwd', 'a//b', 'a\\b', 'a/./b', 'nul\u0000'])(
    'refuses the name %j',
    (path) => {
      const given = { sourceName: 'x', format: 'auto', files: [{ path, size: 1 }] };
      expect(openUploadSchema.safeParse(given).success).toBe(false);
    },
  );
});
