import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { testDatabase } from '@/lib/db/testing';
import { memoryFile } from '@/lib/ingest/testing';
import { EXPORT_FORMATS, type ExportFormat } from '../schema';
import { exported as exportedOf, faultsOf, makeProject, replaceFile } from './testing';
import { validateExport } from './validate';

const db = await testDatabase();
let projectId: string;
beforeAll(async () => {
  projectId = await makeProject(db.ownerPool);
});

const exported = (format: ExportFormat) => exportedOf(projectId, format);

/** An annotation of a line, to be spoilt. */
interface Spoilt {
  [key: string]: unknown;
  id: string;
  code: string;
  fragments: number[][];
  review: Record<string, unknown>;
  members: Record<string, unknown>[];
  earlier: Record<string, unknown>[];
  decisions: Record<string, unknown>[];
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

/** The annotation as a revision of before. */
function earlierOf({ earlier: _, decisions: __, ...one }: Spoilt) {
  return { ...one, revision: 1, deleted: false };
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
    [
      'a decision that led elsewhere',
      /its decisions lead to “rejected”, not to “accepted”/,
      (line) =>
        Object.assign(at(line, 'economic').decisions[0] ?? {}, { kind: 'reject', reason: 'no' }),
    ],
    [
      'a decision left out',
      /its decisions lead to “unreviewed”/,
      (line) => at(line, 'economic').decisions.pop(),
    ],
    [
      'a decision left out, and counted',
      /counts 1 decisions; there are 0/,
      (line) => at(line, 'economic').decisions.pop(),
    ],
    [
      'a decision about no revision',
      /it is about no revision/,
      (line) => Object.assign(at(line, 'economic').decisions[0] ?? {}, { revision: 2 }),
    ],
    [
      'a review of one’s own work',
      /nobody reviews their own work/,
      (line) =>
        Object.assign(at(line, 'economic').decisions[0] ?? {}, {
          reviewer: at(line, 'economic').coder,
          reviewer_id: at(line, 'economic').coder_id,
        }),
    ],
    [
      'a decision without its reason',
      /it has no reason/,
      (line) =>
        Object.assign(at(line, 'economic').decisions[0] ?? {}, { kind: 'ask', reason: null }),
    ],
    [
      'a kind of decision',
      /decisions\.0\.kind/,
      (line) => Object.assign(at(line, 'economic').decisions[0] ?? {}, { kind: 'bless' }),
    ],
    [
      'a time of a decision',
      /decisions\.0\.decided_at/,
      (line) => Object.assign(at(line, 'economic').decisions[0] ?? {}, { decided_at: 'today' }),
    ],
    [
      'an earlier revision too many',
      /the revisions 1 do not lead to revision 1/,
      (line) => at(line, 'source').earlier.push(earlierOf(at(line, 'source'))),
    ],
    [
      'words of an earlier revision',
      /revision 1: at its place stands/,
      (line) => {
        at(line, 'source').revision = 2;
        at(line, 'source').earlier.push({ ...earlierOf(at(line, 'source')), text: 'Bell?' });
      },
    ],
    [
      'no past',
      /earlier/,
      (line) => delete (at(line, 'source') as Record<string, unknown>).earlier,
    ],
    ['a count', /counts 7 members/, (_line, manifest) => (manifest.counts.members = 7)],
    ['a revision', /counts \d+ revisions/, (line) => (at(line, 'source').revision = 3)],
    [
      'a revision beyond all counting',
      /do not lead to revision 1125899906842624/,
      (line) => (at(line, 'source').revision = 2 ** 50),
    ],
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
    ['casjson', /ann\.json$/, /stands “/, (text) => text.replace(/"quote":"/, '"quote":"x')],
    [
      'casjson',
      /ann\.json$/,
      /: /,
      (text) => text.replace(/"begin":\d+(?=,"end":\d+,"code")/, '"begin":99999'),
    ],
    [
      'casjson',
      /ann\.json$/,
      /no annotation/,
      (text) => text.replace(/"@Governor":\d+/, '"@Governor":999'),
    ],
    ['casjson', /ann\.json$/, /no text/, (text) => text.replace('sofaString', 'sofaText')],
    [
      'webannotsv',
      /ann\.tsv$/,
      /:\d+ .*no place/,
      (text) => text.replace(/\t\d+-\d+\t/, '\t0~5\t'),
    ],
    [
      'webannotsv',
      /ann\.tsv$/,
      /stands “/,
      (text) => text.replace(/\t(\d+)-\d+\t(?=.*Source)/, '\t$1-9999\t'),
    ],
    [
      'webannotsv',
      /ann\.tsv$/,
      /no annotation/,
      (text) => text.replace(/\[(\d+)_(\d+)\]/, '[99_$2]'),
    ],
    ['refi', /\.qdpx$/, /cannot be read/, (text) => text.slice(0, 200)],
  ];
  test.each(mutations)('%s %s', async (format, which, expected, change) => {
    const contents = await exported(format);
    const name = [...contents.keys()].find(
      (one) => which.test(one) && change(String(contents.get(one))) !== String(contents.get(one)),
    );
    if (name === undefined) throw new Error(`No ${format} file can be changed so.`);
    replaceFile(contents, name, Buffer.from(change(String(contents.get(name)))));
    const faults = (await faultsOf(contents)).join('\n');
    expect(faults).toMatch(expected);
    expect(faults).not.toContain('than the manifest states');
  });
});
