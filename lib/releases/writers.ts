import { createBratWriter } from './formats/brat';
import { createCsvWriter } from './formats/csv';
import { createJsonlWriter } from './formats/jsonl';
import type { FormatWriter } from './formats/writer';
import type { ExportFormat } from './schema';

/** The writer of each format. */
export const WRITERS: Readonly<Record<ExportFormat, () => FormatWriter>> = {
  jsonl: createJsonlWriter,
  csv: createCsvWriter,
  brat: createBratWriter,
};
