import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import type { SourceFile } from '@/lib/ingest/schema';
import type { CsvFile } from '../formats/csv';
import { PARQUET_TABLES, type ParquetFile } from '../formats/parquet';
import type { Faults } from './fault';
import type { TableRow } from './table';

/** A file that cannot be reached at any place (in a ZIP) is held in memory; no longer than this, bytes. */
const MOST_HELD = 1024 ** 3;

type Row = Readonly<Record<string, unknown>>;

/** The tables of one Parquet export: the file and how to call it. */
export type ParquetTables = ReadonlyMap<
  ParquetFile,
  { readonly file: SourceFile; readonly path: string }
>;

/** The Parquet table in which a table of a CSV export stands; members stand with their annotations. */
export const PARQUET_OF: Readonly<Record<CsvFile, ParquetFile>> = {
  'articles.csv': 'articles.parquet',
  'annotations.csv': 'annotations.parquet',
  'members.csv': 'annotations.parquet',
  'relations.csv': 'relations.parquet',
  'decisions.csv': 'decisions.parquet',
  'codings.csv': 'codings.parquet',
};

/** The rows of a table as those of the CSV table that says the same; faults name the row, from 1. */
export async function* readParquetTable(
  table: CsvFile,
  tables: ParquetTables,
  faults: Faults,
): AsyncGenerator<TableRow> {
  const name = PARQUET_OF[table];
  const found = tables.get(name);
  if (!found) return;
  for await (const { row, no } of readRows(name, found.file, found.path, faults)) {
    const fault = (reason: string) => faults.add(found.path, no, reason);
    if (table !== 'members.csv') {
      yield { fault, cell: (column) => cellOf(column, row[column]) };
      continue;
    }
    for (const [position, member] of structsOf(row.members).entries()) {
      const cells: Row = {
        annotation_id: row.id,
        revision: row.revision,
        position,
        role: member.role,
        member_id: member.annotation_id,
      };
      yield { fault, cell: (column) => cellOf(column, cells[column]) };
    }
  }
}

/** The table of fragments must say what the lists of the annotations say, in their order. */
export async function checkFragmentTable(tables: ParquetTables, faults: Faults): Promise<void> {
  const [annotations, fragments] = [
    tables.get('annotations.parquet'),
    tables.get('fragments.parquet'),
  ];
  if (!annotations || !fragments) return;
  const { path } = fragments;
  const rows = readRows('fragments.parquet', fragments.file, path, faults);
  // Faults of this table were told when its rows were read for themselves.
  const silent = { add: () => undefined };
  for await (const { row } of readRows('annotations.parquet', annotations.file, '', silent)) {
    for (const [position, { start, end, quote }] of structsOf(row.fragments).entries()) {
      const next = await rows.next();
      if (next.done) {
        faults.add(path, null, `The fragments of annotation ${String(row.id)} are missing.`);
        return;
      }
      const { row: own, no } = next.value;
      const same =
        own.annotation_id === row.id &&
        own.revision === row.revision &&
        own.is_head === row.is_head &&
        own.article_version_id === row.article_version_id &&
        own.position === position &&
        own.start === start &&
        own.end === end &&
        own.quote === quote;
      if (same) continue;
      const reason = `It is not fragment ${position} of annotation ${String(row.id)}, as its list has it.`;
      faults.add(path, no, reason);
      return;
    }
  }
  const left = await rows.next();
  if (!left.done) faults.add(path, left.value.no, 'No annotation has this fragment.');
}

async function* readRows(
  table: ParquetFile,
  file: SourceFile,
  path: string,
  faults: Pick<Faults, 'add'>,
): AsyncGenerator<{ readonly row: Row; readonly no: number }> {
  try {
    const buffer = await openBuffer(file);
    if (buffer === null) {
      faults.add(path, null, 'The file is too large to be checked inside a ZIP: unpack it first.');
      return;
    }
    const metadata = await parquetMetadataAsync(buffer);
    const columns = PARQUET_TABLES[table].map(({ name }) => name);
    if (columnsOf(metadata).join() !== columns.join()) {
      faults.add(path, null, `The columns are not those of an export: ${columns.join(', ')}.`);
      return;
    }
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const rows = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd });
      for (const [index, row] of rows.entries()) yield { row, no: rowStart + index + 1 };
      rowStart = rowEnd;
    }
  } catch (cause) {
    // The reader says by an error of any kind that the bytes are no Parquet.
    if (!(cause instanceof Error)) throw cause;
    faults.add(path, null, `It cannot be read as Parquet: ${cause.message}.`);
  }
}

async function openBuffer(file: SourceFile): Promise<AsyncBuffer | null> {
  const { slice } = file;
  if (slice) {
    return {
      byteLength: file.size,
      slice: (start, end = file.size) => collect(slice(start, end)),
    };
  }
  if (file.size > MOST_HELD) return null;
  const whole = await collect(file.stream());
  return { byteLength: whole.byteLength, slice: (start, end) => whole.slice(start, end) };
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks)).buffer;
}

/** The names of the columns, without what stands inside them. */
function columnsOf({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at]?.num_children ?? 0;
    at += 1;
    for (let n = 0; n < children; n += 1) skip();
  };
  while (at < schema.length) {
    names.push(schema[at]?.name ?? '');
    skip();
  }
  return names;
}

function structsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value : [];
}

/** A value as the CSV export writes it; of fragments their places. */
function cellOf(column: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (column === 'fragments') {
    return JSON.stringify(structsOf(value).map(({ start, end }) => [start, end]));
  }
  return String(value);
}
