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
