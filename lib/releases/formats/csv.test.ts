import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecord, guardCell, unguardCell } from '@/lib/text/csv-cells';
import { CSV_TABLES, createCsvWriter } from './csv';
import { anyArticle, anyText, writeAll } from './testing/arbitrary-article';
import { readCsvTable, readStrictCsv } from './testing/strict-csv';

test('a cell that a spreadsheet would run is guarded, and the guard comes off again', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', "'=", "''-1"]) {
    expect(guardCell(`${start}cmd`)).toBe(`'${start}cmd`);
  }
  for (const harmless of ['', "'", "l'un", "'tis", 'a=b', '1']) {
    expect(guardCell(harmless)).toBe(harmless);
  }
  fc.assert(
    fc.property(anyText(4), (text) => {
      expect(unguardCell(guardCell(text))).toBe(text);
      expect(/^[=+\-@\t\r]/.test(guardCell(text))).toBe(false);
    }),
  );
});

test('any record reads back by RFC 4180', () => {
  fc.assert(
    fc.property(fc.array(anyText(4), { minLength: 1, maxLength: 5 }), (cells) => {
      expect(readStrictCsv(csvRecord(cells))[0]?.map(unguardCell)).toEqual(cells);
    }),
  );
});

test('every table reads back equal, with its header even when it is empty', () => {
  fc.assert(
    fc.property(fc.array(anyArticle, { maxLength: 3 }), (articles) => {
      const files = writeAll(createCsvWriter(), articles);
      expect([...files.keys()]).toEqual(Object.keys(CSV_TABLES));
      for (const [file, columns] of Object.entries(CSV_TABLES)) {
        expect(readStrictCsv(files.get(file) ?? '')[0]).toEqual([...columns]);
      }
      const rows = readCsvTable(files.get('annotations.csv') ?? '');
      const annotations = articles.flatMap((article) => [
        ...article.earlier,
        ...article.annotations,
      ]);
      expect(rows).toHaveLength(annotations.length);
      expect(rows.map((row) => row.is_head)).toEqual(
        articles.flatMap(({ earlier, annotations: heads }) => [
          ...earlier.map(() => 'false'),
          ...heads.map(() => 'true'),
        ]),
      );
      rows.forEach((row, i) => {
        const one = annotations[i];
        expect(JSON.parse(row.fragments ?? '')).toEqual(
          one?.fragments.map(({ start, end }) => [start, end]),
        );
        expect(row.text).toBe(one?.fragments.map(({ quote }) => quote).join(' '));
        expect(JSON.parse(row.attributes ?? '')).toEqual(
          JSON.parse(JSON.stringify(one?.attributes)),
        );
        expect(row.memo).toBe(one?.memo ?? '');
        expect(row.confidence).toBe(one?.confidence?.toString() ?? '');
        expect(row.coder).toBe(one?.coder.name);
      });
      expect(readCsvTable(files.get('articles.csv') ?? '').map(({ text }) => text)).toEqual(
        articles.map(({ text }) => text),
      );
      const members = readCsvTable(files.get('members.csv') ?? '');
      expect(members.map((row) => [row.annotation_id, row.role, row.member_id])).toEqual(
        annotations.flatMap((one) =>
          one.members.map(({ role, annotationId }) => [one.id, role, annotationId]),
        ),
      );
      expect(
        readCsvTable(files.get('relations.csv') ?? '').map((row) => [row.from, row.to]),
      ).toEqual(articles.flatMap((article) => article.relations.map(({ from, to }) => [from, to])));
    }),
    { numRuns: 100 },
  );
});
