import { ok } from '@/lib/result/result';
import { type CanonicalText, canonicalise, verbatim } from '@/lib/text/canonicalise';
import {
  type IncomingCoding,
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { utf8Stream } from './charset';
import { DOCCANO_COLUMNS, isDoccano, readDoccano } from './doccano';
import { isJsonObject, parseUntrustedJson } from './json';
import { splitJsonItems } from './json-items';
import { type Line, splitLines } from './lines';
import { directionOfOwnExport, isOwnExport, readOwnExport, recordOfOwnExport } from './own-export';
import { decodeUtf8, formatBytes, rejoin, untilFault } from './read';
import { readRecord } from './record';

/** Enough to see whether the file is one array. */
const HEAD_BYTES = 256;
const NONE: ReadonlySet<string> = new Set();

/**
 * One article a line, one document of doccano, or one article of an export of ours, told apart line by
 * line; a file that is one array (as doccano’s JSON) is read item by item. Memory is that of one line
 * or item; one that is too long, not UTF-8, or not such an object is refused by its number.
 */
export async function* readJsonl(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* untilFault(file, readOne(file, limits));
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  const chunks = utf8Stream(file.stream())[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const isArray = /^\s{0,100}\[/.test(
    new TextDecoder().decode(first.value.subarray(0, HEAD_BYTES)),
  );
  const split = isArray ? splitJsonItems : splitLines;
  for await (const line of split(rejoin(first.value, chunks), limits.maxRecordBytes)) {
    yield* readLine(file, line, limits);
  }
}

function* readLine(file: SourceFile, line: Line, limits: IngestLimits): Generator<IngestRow> {
  const refuse = (reason: string) => rejected(file.path, line.line, 'article', reason);
  if (line.bytes === null) {
    yield refuse(`The line is longer than ${formatBytes(limits.maxRecordBytes)}.`);
    return;
  }
  const decoded = decodeUtf8(line.bytes);
  if (!decoded.ok) {
    yield refuse(decoded.error.userMessage);
    return;
  }
  if (decoded.value.trim() === '') return;
  const parsed = parseUntrustedJson(decoded.value, limits.maxJsonDepth);
  if (!parsed.ok) {
    yield refuse(parsed.error.userMessage);
    return;
  }
  if (!isJsonObject(parsed.value)) {
    yield refuse('The line is not a JSON object.');
    return;
  }
  const object = parsed.value;
  const kind = isOwnExport(object) ? 'own' : isDoccano(object) ? 'doccano' : 'plain';
  const record =
    kind === 'own'
      ? recordOfOwnExport(object)
      : ok(new Map<string, JsonValue>(Object.entries(object)));
  const read = record.ok
    ? readRecord(record.value, kind === 'doccano' ? DOCCANO_COLUMNS : NONE)
    : record;
  if (!read.ok) {
    yield refuse(read.error.userMessage);
    return;
  }
  const { id, text, fields } = read.value;
  // What arrives with offsets is its own canonical text.
  const canonical = kind === 'plain' ? canonicalise(text) : verbatim(text);
  if (!canonical.ok) {
    yield refuse(canonical.error.userMessage);
    return;
  }
  yield* articleRow(file, line.line, line.bytes, {
    canonical: canonical.value,
    externalId: id ?? fields.url ?? `${file.path}#${line.line}`,
    fields: kind === 'own' ? { ...fields, direction: directionOfOwnExport(object) } : fields,
    kind,
    object,
  });
}

interface Parts {
  readonly canonical: CanonicalText;
  readonly externalId: string;
  readonly fields: Extract<IngestRow, { kind: 'article' }>['fields'];
  readonly kind: 'own' | 'doccano' | 'plain';
  readonly object: Readonly<Record<string, JsonValue>>;
}

function* articleRow(
  file: SourceFile,
  line: number,
  bytes: Uint8Array,
  { canonical, externalId, fields, kind, object }: Parts,
): Generator<IngestRow> {
  let codings: readonly IncomingCoding[] = [];
  if (kind === 'own') {
    const read = readOwnExport(object, canonical.text, { file: file.path, line });
    codings = read.codings;
    for (const rejection of read.rejections) yield { kind: 'rejection', rejection };
    if (read.withPast > 0) yield noticed('past_read', file.path, read.withPast);
    if (read.withoutPast > 0) yield noticed('past_left_out', file.path, read.withoutPast);
  } else if (kind === 'doccano') {
    const read = readDoccano(object, canonical.text, { file: file.path, line });
    codings = [read.coding];
    for (const rejection of read.rejections) yield { kind: 'rejection', rejection };
    if (read.usedUtf16) yield noticed('utf16_offsets', file.path);
  }
  yield {
    kind: 'article',
    format: 'jsonl',
    file: file.path,
    line,
    externalId,
    capture: { bytes, mediaType: 'application/json', fileName: file.path },
    ...canonical,
    fields,
    codings,
  };
}
