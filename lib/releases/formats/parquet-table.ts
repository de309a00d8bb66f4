import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** What a column holds. Times are UTC, microseconds; structs come as lists of them, never the other way. */
export type ColumnType = 'string' | 'int32' | 'boolean' | 'timestamp' | 'fragments' | 'members';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable?: true;
  /** Free text, in whose least and greatest value nobody looks for anything. */
  readonly prose?: true;
}

/** A struct's fields, by the column type that is a list of it. */
const STRUCTS = {
  fragments: [
    ['start', 'int32'],
    ['end', 'int32'],
    ['quote', 'string'],
  ],
  members: [
    ['role', 'string'],
    ['annotation_id', 'string'],
  ],
} as const;

/** A value as it is given; a time in ISO 8601, UTC, with up to six digits of a second. */
export type ParquetCell =
  | string
  | number
  | boolean
  | null
  | readonly Readonly<Record<string, string | number>>[];

/** A row group ends with so many rows, or UTF-16 units of text, whichever comes first. */
const ROWS_PER_GROUP = 10_000;
const UNITS_PER_GROUP = 4 * 1024 * 1024;

/**
 * One Parquet file, written a row group at a time (Apache Parquet format 2, Snappy, statistics of each
 * column). The same rows give the same bytes.
 */
export class ParquetTable {
  readonly #columns: readonly Column[];
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  readonly #rowsPerGroup: number;
  #data: unknown[][];
  #rows = 0;
  #units = 0;

  constructor(columns: readonly Column[], rowsPerGroup = ROWS_PER_GROUP) {
    this.#columns = columns;
    this.#rowsPerGroup = rowsPerGroup;
    this.#data = columns.map(() => []);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(columns),
      createdBy: 'sourcemark',
    });
  }

  /** Adds a row, in the order of the columns. Answers bytes when a row group is full, else null. */
  add(row: readonly ParquetCell[]): Uint8Array | null {
    for (let index = 0; index < this.#columns.length; index += 1) {
      const cell = row[index] ?? null;
      if (typeof cell === 'string') this.#units += cell.length;
      const isTime = this.#columns[index]?.type === 'timestamp';
      this.#data[index]?.push(isTime ? microsOf(cell) : cell);
    }
    this.#rows += 1;
    const full = this.#rows >= this.#rowsPerGroup || this.#units >= UNITS_PER_GROUP;
    return full ? this.flush() : null;
  }

  /** The last bytes; the file is whole with them. */
  finish(): Uint8Array {
    const left = this.#rows > 0 ? this.flush() : new Uint8Array();
    void this.#writer.finish();
    return Buffer.concat([left, this.#take()]);
  }

  /** What waits to be written, UTF-16 units of text. */
  get pendingUnits(): number {
    return this.#units;
  }

  /** Ends the row group, which must not be empty, and answers its bytes. */
  flush(): Uint8Array {
    void this.#writer.write({
      columnData: this.#columns.map(({ name, type, prose }, index) => ({
        name,
        data: this.#data[index] ?? [],
        statistics: !prose && type !== 'fragments' && type !== 'members',
      })),
      rowGroupSize: this.#rows,
    });
    this.#data = this.#columns.map(() => []);
    this.#rows = 0;
    this.#units = 0;
    return this.#take();
  }

  /** What was written since, copied: its buffer is written over. */
  #take(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.buffer.slice(0, this.#bytes.index));
    this.#bytes.index = 0;
    return taken;
  }
}

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap(({ name, type, nullable }): SchemaElement[] => {
      const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
      if (type !== 'fragments' && type !== 'members') {
        return [{ ...leafOf(name, type), repetition_type }];
      }
      const fields = STRUCTS[type];
      return [
        { name, repetition_type, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'REQUIRED', num_children: fields.length },
        ...fields.map(
          ([field, of]): SchemaElement => ({ ...leafOf(field, of), repetition_type: 'REQUIRED' }),
        ),
      ];
    }),
  ];
}

function leafOf(name: string, type: Exclude<ColumnType, 'fragments' | 'members'>): SchemaElement {
  switch (type) {
    case 'string':
      return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'int32':
      return { name, type: 'INT32' };
    case 'boolean':
      return { name, type: 'BOOLEAN' };
    case 'timestamp':
      return {
        name,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
      };
  }
}

/** Microseconds since 1970 of `2026-11-28T01:02:03.123456Z`. Throws on anything else. */
function microsOf(cell: ParquetCell): bigint | null {
  if (cell === null) return null;
  const text = String(cell);
  const millis = Date.parse(`${text.slice(0, 19)}Z`);
  const parts = text.slice(19, -1);
  if (Number.isNaN(millis) || !text.endsWith('Z') || !/^(\.\d{1,6})?$/.test(parts)) {
    throw new Error(`${text} is no time in UTC`);
  }
  return BigInt(millis * 1000 + Number(parts.slice(1).padEnd(6, '0')));
}
