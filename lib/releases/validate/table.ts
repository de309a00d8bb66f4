import { readCsvRecords } from '@/lib/ingest/formats/csv-records';
import { decodeUtf8 } from '@/lib/ingest/formats/read';
import type { SourceFile } from '@/lib/ingest/schema';
import { unguardCell } from '@/lib/text/csv-cells';
import { CSV_TABLES, type CsvFile } from '../formats/csv';
import type { Faults } from './fault';

/** A text of an article is the longest cell there is. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/** A record of a table, its cells by the names of their columns, and a way to find fault with it. */
export interface TableRow {
  readonly fault: (reason: string) => void;
  readonly cell: (column: string) => string;
}

/** The records of a table that has the columns which an export writes; what is none is a fault. */
export async function* readTable(
  table: CsvFile,
  file: SourceFile,
  path: string,
  faults: Faults,
): AsyncGenerator<TableRow> {
  const columns: readonly string[] = CSV_TABLES[table];
  let isHeader = true;
  for await (const record of readCsvRecords(file.stream(), ',', MAX_RECORD_BYTES)) {
    const fault = (reason: string) => faults.add(path, record.line, reason);
    if (!record.ok) {
      fault(record.reason);
      continue;
    }
    const cells: string[] = [];
    for (const bytes of record.cells) {
      const text = decodeUtf8(bytes, true);
      if (text.ok) cells.push(unguardCell(text.value));
    }
    if (cells.length < record.cells.length) {
      fault('The record is not UTF-8.');
    } else if (isHeader) {
      if (cells.join() !== columns.join()) {
        fault(`The columns are not those of an export: ${columns.join(', ')}.`);
        return;
      }
    } else if (cells.length !== columns.length) {
      fault(`The record has ${cells.length} cells, not ${columns.length}.`);
    } else {
      const byName = new Map(columns.map((column, index) => [column, cells[index] ?? '']));
      yield { fault, cell: (column) => byName.get(column) ?? '' };
    }
    isHeader = false;
  }
  if (isHeader) faults.add(path, null, 'The table has no columns.');
}
