import { PARQUET_FILES, PARQUET_ROWS, PARQUET_TABLES, type ParquetFile } from './parquet';
import { ParquetTable } from './parquet-table';
import type { FileChunk, FormatWriter } from './writer';

/** Rows of a row group: a month of one project is seldom more. */
const ROWS_PER_GROUP = 10_000;
/** What all open row groups may hold together, UTF-16 units; beyond it the largest is written. */
const MOST_PENDING = 64 * 1024 * 1024;
/** The name that Hive, Spark and DuckDB give a partition without a value. */
const NO_VALUE = '__HIVE_DEFAULT_PARTITION__';

/**
 * The tables of a Parquet export in Hive's layout, for sets beyond one machine: a folder for each table, in it
 * one for the project and one for each month in which an article was published (UTC):
 * `annotations/project=desk/month=2026-11/part.parquet`.
 */
export function createPartitionedParquetWriter(project: string): FormatWriter {
  const open = new Map<string, ParquetTable>();
  const at = (file: ParquetFile, month: string) => {
    const table = file.replace(/\.parquet$/, '');
    const path = `${table}/project=${encodeURIComponent(project)}/month=${month}/part.parquet`;
    const part = open.get(path) ?? new ParquetTable(PARQUET_TABLES[file], ROWS_PER_GROUP);
    open.set(path, part);
    return { path, part };
  };
  let pending = 0;
  return {
    earlier: true,
    start: () => [],
    *article(article): Generator<FileChunk> {
      const month = monthOf(article.metadata.published_at);
      for (const file of PARQUET_FILES) {
        const rows = PARQUET_ROWS[file](article);
        if (rows.length === 0) continue;
        const { path, part } = at(file, month);
        for (const row of rows) {
          const before = part.pendingUnits;
          const data = part.add(row);
          pending += part.pendingUnits - before;
          if (data) yield { file: path, data };
        }
      }
      while (pending > MOST_PENDING) {
        const [path, largest] = [...open].reduce((a, b) =>
          b[1].pendingUnits > a[1].pendingUnits ? b : a,
        );
        pending -= largest.pendingUnits;
        yield { file: path, data: largest.flush() };
      }
    },
    *finish(): Generator<FileChunk> {
      for (const [file, table] of open) yield { file, data: table.finish(), last: true };
    },
    report: () => ({ losses: {}, normalised: {} }),
  };
}

function monthOf(published: unknown): string {
  return typeof published === 'string' && /^\d{4}-\d\d-/.test(published)
    ? published.slice(0, 7)
    : NO_VALUE;
}
