import { AsyncIterReader, StatusAndHeadersParser, WARCParser, type WARCRecord } from 'warcio';
import { decodeContent } from '@/lib/net/content-encoding';
import { err, ok, type Result } from '@/lib/result/result';
import { isStorable } from '@/lib/text/storable';
import {
  type IngestLimits,
  type IngestRow,
  type JsonValue,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { gunzip, isGzip } from './gunzip';
import { extractPage, hasNoArticle } from './html';
import { addressOfPage, webAddress } from './page-url';
import { concatBytes, formatBytes, rejoin, SourceFault } from './read';

/** A record's own header lines are a few hundred bytes; what reads on without end is no archive. */
const MAX_HEADER_BYTES = 256 * 1024;
/** Real archives unpack to ten times their size. */
const MAX_RATIO = 200;
const ALWAYS_READ = 1024 * 1024 * 1024;
const PAGE_TYPES = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;
/** Headers are kept for what they say of the page; a longer one is cut. */
const MAX_HEADER_VALUE = 2_000;
const MAX_HEADERS = 100;
const KEPT_NAMES = [
  'WARC-Record-ID',
  'WARC-Target-URI',
  'WARC-Date',
  'WARC-Payload-Digest',
  'WARC-Truncated',
] as const;

/** Whether the first bytes of a file are those of a WARC, compressed or not. */
export async function isWarc(head: Uint8Array): Promise<boolean> {
  if (!isGzip(head)) return startsAsWarc(head);
  try {
    for await (const chunk of gunzip(once(head))) return startsAsWarc(chunk);
  } catch (cause) {
    // The head is cut somewhere: what comes out before decides.
    if (!(cause instanceof SourceFault)) throw cause;
  }
  return false;
}

function startsAsWarc(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 5)).toString('latin1') === 'WARC/';
}

/**
 * Web archives (WARC 1.0 and 1.1, ISO 28500), compressed or not, read as a stream, record by record.
 * One article for each successful response with a page that holds one; the capture is the response's
 * content, with its record's names. Other records (requests, redirects, images, feeds) and pages
 * without an article are skipped and counted. `line` is the record's number, from 1.
 */
export async function* readWarc(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) yield* readOne(file, limits);
}

async function* readOne(file: SourceFile, limits: IngestLimits): AsyncGenerator<IngestRow> {
  const source = new HeadGuard(file.stream());
  // The expansion is ours (with limits), so that the parser sees plain bytes.
  const parser = new WARCParser(new AsyncIterReader(source.bytes(), null), { parseHttp: false });
  let number = 0;
  let declared = 0;
  let noPages = 0;
  let noArticles = 0;
  try {
    for (;;) {
      source.beginHead();
      const record = await parser.parse();
      source.endHead();
      if (!record) break;
      declared += record.warcContentLength;
      const fault = faultOf(record, declared, file.size);
      if (fault !== null) {
        yield rejected(file.path, number + 1, 'file', fault);
        return;
      }
      const body = await readBody(record, limits.maxFileBytes);
      number += 1;
      const page = await pageOf(record, body, limits.maxFileBytes);
      const row = page && toRow(file, number, record, page);
      if (row === null) noPages += 1;
      else if (row === 'no article') noArticles += 1;
      else yield row;
    }
    if (number === 0)
      yield rejected(file.path, null, 'file', 'There is no WARC record in the file.');
  } catch (cause) {
    if (!(cause instanceof SourceFault)) throw cause;
    yield rejected(file.path, number + 1, 'file', reasonOf(cause));
  } finally {
    if (noPages > 0) yield noticed('no_page', file.path, noPages);
    if (noArticles > 0) yield noticed('no_article', file.path, noArticles);
  }
}

class HeadTooLong extends SourceFault {}
class CutShort extends SourceFault {}

function reasonOf(cause: SourceFault): string {
  if (cause instanceof HeadTooLong) return 'The head of the record is longer than any real one.';
  if (cause instanceof CutShort) return 'The record is cut short: the archive ends within it.';
  return `The archive cannot be read any further: ${cause.message}.`;
}

function faultOf(record: WARCRecord, declared: number, packed: number): string | null {
  const { warcContentLength, warcHeaders } = record;
  if (!warcHeaders.statusline.startsWith('WARC/')) return 'This is no WARC record.';
  if (warcHeaders.headers.get('Content-Length') === null || !isLength(warcContentLength)) {
    return 'The record does not say how long it is.';
  }
  return declared > Math.max(ALWAYS_READ, packed * MAX_RATIO)
    ? 'The archive unpacks to far more than any real one does.'
    : null;
}

