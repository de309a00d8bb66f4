import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type Contents, exported, faultsOf, makeProject, replaceFile } from './testing';

const db = await testDatabase();
let projectId: string;
beforeAll(async () => {
  projectId = await makeProject(db.ownerPool);
});

describe('tables that do not hold, under a manifest that agrees', () => {
  /** The CSV export with one table changed, and the manifest's hash and size as if it had been so. */
  async function spoilt(table: string, change: (text: string) => string): Promise<Contents> {
    const contents = await exported(projectId, 'csv');
    const before = String(contents.get(table));
    const text = change(before);
    expect(text, 'the change').not.toBe(before);
    return replaceFile(contents, table, Buffer.from(text));
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
