import type { CodebookDocument } from '../schema';
import { writeBratConf } from './brat-conf';
import { readBratConf } from './brat-conf-read';
import { writeCsv } from './csv';
import { readCsv } from './csv-read';
import { readDoccano } from './doccano';
import {
  type CodebookFormat,
  type CodebookRead,
  type CodebookWritten,
  type ExportFormat,
  faulty,
} from './format';
import { readJson, writeJson } from './json';
import { writeLabelStudio } from './label-studio';
import { readLabelStudio } from './label-studio-read';
import { readQdc, writeQdc } from './qdc';

/** A codebook is small; more than this is something else. */
export const MAX_CODEBOOK_BYTES = 4 * 1024 * 1024;

const READERS: Readonly<Record<CodebookFormat, (text: string) => CodebookRead>> = {
  json: readJson,
  csv: readCsv,
  qdc: readQdc,
  brat: readBratConf,
  labelstudio: readLabelStudio,
  doccano: readDoccano,
};

/** Name and media type of the file that each format is written to. */
export const FILE_OF: Readonly<Record<ExportFormat, { name: string; mediaType: string }>> = {
  json: { name: 'codebook.json', mediaType: 'application/json' },
  csv: { name: 'codebook.csv', mediaType: 'text/csv' },
  qdc: { name: 'codebook.qdc', mediaType: 'application/xml' },
  brat: { name: 'annotation.conf', mediaType: 'text/plain' },
  labelstudio: { name: 'label-studio.xml', mediaType: 'application/xml' },
};

/** What the file is, by its name and its first characters; undefined when nothing fits. */
export function detectFormat(name: string, text: string): CodebookFormat | undefined {
  const head = text.replace(/^\uFEFF/, '').trimStart();
  if (/\.qdc$/i.test(name)) return 'qdc';
  if (/\.conf$/i.test(name) || /^\[(entities|relations|events|attributes)\]/m.test(head)) {
    return 'brat';
  }
  if (head.startsWith('<')) return /<(\w+:)?CodeBook[\s>]/.test(head) ? 'qdc' : 'labelstudio';
  if (head.startsWith('{')) return 'json';
  if (head.startsWith('[')) return 'doccano';
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  return undefined;
}

/** Reads a codebook file; `format` null: found out. Never throws on a bad file. */
export function readCodebookFile(
  name: string,
  bytes: Uint8Array,
  format: CodebookFormat | null,
): CodebookRead {
  if (bytes.length > MAX_CODEBOOK_BYTES) {
    return faulty({ line: null, reason: 'The file is larger than 4 MB.' });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return faulty({ line: null, reason: 'The file is not UTF-8.' });
  }
  const nul = text.indexOf('\u0000');
  if (nul >= 0) {
    return faulty({ line: text.slice(0, nul).split('\n').length, reason: 'A NUL character.' });
  }
  const found = format ?? detectFormat(name, text);
  if (found === undefined) {
    return faulty({ line: null, reason: 'The format cannot be told from the file; name it.' });
  }
  return READERS[found](text);
}

/** Writes a codebook in a format; single-language formats take the names of `language`. */
export function writeCodebook(
  document: CodebookDocument,
  format: ExportFormat,
  language = 'en',
): CodebookWritten {
  switch (format) {
    case 'json':
      return writeJson(document);
    case 'csv':
      return writeCsv(document);
    case 'qdc':
      return writeQdc(document, language);
    case 'brat':
      return writeBratConf(document);
    case 'labelstudio':
      return writeLabelStudio(document, language);
  }
}
