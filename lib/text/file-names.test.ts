import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '@/lib/releases/formats/testing/arbitrary-article';
import { attachment, createNamer, safeFileName } from './file-names';

test('no name leaves its folder, breaks a header or is too long', () => {
  for (const evil of [
    '../../etc/passwd',
    '..',
    '.',
    '',
    'a/b',
    'a\\b',
    'a\0b',
    'x\r\nSet-Cookie: a',
  ]) {
    expect(safeFileName(evil, 'article')).toMatch(/^[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}._-]*$/u);
  }
  expect(safeFileName('con.txt', 'x')).toBe('_con.txt');
  fc.assert(
    fc.property(anyText(20), (name) => {
      const safe = safeFileName(name, 'article');
      expect(safe).toMatch(/^[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}._-]*$/u);
      expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(121);
      expect(attachment(name)).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});

test('names as PolNeAR has them stay as they are', () => {
  const name = 'breitbart_2016-03-11_africa-builds-expertise-in-scien';
  expect(safeFileName(name, 'article')).toBe(name);
});

test('each name is given once, whatever its case', () => {
  const namer = createNamer('article');
  expect([namer('A'), namer('a'), namer('?'), namer('A-2')]).toEqual([
    'A',
    'a-2',
    'article',
    'A-2-2',
  ]);
});
