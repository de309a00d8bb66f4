import { canonicalise } from '@/lib/text/canonicalise';
import { unstorable } from '@/lib/text/storable';
import { applyMapping, type ColumnMapping, columnKey } from '../csv-columns';
import {
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  type ReaderHints,
  rejected,
  type SourceFile,
} from '../schema';
import { utf8Stream } from './charset';
import { type CsvRecord, detectDelimiter, readCsvRecords } from './csv-records';
import { decodeUtf8, readHead, untilFault } from './read';
import { readRecord } from './record';

const HEAD_BYTES = 64 * 1024;
const NONE: ReadonlySet<string> = new Set();

/**
 * One article a record; the first record names the columns, of which `text` must be one, by its name
 * or by the mapping.
 */
export async function* readCsv(
  files: readonly SourceFile[],
  limits: IngestLimits,
  { columns = {} }: ReaderHints = {},
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits, columns));
}

async function* readOne(
  file: SourceFile,
  limits: IngestLimits,
  mapping: ColumnMapping,
): AsyncGenerator<IngestRow> {
  const head = await readHead({ ...file, stream: () => utf8Stream(file.stream()) }, HEAD_BYTES);
  const delimiter = detectDelimiter(head);
  let columns: readonly string[] | null = null;
  const records = readCsvRecords(utf8Stream(file.stream()), delimiter, limits.maxRecordBytes);
  for await (const record of records) {
    if (!record.ok) {
      yield rejected(file.path, record.line, 'article', record.reason);
    } else if (columns === null) {
      const names = readHeader(record, mapping);
      if (typeof names === 'string') {
        yield rejected(file.path, record.line, 'file', names);
        return;
      }
      columns = names;
    } else {
      yield readRow(file, columns, record);
    }
  }
  if (columns === null) yield rejected(file.path, null, 'file', 'The file holds no table.');
}

type GoodRecord = Extract<CsvRecord, { ok: true }>;

/** The columns' names, or why there are none. */
function readHeader(record: GoodRecord, mapping: ColumnMapping): readonly string[] | string {
  const names: string[] = [];
  for (const cell of record.cells) {
    const name = decodeUtf8(cell);
    if (!name.ok) return `The column names are not UTF-8. Save the table as UTF-8.`;
    names.push(columnKey(name.value));
  }
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) < at);
  if (twice !== undefined) return `The column \`${twice}\` stands twice.`;
  if (names.includes('__proto__')) return 'A column name that is refused: __proto__.';
  const named = applyMapping(names, mapping);
  if (typeof named === 'string') return named;
  if (!named.includes('text')) {
    return `There is no column \`text\`; the columns are: ${names.join(', ').slice(0, 300)}.`;
  }
  return named;
}

function readRow(file: SourceFile, columns: readonly string[], record: GoodRecord): IngestRow {
  const { line } = record;
  const refuse = (reason: string) => rejected(file.path, line, 'article', reason);
  if (record.cells.length !== columns.length) {
    return refuse(`${record.cells.length} cells where the header names ${columns.length} columns.`);
  }
  const values = new Map<string, JsonValue>();
  for (const [index, cell] of record.cells.entries()) {
    const column = columns[index] ?? '';
    const value = decodeUtf8(cell);
    if (!value.ok) return refuse(`\`${column}\`: ${value.error.userMessage}`);
    const fault = unstorable(value.value);
    if (fault) return refuse(`\`${column}\` holds ${fault}.`);
    // An empty cell is no value; an empty text is told as one, the column being there.
    if (value.value !== '' ? column !== '' : column === 'text') values.set(column, value.value);
  }
  const read = readRecord(values, NONE);
  if (!read.ok) return refuse(read.error.userMessage);
  const canonical = canonicalise(read.value.text);
  if (!canonical.ok) return refuse(canonical.error.userMessage);
  return {
    kind: 'article',
    format: 'csv',
    file: file.path,
    line,
    externalId: read.value.id ?? read.value.fields.url ?? `${file.path}#${line}`,
    capture: { bytes: record.raw, mediaType: 'text/csv; charset=utf-8', fileName: file.path },
    ...canonical.value,
    fields: read.value.fields,
    codings: [],
  };
}
