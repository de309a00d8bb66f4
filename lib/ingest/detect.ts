import { charsetOfBom } from './formats/charset';
import { isPtcName } from './formats/ptc';
import { baseName, extensionOf, readHead } from './formats/read';
import { REFI_PROJECT } from './formats/refi-qda';
import { isWarc } from './formats/warc';
import { WEBANNO_HEAD } from './formats/webanno-tsv';
import type { IngestFormat, SourceFile } from './schema';

/** Files of one format, to be given to its reader together. */
export interface SourceGroup {
  readonly format: IngestFormat;
  readonly files: readonly SourceFile[];
}

export interface Detection {
  readonly groups: readonly SourceGroup[];
  /** Files that no reader takes. */
  readonly skipped: readonly SourceFile[];
}

const EXTENSIONS: Readonly<Record<string, IngestFormat>> = {
  txt: 'plain',
  text: 'plain',
  md: 'plain',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'csv',
  jsonld: 'webannotation',
  docx: 'docx',
  pdf: 'pdf',
};
/** Which files a reader wants when its format was named. */
const WANTED: Readonly<Record<IngestFormat, ReadonlySet<string>>> = {
  plain: new Set(['txt', 'text', 'md', '']),
  html: new Set(['html', 'htm', 'xhtml']),
  jsonl: new Set(['jsonl', 'ndjson', 'json']),
  csv: new Set(['csv', 'tsv', 'txt']),
  brat: new Set(['txt', 'ann', 'tsv']),
  ptc: new Set(['txt', 'labels']),
  warc: new Set(['warc', 'gz']),
  labelstudio: new Set(['json']),
  webannotation: new Set(['json', 'jsonld', 'jsonl']),
  casjson: new Set(['json']),
  webannotsv: new Set(['tsv']),
  refi: new Set(['qde', 'txt']),
  docx: new Set(['docx']),
  pdf: new Set(['pdf']),
};
/** Beside a brat corpus these describe it; they are no articles. */
const BRAT_COMPANIONS = new Set([
  'metadata.tsv',
  'annotation.conf',
  'visual.conf',
  'tools.conf',
  'manifest.json',
]);
/** What an export of ours calls its articles. */
const JSONL_FILE = 'articles.jsonl';
const MANIFEST_FILE = 'manifest.json';
/** JSON files that are surely somebody's annotations. */
const SURE: ReadonlySet<IngestFormat> = new Set(['labelstudio', 'webannotation', 'casjson']);
const SNIFF_BYTES = 4096;
const WARC = /\.warc(?:\.gz)?$/i;

/**
 * Says which reader takes which files. A folder with `.ann` files is brat, one with PTC's label
 * files is PTC; otherwise each file goes by its extension, and a file given by itself, or without
 * an extension, by its first bytes.
 */
export async function detectFormats(files: readonly SourceFile[]): Promise<Detection> {
  const ours = ofOurExport(files);
  if (ours) return { groups: [{ format: 'jsonl', files: ours }], skipped: [] };
  const companions = files.filter(({ path }) => BRAT_COMPANIONS.has(baseName(path)));
  if (files.some(({ path }) => extensionOf(path) === 'ann')) {
    return split('brat', files, companions);
  }
  if (files.some(({ path }) => baseName(path) === REFI_PROJECT)) return split('refi', files, []);
  if (files.some(({ path }) => isPtcName(path) && extensionOf(path) === 'labels')) {
    return split('ptc', files, []);
  }
  const byFormat = new Map<IngestFormat, SourceFile[]>();
  const skipped: SourceFile[] = [];
  for (const file of files) {
    if (files.length > 1 && baseName(file.path) === MANIFEST_FILE) continue;
    const format = await formatOf(file, files.length === 1);
    if (!format) {
      skipped.push(file);
      continue;
    }
    const group = byFormat.get(format);
    if (group) group.push(file);
    else byFormat.set(format, [file]);
  }
  return { groups: [...byFormat].map(([format, group]) => ({ format, files: group })), skipped };
}

