import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { testDatabase } from '@/lib/db/testing';
import { memoryFile } from '@/lib/ingest/testing';
import { exportDataset } from '../commands';
import { EMPTY_FILTER, EXPORT_FORMATS, type ExportFormat } from '../schema';
import { createFolderSink } from '../sink';
import { makeFixture } from '../testing';
import { validateExport } from './validate';

const db = await testDatabase();
const TEXT = '“No,” said 👩‍👩‍👧 Bell.\nAnd it costs €5.';
const folders: string[] = [];
let projectId: string;

beforeAll(async () => {
  const fixture = await makeFixture(db.ownerPool);
  projectId = fixture.projectId;
  const versionId = await fixture.article('one', TEXT);
  await fixture.article('never coded', 'Nothing here.');
  const ann = await fixture.coding(versionId, 'ann');
  const span = { codingId: ann, versionId, author: 'ann', kind: 'span' as const };
  const content = await fixture.annotate({ ...span, code: 'content', fragments: [[0, 5]] });
  const source = await fixture.annotate({ ...span, code: 'source', fragments: [[11, 21]] });
  const economic = await fixture.annotate({
    ...span,
    code: 'economic',
    fragments: [
      [18, 25],
      [29, 37],
    ],
  });
  await fixture.annotate({
    ...span,
    kind: 'composite',
    code: 'attribution',
    fragments: [[6, 10]],
    members: [
      ['source', source.id],
      ['content', content.id],
    ],
  });
  await fixture.decide(economic.id, economic.revisionId, 'accept', 'rita');
  await fixture.relate(ann, economic.id, content.id, 'ann');
  await fixture.event('project.changed');
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

type Contents = Map<string, Buffer>;

async function exported(format: ExportFormat): Promise<Contents> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-validate-'));
  folders.push(folder);
  const request = { format, filter: EMPTY_FILTER };
  const made = await exportDataset(
    { kind: 'operator', projectId },
    request,
    createFolderSink(folder),
  );
  if (!made.ok) throw new Error(made.error.userMessage);
  const names = ['manifest.json', ...made.value.files.map((file) => file.path)];
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name))] as const),
    ),
  );
}

const filesOf = (contents: Contents) =>
  [...contents].map(([name, bytes]) => memoryFile(name, bytes));

async function faultsOf(contents: Contents): Promise<string[]> {
  const checked = await validateExport(filesOf(contents));
  if (!checked.ok) return [checked.error.userMessage];
  expect(checked.value.faultCount).toBe(checked.value.faults.length);
  return checked.value.faults.map(({ file, line, reason }) => `${file}:${line ?? ''} ${reason}`);
}

/** An annotation of a line, to be spoilt. */
interface Spoilt {
  [key: string]: unknown;
  id: string;
  code: string;
  fragments: number[][];
  review: Record<string, unknown>;
  members: Record<string, unknown>[];
}
interface Line {
  [key: string]: unknown;
  id: string;
  text: string;
  annotations: Spoilt[];
  relations: Record<string, unknown>[];
}
interface LooseManifest {
  counts: Record<string, number>;
  filter: { codes: string[] };
  files: { bytes: number; sha256: string }[];
}
type Change = (line: Line, manifest: LooseManifest, lines: Line[]) => void;

