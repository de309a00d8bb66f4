import { describe, expect, it } from 'vitest';
import { applyMapping, columnMappingSchema, guessColumns } from './csv-columns';
import { previewCsv } from './csv-preview';
import { readCsv } from './formats/csv';
import { DEFAULT_LIMITS } from './schema';
import { collect, memoryFile } from './testing';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('guessing what columns are', () => {
  it('knows the usual names, whatever their case and signs', () => {
    expect(
      guessColumns(['Doc ID', 'Headline', 'Full-Text', 'Outlet', 'pub_date', 'tone', 'Lang']),
    ).toEqual({
      id: 'Doc ID',
      title: 'Headline',
      text: 'Full-Text',
      publisher: 'Outlet',
      published_at: 'pub_date',
      language: 'Lang',
    });
  });

  it('takes the column that bears the name of the field before others, and each once', () => {
    expect(guessColumns(['content', 'text', 'source', 'publisher'])).toEqual({
      text: 'text',
      publisher: 'publisher',
    });
    expect(guessColumns(['tone', 'mood'])).toEqual({});
  });
});

describe('applying what columns are', () => {
  it('calls the columns by their fields, and moves aside what bore such a name', () => {
    expect(applyMapping(['body', 'text', 'tone'], { text: ' Body ' })).toEqual([
      'text',
      'text (column)',
      'tone',
    ]);
    expect(applyMapping(['body'], { title: 'Head' })).toBe('There is no column `Head`.');
  });

  it('refuses one column as two fields, and fields that there are not', () => {
    expect(columnMappingSchema.safeParse({ text: 'a', title: 'A' }).success).toBe(false);
    expect(columnMappingSchema.safeParse({ text: 'a', title: 'b' }).success).toBe(true);
    expect(columnMappingSchema.safeParse({ tone: 'a' }).success).toBe(false);
    expect(columnMappingSchema.safeParse({ __proto__: { text: 'a' }, text: ' ' }).success).toBe(
      false,
    );
  });

  it('reads a table by it; the rest is metadata', async () => {
    const table = 'Headline;Body;Text;Tone\nRain;It rained.;short;sad\n';
    const file = memoryFile('t.csv', table);
    const columns = { title: 'headline', text: 'body' };
    const read = await collect(readCsv([file], DEFAULT_LIMITS, { columns }));
    expect(read.rejections).toEqual([]);
    expect(read.articles.map(({ text, fields }) => [text, fields.title, fields.metadata])).toEqual([
      ['It rained.', 'Rain', { 'text (column)': 'short', tone: 'sad' }],
    ]);
    const missing = await collect(readCsv([file], DEFAULT_LIMITS, { columns: { text: 'words' } }));
    expect(missing.rejections).toMatchObject([{ line: 1, reason: 'There is no column `words`.' }]);
  });
});

describe('the beginning of a table', () => {
  it('shows names and first rows, with quoted line breaks, marks and long cells', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `${index},"a\nb ${'é'.repeat(300)}"`);
    const preview = await previewCsv(bytes(`\ufeffNo,Body\r\n${rows.join('\r\n')}\r\n`), true);
    expect(preview?.columns).toEqual(['No', 'Body']);
    expect(preview?.rows.map(([number]) => number)).toEqual(['0', '1', '2', '3', '4']);
    expect([...(preview?.rows[0]?.[1] ?? '')]).toHaveLength(201);
    const wide = Buffer.from('\ufefftext\tid\nÉté 🛶\tx\n', 'utf16le');
    expect(await previewCsv(wide, true)).toEqual({
      columns: ['text', 'id'],
      rows: [['Été 🛶', 'x']],
    });
  });

  it('leaves out the row that was cut off, and says when there is no table', async () => {
    const cut = await previewCsv(bytes('id,text\n1,whole\n2,cut o'), false);
    expect(cut?.rows).toEqual([['1', 'whole']]);
    expect(await previewCsv(bytes(''), true)).toBeNull();
  });
});
