import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { openArchives } from '@/lib/ingest/archive';
import { splitLines } from '@/lib/ingest/formats/lines';
import { baseName, folderOf, readText, SourceFault } from '@/lib/ingest/formats/read';
import type { SourceFile } from '@/lib/ingest/schema';
import { err, ok, type Result } from '@/lib/result/result';
import { CSV_TABLES, type CsvFile } from '../formats/csv';
import { JSONL_FILE } from '../formats/jsonl';
import { PARQUET_FILES } from '../formats/parquet';
import { MANIFEST_FILE } from '../manifest';
import type { ExportFormat, Manifest } from '../schema';
import { CODEBOOK_FILE, readStatedCodebook } from './codebook';
import { type Fault, Faults } from './fault';
import { LineValidator } from './lines';
import { checkFragmentTable, PARQUET_OF, readParquetTable } from './parquet';
import { checkReadable, isReadable } from './readable';
import {
  type AnyManifest,
  formatsOf,
  MAX_MANIFEST_BYTES,
  type Part,
  partsOf,
  readManifest,
  WHOLE,
} from './stated';
import { readTable } from './table';
import { checkTables, type Tables } from './tables';

const CHECKPOINT_FILE = 'checkpoint.json';
/** One article with its annotations; nobody's is so long. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

export interface Validation {
  /** Names, with commas between. */
  readonly format: string;
  readonly files: number;
  /** Formats of which only that was checked that the files are those of the manifest. */
  readonly unread: readonly ExportFormat[];
  readonly faults: readonly Fault[];
  /** With those that are not listed. */
  readonly faultCount: number;
}

/**
 * Checks an export, from its files alone: that they are those which its manifest lists, byte for byte,
 * and for JSONL and CSV that each record holds (SHA-256 of the text; each passage has the words that it
 * quotes; ids, people, members and ends of relations resolve; times are UTC; review states can be; the
 * sums are the manifest's). With a release's codebook and checkpoint: that they are those which the
 * manifest states, and that codes, roles, attributes and relations are the codebook's, where they are of
 * its version. `files` are those of a folder, or the one ZIP. Memory is that of one record and of the
 * ids. Errors: `not_found` (no manifest), `invalid_input` (the manifest is none).
 */
export async function validateExport(files: readonly SourceFile[]): Promise<Result<Validation>> {
  const faults = new Faults();
  const opened = files.length === 1 ? await openArchives(files) : { files, rejections: [] };
  for (const { file, line, reason } of opened.rejections) faults.add(file, line, reason);
  const manifestFile = opened.files
    .filter(({ path }) => baseName(path) === MANIFEST_FILE)
    .sort((a, b) => a.path.length - b.path.length)[0];
  if (!manifestFile) return err('not_found', `There is no ${MANIFEST_FILE} here.`);
  const manifest = await readManifest(manifestFile);
  if (!manifest.ok) return manifest;

  const folder = folderOf(manifestFile.path);
  const nameOf = ({ path }: SourceFile) => (folder === '' ? path : path.slice(folder.length + 1));
  const found = new Map(opened.files.map((file) => [nameOf(file), file]));
  const listed = new Set(manifest.value.files.map(({ path }) => path));
  for (const [name] of found) {
    if (name !== MANIFEST_FILE && !listed.has(name)) {
      faults.add(name, null, 'The manifest does not list this file.');
    }
  }
  const codebookFile = found.get(CODEBOOK_FILE);
  const codebook = codebookFile
    ? await readStatedCodebook(codebookFile, manifest.value.codebook, faults)
    : null;
  const parts = partsOf(manifest.value);
  for (const stated of manifest.value.files) {
    const file = found.get(stated.path);
    if (!file) faults.add(stated.path, null, 'The file is missing.');
    else await checkFile(file, stated, { parts, codebook }, faults);
  }
  await checkContents(manifest.value, { parts, codebook }, found, faults);
  const checkpoint = found.get(CHECKPOINT_FILE);
  if (checkpoint) await checkCheckpoint(checkpoint, manifest.value, faults);
  const formats = formatsOf(manifest.value);
  return ok({
    format: formats.join(', '),
    files: listed.size,
    unread: formats.filter((one) => !WHOLE.some((format) => format === one) && !isReadable(one)),
    faults: faults.listed,
    faultCount: faults.count,
  });
}

