import { createBratWriter } from './formats/brat';
import { createCasJsonWriter } from './formats/cas-json';
import { createConllWriter } from './formats/conll';
import { createCsvWriter } from './formats/csv';
import { createDoccanoWriter } from './formats/doccano';
import { createJsonlWriter } from './formats/jsonl';
import { createLabelStudioWriter } from './formats/label-studio';
import { createParquetWriter } from './formats/parquet';
import { createPtcWriter } from './formats/ptc';
import { createRefiWriter } from './formats/refi-qda';
import { createSpacyWriter } from './formats/spacy';
import { createWebAnnotationWriter } from './formats/web-annotation';
import { createWebannoTsvWriter } from './formats/webanno-tsv';
import type { FormatWriter } from './formats/writer';
import type { ExportFormat } from './schema';

/** The writer of each format. */
export const WRITERS: Readonly<Record<ExportFormat, () => FormatWriter>> = {
  jsonl: createJsonlWriter,
  csv: createCsvWriter,
  parquet: createParquetWriter,
  brat: createBratWriter,
  webannotation: createWebAnnotationWriter,
  doccano: createDoccanoWriter,
  labelstudio: createLabelStudioWriter,
  casjson: createCasJsonWriter,
  webannotsv: createWebannoTsvWriter,
  refi: createRefiWriter,
  spacy: createSpacyWriter,
  conll: createConllWriter,
  ptc: createPtcWriter,
};