async function formatOf(file: SourceFile, alone: boolean): Promise<IngestFormat | null> {
  if (WARC.test(file.path)) return 'warc';
  const extension = extensionOf(file.path);
  if (extension === 'tsv' && (await beginsWith(file, WEBANNO_HEAD))) return 'webannotsv';
  return EXTENSIONS[extension] ?? sniffedFormat(file, alone);
}

async function beginsWith(file: SourceFile, head: string): Promise<boolean> {
  const bytes = await readHead(file, SNIFF_BYTES);
  return Buffer.from(bytes.subarray(0, head.length)).toString('latin1') === head;
}

/**
 * The JSON Lines of an export or a release of ours, which lie beside its manifest: the other files of it
 * say the same in other formats, or describe it. Null where it is none.
 */
function ofOurExport(files: readonly SourceFile[]): readonly SourceFile[] | null {
  const lines = files.filter(({ path }) => baseName(path) === JSONL_FILE);
  const hasManifest = files.some(({ path }) => baseName(path) === MANIFEST_FILE);
  return hasManifest && lines.length > 0 ? lines : null;
}

/**
 * By content, where the name says nothing: a file given by itself, or without an extension. Beside
 * others, a JSON file is taken only where it is surely somebody's annotations.
 */
async function sniffedFormat(file: SourceFile, alone: boolean): Promise<IngestFormat | null> {
  const extension = extensionOf(file.path);
  if (alone || extension === '') return sniffFormat(file);
  if (extension !== 'json') return null;
  const format = await sniffFormat(file);
  return format !== null && SURE.has(format) ? format : null;
}

/** The files of a source that a named format's reader takes; a single file is taken at its word. */
export function selectFiles(format: IngestFormat, files: readonly SourceFile[]): Detection {
  if (files.length === 1) return { groups: [{ format, files }], skipped: [] };
  return split(
    format,
    files,
    files.filter(({ path }) => format === 'brat' && BRAT_COMPANIONS.has(baseName(path))),
  );
}

function split(
  format: IngestFormat,
  files: readonly SourceFile[],
  companions: readonly SourceFile[],
): Detection {
  const known = new Set(companions);
  const taken: SourceFile[] = [];
  const skipped: SourceFile[] = [];
  for (const file of files) {
    const wanted = WANTED[format].has(extensionOf(file.path));
    if (wanted) taken.push(file);
    else if (!known.has(file)) skipped.push(file);
  }
  return { groups: taken.length > 0 ? [{ format, files: taken }] : [], skipped };
}

/** By content: a web page, lines of JSON, or text. Null for what is not text. */
async function sniffFormat(file: SourceFile): Promise<IngestFormat | null> {
  const head = await readHead(file, SNIFF_BYTES);
  if (charsetOfBom(head)?.startsWith('utf-16')) return 'csv';
  if (await isWarc(head)) return 'warc';
  if (Buffer.from(head.subarray(0, 5)).toString('latin1') === '%PDF-') return 'pdf';
  if (head.includes(0)) return null;
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  if (/^(?:<!doctype html|<html|<\?xml[^>]{0,200}\?>\s{0,20}<(?:!doctype )?html)/i.test(text)) {
    return 'html';
  }
  if (/^\[\s*\{/.test(text)) return jsonShape(text);
  if (/^\{\s{0,20}"%(?:TYPES|HEADER|FEATURE_STRUCTURES|VIEWS)"/.test(text)) return 'casjson';
  if (/^\{\s{0,20}"/.test(text)) return isWebAnnotation(text) ? 'webannotation' : 'jsonl';
  return 'plain';
}

/** Annotations on pages: by their context, or a target with its selector. */
function isWebAnnotation(head: string): boolean {
  return (
    head.includes('http://www.w3.org/ns/anno.jsonld') ||
    (/"target"\s{0,20}:/.test(head) && /"selector"\s{0,20}:/.test(head))
  );
}

/** What an array of objects holds: tasks of Label Studio, or documents. */
function jsonShape(head: string): IngestFormat {
  if (isWebAnnotation(head)) return 'webannotation';
  const isTask =
    /"(?:annotations|completions|predictions)"\s{0,20}:\s{0,20}\[/.test(head) ||
    /"data"\s{0,20}:\s{0,20}\{/.test(head);
  return isTask ? 'labelstudio' : 'jsonl';
}