/** The export with its lines changed, and the manifest's hash and size as if it had been made so. */
async function changed(change: Change) {
  const contents = await exported('jsonl');
  const manifest: LooseManifest = JSON.parse(String(contents.get('manifest.json')));
  const lines: Line[] = String(contents.get('articles.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  lines.sort((a, b) => b.annotations.length - a.annotations.length);
  const [first] = lines;
  const [file] = manifest.files;
  if (!first || !file) throw new Error('The export is empty.');
  change(first, manifest, lines);
  const written = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  file.bytes = written.length;
  file.sha256 = createHash('sha256').update(written).digest('hex');
  contents.set('articles.jsonl', written);
  contents.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  return contents;
}
/** The annotation with a code. */
function at(line: Line, code: string): Spoilt {
  const found = line.annotations.find((one) => one.code === code);
  if (!found) throw new Error(`There is no ${code}.`);
  return found;
}

describe('an export as it was made', () => {
  test.each(EXPORT_FORMATS)('%s has no faults, as folder and as ZIP', async (format) => {
    const contents = await exported(format);
    expect(await faultsOf(contents)).toEqual([]);
    const zip = new ZipFile();
    for (const [name, bytes] of contents) zip.addBuffer(bytes, name);
    zip.end();
    const checked = await validateExport([memoryFile('set.zip', await buffer(zip.outputStream))]);
    expect(checked).toMatchObject({ ok: true, value: { faultCount: 0, format } });
  });

  test('also when its lines stand in another order', async () => {
    expect(await faultsOf(await changed((_line, _manifest, lines) => lines.reverse()))).toEqual([]);
  });
});

describe('files that are not those of the manifest', () => {
  test.each(['jsonl', 'csv', 'brat'] as const)('a changed byte anywhere in %s', async (format) => {
    for (const [name] of await exported(format)) {
      if (name === 'manifest.json') continue;
      const contents = await exported(format);
      const bytes = contents.get(name) ?? Buffer.alloc(0);
      const middle = bytes.length >> 1;
      bytes[middle] = bytes[middle] === 0x61 ? 0x62 : 0x61;
      expect((await faultsOf(contents)).join()).toContain('another SHA-256 than the manifest');
    }
  });

  test('missing, added, cut short; a manifest that is missing or none', async () => {
    const contents = await exported('jsonl');
    contents.set('extra.txt', Buffer.from('x'));
    expect(await faultsOf(contents)).toEqual(['extra.txt: The manifest does not list this file.']);
    const short = await exported('jsonl');
    const whole = short.get('articles.jsonl') ?? Buffer.alloc(0);
    short.set('articles.jsonl', whole.subarray(0, whole.length - 20));
    expect((await faultsOf(short)).join()).toContain(`states ${whole.length} bytes`);
    short.delete('articles.jsonl');
    expect(await faultsOf(short)).toEqual(['articles.jsonl: The file is missing.']);
    short.set('manifest.json', Buffer.from('{"manifest_version":2}'));
    expect((await faultsOf(short)).join()).toContain('not as an export writes it');
    short.delete('manifest.json');
    expect(await faultsOf(short)).toEqual(['There is no manifest.json here.']);
  });
});

describe('lines that do not hold, under a manifest that agrees', () => {
  const mutations: readonly [string, RegExp, Change][] = [
    ['a text', /:1 The text has another SHA-256/, (line) => (line.text += '!')],
    ['a hash', /:1 The text has another SHA-256/, (line) => (line.text_sha256 = '0'.repeat(64))],
    [
      'a passage moved',
      /stands “.*”, not “/,
      (line) => (at(line, 'source').fragments = [[10, 20]]),
    ],
    [
      'a passage in UTF-16',
      /stands “.*”, not “/s,
      (line) =>
        (at(line, 'economic').fragments = [
          [21, 28],
          [29, 37],
        ]),
    ],
    [
      'a passage beyond',
      /no passage of the text/,
      (line) => (at(line, 'source').fragments = [[11, 999]]),
    ],
    [
      'a passage backwards',
      /no passage of the text/,
      (line) => (at(line, 'source').fragments = [[21, 11]]),
    ],
    ['passages turned', /out of order/, (line) => at(line, 'economic').fragments.reverse()],
    ['a quote', /stands “.*”, not “/, (line) => (at(line, 'source').text = 'Bell')],
    ['no passage', /has no passage/, (line) => (at(line, 'source').fragments = [])],
    ['a kind', /Annotation \d: kind/, (line) => (at(line, 'source').kind = 'spam')],
    [
      'a span as article',
      /is of the whole article/,
      (line) => (at(line, 'source').kind = 'article'),
    ],
    ['no code', /Annotation \d: code/, (line) => (at(line, 'source').code = '')],
    ['no coder', /Annotation \d: coder/, (line) => delete at(line, 'source').coder],
    ['a person of two names', /is called both/, (line) => (at(line, 'source').coder = 'somebody')],
    [
      'a time without zone',
      /created_at/,
      (line) => (at(line, 'source').created_at = '2026-01-01T00:00:00'),
    ],
    [
      'a time elsewhere',
      /created_at/,
      (line) => (at(line, 'source').created_at = '2026-01-01T00:00:00+02:00'),
    ],
    ['a confidence', /confidence/, (line) => (at(line, 'source').confidence = 6)],
    [
      'a codebook version',
      /does not name the codebook/,
      (line) => (at(line, 'source').codebook_version = 99),
    ],
    [
      'accepted by nobody',
      /nobody decided so/,
      (line) => (at(line, 'source').review.state = 'accepted'),
    ],
    [
      'a decision without time',
      /nobody decided so/,
      (line) => (at(line, 'economic').review.decided_at = null),
    ],
    ['a state', /review\.state/, (line) => (at(line, 'economic').review.state = 'fine')],
    ['an id twice', /stands twice/, (line) => (at(line, 'source').id = at(line, 'economic').id)],
    [
      'a member that is gone',
      /its member .* is not there/,
      (line) => Object.assign(at(line, 'attribution').members[0] ?? {}, { annotation: line.id }),
    ],
    [
      'members of a span',
      /only a composite/,
      (line) => (at(line, 'source').members = [{ role: 'x', annotation: at(line, 'content').id }]),
    ],
    [
      'an end that is gone',
      /its end .* is not there/,
      (line) => Object.assign(line.relations[0] ?? {}, { to: line.id }),
    ],
    [
      'a relation to itself',
      /with itself/,
      (line) => Object.assign(line.relations[0] ?? {}, { to: line.relations[0]?.from }),
    ],
    ['a relation without type', /Relation 1: type/, (line) => delete line.relations[0]?.type],
    [
      'an annotation left out',
      /counts \d+ annotations/,
      (line) => line.annotations.splice(line.annotations.indexOf(at(line, 'economic')), 1),
    ],
    ['a relation left out', /counts 1 relations; there are 0/, (line) => line.relations.pop()],
    [
      'an article left out',
      /counts 2 articles; there are 1/,
      (_line, _manifest, lines) => lines.pop(),
    ],
    ['an article twice', /The id .* stands twice/, (line, _manifest, lines) => lines.push(line)],
    ['a count', /counts 7 members/, (_line, manifest) => (manifest.counts.members = 7)],
    ['a revision', /counts \d+ revisions/, (line) => (at(line, 'source').revision = 3)],
    [
      'a filter',
      /filter of the manifest leaves it out/,
      (_line, manifest) => (manifest.filter.codes = ['source']),
    ],
    ['no metadata', /:1 metadata/, (line) => delete line.metadata],
    [
      'annotations that are no list',
      /:1 annotations/,
      (line) => Object.assign(line, { annotations: {} }),
    ],
  ];

  test.each(mutations)('%s', async (_name, expected, change) => {
    const faults = await faultsOf(await changed(change));
    expect(faults.join('\n')).toMatch(expected);
    expect(faults.join('\n')).not.toContain('than the manifest states');
  });

  test('a line that is no JSON, and one that is not UTF-8, are named by their number', async () => {
    const contents = await exported('jsonl');
    const lines = contents.get('articles.jsonl') ?? Buffer.alloc(0);
    contents.set(
      'articles.jsonl',
      Buffer.concat([lines, Buffer.from('{"id":\n'), Buffer.from([0xff, 0x0a])]),
    );
    const faults = (await faultsOf(contents)).join('\n');
    expect(faults).toContain('articles.jsonl:3 It is no JSON.');
    expect(faults).toContain('articles.jsonl:4 The line is not UTF-8');
  });
});

describe('files of other tools that do not hold, under a manifest that agrees', () => {
  const mutations: readonly [ExportFormat, RegExp, RegExp, (text: string) => string][] = [
    ['brat', /\.ann$/, /:1 /, (text) => text.replace(/^(T\d+\t\S+) \d+ /m, '$1 2 ')],
    ['brat', /\.ann$/, /:\d+ /, (text) => `${text}R99\tcontradicts Arg1:T1 Arg2:T999\n`],
    ['brat', /\.txt$/, /:\d+ /, (text) => text.replace('Bell', 'Belt')],
    ['ptc', /\.labels$/, /:1 /, (text) => text.replace(/\t\d+\t\d+/, '\t5\t99999')],
    [
      'doccano',
      /\.jsonl$/,
      /:\d+ /,
      (text) => text.replace(/"end_offset":\d+/, '"end_offset":99999'),
    ],
    ['doccano', /\.jsonl$/, /:1 /, (text) => `{${text}`],
    ['labelstudio', /label-studio\.json$/, /: /, (text) => text.replace(/"end":\d+/, '"end":3')],
  ];
  test.each(mutations)('%s %s', async (format, which, expected, change) => {
    const contents = await exported(format);
    const manifest = JSON.parse(String(contents.get('manifest.json')));
    const name = [...contents.keys()].find(
      (one) => which.test(one) && change(String(contents.get(one))) !== String(contents.get(one)),
    );
    if (name === undefined) throw new Error(`No ${format} file can be changed so.`);
    const bytes = Buffer.from(change(String(contents.get(name))));
    const listed = manifest.files.find((one: { path: string }) => one.path === name);
    listed.bytes = bytes.length;
    listed.sha256 = createHash('sha256').update(bytes).digest('hex');
    contents.set(name, bytes);
    contents.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
    const faults = (await faultsOf(contents)).join('\n');
    expect(faults).toMatch(expected);
    expect(faults).not.toContain('than the manifest states');
  });
});

describe('tables that do not hold, under a manifest that agrees', () => {
  /** The CSV export with one table changed, and the manifest's hash and size as if it had been so. */
  async function spoilt(table: string, change: (text: string) => string): Promise<Contents> {
    const contents = await exported('csv');
    const before = String(contents.get(table));
    const text = change(before);
    expect(text, 'the change').not.toBe(before);
    const bytes = Buffer.from(text);
    const manifest = JSON.parse(String(contents.get('manifest.json')));
    const listed = manifest.files.find((one: { path: string }) => one.path === table);
    listed.bytes = bytes.length;
    listed.sha256 = createHash('sha256').update(bytes).digest('hex');
    contents.set(table, bytes);
    return contents.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  }
  const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
  const withoutLast = (text: string) => text.slice(0, text.trimEnd().lastIndexOf('\r\n') + 2);
  const lastTwice = (text: string) => text + text.slice(withoutLast(text).length);
  const NOBODY = '01900000-0000-7000-8000-000000000000';
  const lastId = replace(/[0-9a-f-]{36}(?=\r\n$)/, NOBODY);

  const mutations: readonly [string, string, RegExp, (text: string) => string][] = [
    [
      'a hash',
      'articles.csv',
      /:2 The text has another SHA-256/,
      replace(/[0-9a-f]{64}/, '0'.repeat(64)),
    ],
    ['columns', 'articles.csv', /:1 The columns are not/, replace('title', 'headline')],
    ['no columns', 'codings.csv', /has no columns/, () => ''],
    ['an article gone', 'articles.csv', /counts 2 articles; there are 1/, withoutLast],
    ['an article twice', 'articles.csv', /stands twice/, lastTwice],
    ['a passage', 'annotations.csv', /stands “.*”, not “/s, replace(/\[\[\d+,\d+\]/, '[[1,3]')],
    ['a passage beyond', 'annotations.csv', /no passage/, replace(/\[\[\d+,\d+\]/, '[[1,9999]')],
    ['a passage that is no JSON', 'annotations.csv', /fragments: is no JSON/, replace('[[', '[[x')],
    ['no code', 'annotations.csv', /:\d+ code: /, replace(',source,', ',,')],
    ['a kind', 'annotations.csv', /:\d+ kind: /, replace(',span,', ',spam,')],
    ['a time', 'annotations.csv', /created_at/, replace(/(\.\d{6})Z/, '$1')],
    ['a revision', 'annotations.csv', /revision 1 is missing before 2/, replace(',1,', ',2,')],
    ['no head', 'annotations.csv', /has no head/, replace(',true,false,', ',false,false,')],
    [
      'a deleted head',
      'annotations.csv',
      /deleted, and yet/,
      replace(',true,false,', ',true,true,'),
    ],
    ['a state', 'annotations.csv', /nobody decided so/, replace(',unreviewed,', ',accepted,')],
    ['a version', 'annotations.csv', /does not name the codebook/, replace(/(Z),1,/, '$1,99,')],
    ['a cell more', 'annotations.csv', /25 cells, not 24/, replace(/\r\n$/, ',\r\n')],
    ['an annotation twice', 'annotations.csv', /stands twice|is missing before/, lastTwice],
    ['a member gone', 'members.csv', /counts \d+ members/, withoutLast],
    ['another member', 'members.csv', /member .* is not there/, lastId],
    ['a relation gone', 'relations.csv', /counts 1 relations; there are 0/, withoutLast],
    ['a relation twice', 'relations.csv', /stands twice/, lastTwice],
    ['a decision gone', 'decisions.csv', /counts \d+ decisions/, withoutLast],
    ['a decided revision', 'decisions.csv', /has no revision 90/, replace(/,(\d),/, ',90,')],
    [
      'a coding of nothing',
      'codings.csv',
      /article .* is not there/,
      replace(/[0-9a-f-]{36}/, NOBODY),
    ],
  ];
  test.each(mutations)('%s in %s', async (_name, table, expected, change) => {
    const faults = (await faultsOf(await spoilt(table, change))).join('\n');
    expect(faults).toMatch(expected);
    expect(faults).toContain(table);
    expect(faults).not.toContain('than the manifest states');
  });
});
