import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { PARQUET_TABLES, type ParquetFile } from '../formats/parquet';
import { type ParquetCell, ParquetTable } from '../formats/parquet-table';
import { type Contents, exported, faultsOf, makeProject, replaceFile } from './testing';

const db = await testDatabase();
let projectId: string;
beforeAll(async () => {
  projectId = await makeProject(db.ownerPool);
});

type Row = Record<string, unknown>;
const NOBODY = '01900000-0000-7000-8000-000000000000';

/** The Parquet export with the rows of one table changed, under a manifest that agrees. */
async function spoilt(table: ParquetFile, change: (rows: Row[]) => void): Promise<Contents> {
  const contents = await exported(projectId, 'parquet');
  const bytes = new Uint8Array(contents.get(table) ?? Buffer.alloc(0));
  const rows: Row[] = await parquetReadObjects({ file: bytes.buffer });
  const before = print(rows);
  change(rows);
  expect(print(rows), 'the change').not.toBe(before);
  const written = new ParquetTable(PARQUET_TABLES[table]);
  for (const row of rows) {
    written.add(
      PARQUET_TABLES[table].map(({ name }) => {
        const value = row[name];
        return (value instanceof Date ? value.toISOString() : value) as ParquetCell;
      }),
    );
  }
  return replaceFile(contents, table, Buffer.from(written.finish()));
}

const print = (rows: readonly Row[]) => JSON.stringify(rows);

function at(rows: Row[], key: string, value: unknown): Row {
  const found = rows.find((row) => row[key] === value);
  if (!found) throw new Error(`no row with ${key} ${String(value)}`);
  return found;
}
const first = (rows: Row[]): Row => rows[0] ?? {};
type Fragments = { start: number; end: number; quote: string }[];
const fragmentsOf = (row: Row) => row.fragments as Fragments;

describe('a Parquet export that does not hold, under a manifest that agrees', () => {
  const mutations: readonly [string, ParquetFile, RegExp, (rows: Row[]) => void][] = [
    [
      'a hash',
      'articles.parquet',
      /:1 The text has another SHA-256/,
      (rows) => Object.assign(first(rows), { text_sha256: '0'.repeat(64) }),
    ],
    ['an article gone', 'articles.parquet', /counts 2 articles; there are 1/, (rows) => rows.pop()],
    ['an article twice', 'articles.parquet', /stands twice/, (rows) => rows.push(first(rows))],
    [
      'a passage',
      'annotations.parquet',
      /stands “.*”, not “/s,
      (rows) => {
        const [fragment] = fragmentsOf(at(rows, 'code', 'source'));
        if (fragment) fragment.start -= 1;
      },
    ],
    [
      'words',
      'annotations.parquet',
      /stands “.*”, not “other”/s,
      (rows) => Object.assign(at(rows, 'code', 'source'), { text: 'other' }),
    ],
    [
      'an unknown code',
      'annotations.parquet',
      /:\d+ code: /,
      (rows) => Object.assign(at(rows, 'code', 'source'), { code: '' }),
    ],
    [
      'no head',
      'annotations.parquet',
      /has no head/,
      (rows) => Object.assign(first(rows), { is_head: false }),
    ],
    [
      'a state',
      'annotations.parquet',
      /nobody decided so/,
      (rows) => Object.assign(at(rows, 'review_state', 'unreviewed'), { review_state: 'accepted' }),
    ],
    [
      'attributes',
      'annotations.parquet',
      /attributes: is no JSON/,
      (rows) => Object.assign(first(rows), { attributes: '{' }),
    ],
    [
      'another member',
      'annotations.parquet',
      /member .* is not there/,
      (rows) => {
        const [member] = at(rows, 'kind', 'composite').members as Row[];
        if (member) member.annotation_id = NOBODY;
      },
    ],
    [
      'a member gone',
      'annotations.parquet',
      /counts \d+ members/,
      (rows) => (at(rows, 'kind', 'composite').members as Row[]).pop(),
    ],
    [
      'a quote',
      'fragments.parquet',
      /It is not fragment \d of annotation/,
      (rows) => Object.assign(first(rows), { quote: 'other' }),
    ],
    [
      'a fragment’s place',
      'fragments.parquet',
      /It is not fragment \d of annotation/,
      (rows) => Object.assign(first(rows), { end: 4000 }),
    ],
    [
      'a fragment gone',
      'fragments.parquet',
      /fragments of annotation .* are missing/,
      (rows) => rows.pop(),
    ],
    [
      'a fragment more',
      'fragments.parquet',
      /No annotation has this fragment/,
      (rows) => rows.push(first(rows)),
    ],
    [
      'a relation gone',
      'relations.parquet',
      /counts 1 relations; there are 0/,
      (rows) => rows.pop(),
    ],
    [
      'a relation’s end',
      'relations.parquet',
      /end .* is not there/,
      (rows) => Object.assign(first(rows), { from: NOBODY }),
    ],
    ['a decision gone', 'decisions.parquet', /counts \d+ decisions/, (rows) => rows.pop()],
    [
      'a coding of nothing',
      'codings.parquet',
      /article .* is not there/,
      (rows) => Object.assign(first(rows), { article_version_id: NOBODY }),
    ],
  ];
  test.each(mutations)('%s in %s', async (_name, table, expected, change) => {
    const faults = (await faultsOf(await spoilt(table, change))).join('\n');
    expect(faults).toMatch(expected);
    expect(faults).toContain(table);
    expect(faults).not.toContain('than the manifest states');
  });

  test('bytes that are no Parquet, and a table with other columns', async () => {
    const contents = await exported(projectId, 'parquet');
    const broken = replaceFile(contents, 'relations.parquet', Buffer.from('PAR1 and no more PAR1'));
    expect((await faultsOf(broken)).join('\n')).toMatch(/cannot be read as Parquet/);
    const other = new ParquetTable([{ name: 'id', type: 'string' }]);
    const bytes = Buffer.from(other.finish());
    const faults = await faultsOf(replaceFile(contents, 'relations.parquet', bytes));
    expect(faults.join('\n')).toMatch(/columns are not those of an export/);
  });
});
