import { expect, it } from 'vitest';
import { detectFormats } from './detect';
import { readBrat } from './formats/brat';
import { DEFAULT_LIMITS, type SourceFile } from './schema';
import { memoryFile } from './testing';

it('sorts half a million files each by its own kind', async () => {
  const empty = memoryFile('', '');
  const files: SourceFile[] = Array.from({ length: 500_000 }, (_, n) => ({
    ...empty,
    path: `${n}.txt`,
  }));
  const { groups } = await detectFormats(files);
  expect(groups.map(({ format, files: group }) => [format, group.length])).toEqual([
    ['plain', 500_000],
  ]);
});

it('matches a name that each of many folders has with the text beside it', async () => {
  const files = Array.from({ length: 4000 }, (_, n) => [
    memoryFile(`${n}/doc.txt`, `Text ${n}.`, 1000),
    memoryFile(`${n}/doc.ann`, `T1\tSource 0 4\tText\nT2\tCue 5 ${5 + `${n}`.length}\t${n}`, 1000),
  ]).flat();
  let refused = 0;
  let articles = 0;
  for await (const row of readBrat(files, DEFAULT_LIMITS)) {
    if (row.kind === 'rejection') refused += 1;
    if (row.kind === 'article') articles += 1;
  }
  expect([articles, refused]).toEqual([4000, 0]);
});

it('knows files of INCEpTION and projects of REFI-QDA by what stands in them', async () => {
  const formatOf = async (...files: SourceFile[]) =>
    (await detectFormats(files)).groups.map(({ format, files: group }) => [format, group.length]);
  const cas = '{"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}';
  expect(await formatOf(memoryFile('a.json', cas), memoryFile('b.json', cas))).toEqual([
    ['casjson', 2],
  ]);
  const tsv = '#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Y|value\n\n\n#Text=One.\n1-1\t0-3\tOne\t_\t\n';
  expect(await formatOf(memoryFile('a.tsv', tsv), memoryFile('b.tsv', 'id\ttext\n'))).toEqual([
    ['webannotsv', 1],
    ['csv', 1],
  ]);
  expect(
    await formatOf(memoryFile('p/project.qde', '<Project/>'), memoryFile('p/sources/a.txt', 'A.')),
  ).toEqual([['refi', 2]]);
});
