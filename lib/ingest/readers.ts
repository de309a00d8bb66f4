import { readBrat } from './formats/brat';
import { readCasJson } from './formats/cas-json';
import { readCsv } from './formats/csv';
import { readDocx } from './formats/docx';
import { readHtml } from './formats/html';
import { readJsonl } from './formats/jsonl';
import { readLabelStudio } from './formats/label-studio';
import { readPdf } from './formats/pdf';
import { readPlain } from './formats/plain';
import { readPtc } from './formats/ptc';
import { readRefi } from './formats/refi-qda';
import { readWarc } from './formats/warc';
import { readWebAnnotations } from './formats/web-annotation';
import { readWebannoTsv } from './formats/webanno-tsv';
import type { FormatReader, IngestFormat } from './schema';

/** The reader of each format. */
export const READERS: Readonly<Record<IngestFormat, FormatReader>> = {
  plain: readPlain,
  html: readHtml,
  jsonl: readJsonl,
  csv: readCsv,
  brat: readBrat,
  ptc: readPtc,
  warc: readWarc,
  labelstudio: readLabelStudio,
  webannotation: readWebAnnotations,
  casjson: readCasJson,
  webannotsv: readWebannoTsv,
  refi: readRefi,
  docx: readDocx,
  pdf: readPdf,
};