/** What stands in the files that are not checked line by line as they are read for their SHA-256. */
async function checkContents(
  manifest: AnyManifest,
  { parts, codebook }: Against,
  found: ReadonlyMap<string, SourceFile>,
  faults: Faults,
): Promise<void> {
  for (const { format, folder, stated } of parts) {
    if (format === 'jsonl') continue;
    try {
      if (format === 'csv') {
        await checkTables(csvTables(folder, found, faults), stated, codebook, faults);
        continue;
      }
      const files = filesIn(PARQUET_FILES, folder, found);
      const tables: Tables = {
        rows: (table) => readParquetTable(table, files, faults),
        pathOf: (table) => `${folder}${PARQUET_OF[table]}`,
      };
      await checkTables(tables, stated, codebook, faults);
      await checkFragmentTable(files, faults);
    } catch (cause) {
      // It was told when the file was read for its SHA-256.
      if (!(cause instanceof SourceFault)) throw cause;
    }
  }
  for (const format of formatsOf(manifest)) {
    const below = manifest.manifest_version === 1 ? '' : `${format}/`;
    const own = [...found].filter(([name]) => name !== MANIFEST_FILE && name.startsWith(below));
    // Called as in the manifest, not as in the ZIP.
    const files = own.map(([path, file]) => ({ ...file, path, stream: () => file.stream() }));
    await checkReadable(format, files, faults);
  }
}

/** The checkpoint is what an outsider keeps: it must name the same event and hash as the manifest. */
async function checkCheckpoint(
  file: SourceFile,
  { project, history }: AnyManifest,
  faults: Faults,
): Promise<void> {
  const read = await readText(file, MAX_MANIFEST_BYTES);
  const wanted = { project: project.id, event: history.event, hash: history.hash };
  try {
    if (read.ok && isDeepStrictEqual(JSON.parse(read.value.text), wanted)) return;
  } catch {
    // No JSON: told like one that differs.
  }
  faults.add(CHECKPOINT_FILE, null, 'It names another event or hash than the manifest.');
}

/** What the contents of the files are held against. */
interface Against {
  readonly parts: readonly Part[];
  readonly codebook: CodebookDocument | null;
}

async function checkFile(
  file: SourceFile,
  listed: Manifest['files'][number],
  against: Against,
  faults: Faults,
): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of file.stream()) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const { path } = listed;
  try {
    const part = against.parts.find(
      ({ format, folder }) => format === 'jsonl' && path === `${folder}${JSONL_FILE}`,
    );
    if (part) {
      const lines = new LineValidator(path, part.stated, faults, against.codebook);
      await checkLines(counted(), path, lines, faults);
    } else {
      for await (const _ of counted());
    }
  } catch (cause) {
    if (!(cause instanceof SourceFault)) throw cause;
    faults.add(path, null, `The file cannot be read: ${cause.message}.`);
    return;
  }
  if (bytes !== listed.bytes) {
    faults.add(path, null, `The manifest states ${listed.bytes} bytes; there are ${bytes}.`);
  }
  if (hash.digest('hex') !== listed.sha256) {
    faults.add(path, null, 'The file has another SHA-256 than the manifest states.');
  }
}

/** The files of a list of names that stand in a folder. */
function filesIn<Name extends string>(
  names: readonly Name[],
  folder: string,
  found: ReadonlyMap<string, SourceFile>,
): ReadonlyMap<Name, { readonly file: SourceFile; readonly path: string }> {
  return new Map(
    names.flatMap((name) => {
      const path = `${folder}${name}`;
      const file = found.get(path);
      return file ? [[name, { file, path }] as const] : [];
    }),
  );
}

function csvTables(folder: string, found: ReadonlyMap<string, SourceFile>, faults: Faults): Tables {
  const files = filesIn(Object.keys(CSV_TABLES) as CsvFile[], folder, found);
  return {
    async *rows(table) {
      const one = files.get(table);
      if (one) yield* readTable(table, one.file, one.path, faults);
    },
    pathOf: (table) => `${folder}${table}`,
  };
}

async function checkLines(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  validator: LineValidator,
  faults: Faults,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const { line, bytes } of splitLines(stream, MAX_LINE_BYTES)) {
    const text = bytes === null ? null : decode(decoder, bytes);
    if (text === null) faults.add(path, line, 'The line is not UTF-8, or far too long.');
    else validator.check(line, text);
  }
  validator.finish();
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}