function isLength(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/** The archive's plain bytes, with an end to how many a record's header may take. */
class HeadGuard {
  private left = Number.POSITIVE_INFINITY;

  constructor(private readonly stream: AsyncIterable<Uint8Array>) {}

  beginHead(): void {
    this.left = MAX_HEADER_BYTES;
  }

  endHead(): void {
    this.left = Number.POSITIVE_INFINITY;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const chunks = this.stream[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done) return;
    const all = rejoin(first.value, chunks);
    for await (const chunk of isGzip(first.value) ? gunzip(all) : all) {
      this.left -= chunk.length;
      if (this.left < 0) throw new HeadTooLong();
      yield chunk;
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The record's block; null when it is larger than allowed. */
async function readBody(record: WARCRecord, maxBytes: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // To its end in any case: the parser's own skipping never comes back from a file cut short.
  for await (const chunk of record.reader) {
    size += chunk.length;
    if (size <= maxBytes) parts.push(chunk);
  }
  record.consumed = 'raw';
  if (size < record.warcContentLength) throw new CutShort();
  return size <= maxBytes ? concatBytes(parts) : null;
}

interface Page {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly http: Readonly<Record<string, JsonValue>> | null;
}

async function pageOf(
  record: WARCRecord,
  body: Uint8Array | null,
  maxBytes: number,
): Promise<Result<Page> | null> {
  const { warcType } = record;
  if (warcType === 'resource') {
    const contentType = record.warcContentType ?? '';
    if (!PAGE_TYPES.test(contentType)) return null;
    return body ? ok({ bytes: body, contentType, http: null }) : tooLarge(maxBytes);
  }
  if (warcType !== 'response') return null;
  if (!/^\s*application\/http\b/i.test(record.warcContentType ?? '')) return null;
  if (body === null) return tooLarge(maxBytes);
  return readResponse(body, maxBytes);
}

/** Null for what is no page. Takes an HTTP answer apart as it stood on the wire: head, chunks, content encoding. */
async function readResponse(body: Uint8Array, maxBytes: number): Promise<Result<Page> | null> {
  const end = Buffer.from(body.subarray(0, MAX_HEADER_BYTES)).indexOf('\r\n\r\n');
  if (end < 0) return err('import_rejected', 'The answer’s head does not end.');
  const head = await new StatusAndHeadersParser().parse(
    new AsyncIterReader([body.subarray(0, end + 4)], null),
    // Names of headers do not tell cases apart.
    { headersClass: Headers },
  );
  const status = Number(head?.statusCode);
  const contentType = head?.headers.get('content-type') ?? '';
  if (!head || status !== 200 || !PAGE_TYPES.test(contentType)) return null;
  const chunked = /\bchunked\b/i.test(head.headers.get('transfer-encoding') ?? '');
  const sent = body.subarray(end + 4);
  const whole = chunked ? await new AsyncIterReader([sent], null, true).readFully() : sent;
  const decoded = await decodeContent(
    whole,
    head.headers.get('content-encoding') ?? null,
    maxBytes,
  );
  if (!decoded.ok) return decoded;
  const headers: Record<string, JsonValue> = {};
  for (const [name, value] of [...head.headers].slice(0, MAX_HEADERS)) {
    if (!isStorable(value)) continue;
    headers[name] = value.slice(0, MAX_HEADER_VALUE);
  }
  return ok({ bytes: decoded.value, contentType, http: { status, headers } });
}

function tooLarge(maxBytes: number): Result<never> {
  return err('import_rejected', `The page is larger than ${formatBytes(maxBytes)}.`);
}

function toRow(
  file: SourceFile,
  number: number,
  record: WARCRecord,
  page: Result<Page>,
): IngestRow | 'no article' {
  const target = record.warcHeader('WARC-Target-URI')?.trim() ?? '';
  const refuse = (reason: string) => {
    const shown = target.length > 200 ? `${target.slice(0, 200)}…` : target;
    return rejected(file.path, number, 'article', `Record of ${shown}: ${reason}`);
  };
  if (!page.ok) return refuse(page.error.userMessage);
  const { bytes, contentType, http } = page.value;
  const extracted = extractPage(bytes, contentType);
  if (!extracted.ok) {
    if (hasNoArticle(extracted.error)) return 'no article';
    return refuse(extracted.error.userMessage);
  }
  const { canonical, fields, charset } = extracted.value;
  const found = webAddress(target);
  const url = found === null ? fields.url : addressOfPage(fields.url, found);
  const time = Date.parse(record.warcDate ?? '');
  return {
    kind: 'article',
    format: 'warc',
    file: file.path,
    line: number,
    externalId: url ?? `${file.path}#${number}`,
    capture: {
      bytes,
      mediaType: `text/html; charset=${charset}`,
      fileName: file.path,
      ...(found === null ? {} : { url: found }),
      retrievedAt: Number.isNaN(time) ? null : new Date(time).toISOString(),
      metadata: { ...namesOf(record), ...(http === null ? {} : { http }) },
    },
    ...canonical,
    fields: { ...fields, url },
    codings: [],
  };
}

/** The record's ids, so that the page can be found in the archive again. */
function namesOf(record: WARCRecord): Record<string, JsonValue> {
  const names: Record<string, JsonValue> = {};
  for (const name of KEPT_NAMES) {
    const value = record.warcHeader(name);
    if (value && isStorable(value)) names[name] = value.slice(0, MAX_HEADER_VALUE);
  }
  return names;
}
