import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type SourceFile } from '../schema';
import { collect, memoryFile } from '../testing';
import { readCsv } from './csv';
import { readCsvRecords } from './csv-records';
import { readJsonl } from './jsonl';
import { readExtraction } from './plain-extraction';
import { parseSourceTime } from './times';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('CSV', () => {
  it('gives back any table that was written by the rules, however it is cut into chunks', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', ' ', 'é', '🛶'),
    });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, chunk) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        const read: string[][] = [];
        for await (const record of readCsvRecords(
          memoryFile('t', text, chunk).stream(),
          ',',
          1e6,
        )) {
          if (!record.ok) throw new Error(record.reason);
          read.push(record.cells.map(decode));
        }
        expect(read).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a record that is too long and goes on after it', async () => {
    const text = `id,text\n1,${'x'.repeat(500)}\n2,"${'y'.repeat(500)}\n3,fine\n`;
    const limits = { ...DEFAULT_LIMITS, maxRecordBytes: 200 };
    const read = await collect(readCsv([memoryFile('t.csv', text)], limits));
    expect(read.articles.map(({ externalId }) => externalId)).toEqual(['3']);
    expect(read.rejections.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('loses no row behind a quote that never closes, or behind one closed too early', async () => {
    const text = 'id,text\n1,"open\n2,two\n3,"a"b\n4,"fo""ur"\n5,"also\nopen\n6,six\n';
    for (const chunk of [1, 3, 1000]) {
      const read = await collect(readCsv([memoryFile('t.csv', text, chunk)], DEFAULT_LIMITS));
      expect(read.articles.map(({ externalId }) => externalId)).toEqual(['2', '4', '6']);
      expect(read.rejections.map(({ line }) => line)).toEqual([2, 4, 6, 7]);
    }
  });

  it('tells an empty text from a column that is not there', async () => {
    const read = await collect(readCsv([memoryFile('t.csv', 'id,text\r\n1,\r\n')], DEFAULT_LIMITS));
    expect(read.rejections).toMatchObject([{ line: 2, reason: '`text` is empty.' }]);
  });

  it('reads UTF-16 with its mark', async () => {
    const bytes = Buffer.from('\ufefftext\tid\nÉté 🛶\tx\n', 'utf16le');
    const read = await collect(readCsv([memoryFile('t.tsv', bytes)], DEFAULT_LIMITS));
    expect(read.articles.map(({ text, externalId }) => [text, externalId])).toEqual([
      ['Été 🛶', 'x'],
    ]);
  });
});

describe('JSONL', () => {
  it('passes over a line of a gigabyte in flat memory', async () => {
    const piece = new Uint8Array(4 * 1024 * 1024).fill(0x61);
    const file: SourceFile = {
      path: 'big.jsonl',
      size: 1024 ** 3,
      async *stream() {
        yield Buffer.from('{"text":"first"}\n{"text":"');
        for (let n = 0; n < 256; n += 1) yield piece;
        yield Buffer.from('"}\n{"text":"last"}');
      },
    };
    const before = process.memoryUsage().rss;
    const read = await collect(readJsonl([file], DEFAULT_LIMITS));
    const growth = (process.memoryUsage().rss - before) / 1024 ** 2;
    expect(read.articles.map(({ text, line }) => [text, line])).toEqual([
      ['first', 1],
      ['last', 3],
    ]);
    expect(read.rejections).toMatchObject([{ line: 2, reason: 'The line is longer than 16 MB.' }]);
    expect(growth).toBeLessThan(150);
  });
});

describe('times', () => {
  it.each([
    ['2023-04-10T11:37+0200', '2023-04-10T09:37:00.000Z', 120],
    ['2019-01-03 07:00:02.5-05:30', '2019-01-03T12:30:02.500Z', -330],
    ['20170113', '2017-01-13T00:00:00.000Z', null],
    ['Fri, 13 Jan 2017 03:38:38 GMT', '2017-01-13T03:38:38.000Z', 0],
  ])('%s', (raw, utc, offsetMinutes) => {
    expect(parseSourceTime(raw)).toEqual({ utc, offsetMinutes, original: raw });
  });
  it.each(['2023-02-31', '2023-04-10T25:00Z', 'yesterday', '', '2023-04-10T11:37+9900'])(
    'is none: %s',
    (raw) => expect(parseSourceTime(raw)).toBeNull(),
  );
});

it('reads hostile lines in linear time', () => {
  const line = `a@${'b.'.repeat(200_000)} ${' '.repeat(200_000)}x https://${'a.jpg?'.repeat(100_000)} z`;
  const text = ['https://e.example/a', 'A title that repeats', 'A title that repeats', line, line]
    .concat('2024-01-01T10:00Z', 'A title that repeats', line)
    .join('\n');
  expect(readExtraction(text)).toBeDefined();
});
