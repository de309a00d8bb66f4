import { detectDelimiter, readCsvRecords } from './formats/csv-records';

/** How much of a table's beginning is enough to show what its columns hold. Bytes. */
export const PREVIEW_BYTES = 128 * 1024;
const ROWS_SHOWN = 5;
const MAX_CELL = 200;

/** The beginning of a table. */
export interface CsvPreview {
  readonly columns: readonly string[];
  /** Cells of the first rows, cut to a length that can be shown. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads the beginning of a table for a person to look at; runs in the browser too. `whole` says that
 * nothing comes after the bytes. Null when there is no table in them.
 */
export async function previewCsv(bytes: Uint8Array, whole: boolean): Promise<CsvPreview | null> {
  const head = new TextEncoder().encode(decode(bytes));
  const records: string[][] = [];
  const decoder = new TextDecoder();
  const source = async function* () {
    yield head;
  };
  for await (const record of readCsvRecords(source(), detectDelimiter(head), PREVIEW_BYTES * 3)) {
    if (record.ok) records.push(record.cells.map((cell) => shown(decoder.decode(cell))));
    if (records.length > ROWS_SHOWN + 1) break;
  }
  // The last record of a part may be cut off in its middle.
  if (!whole && records.length <= ROWS_SHOWN + 1 && records.length > 1) records.pop();
  const [columns, ...rows] = records;
  return columns ? { columns, rows: rows.slice(0, ROWS_SHOWN) } : null;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const charset =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(charset).decode(bytes);
}

function shown(cell: string): string {
  const characters = [...cell.slice(0, MAX_CELL * 2).trim()];
  return characters.length > MAX_CELL
    ? `${characters.slice(0, MAX_CELL).join('')}…`
    : characters.join('');
}
