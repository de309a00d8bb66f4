import { WARCParser, type WARCRecord } from 'warcio';
import { type IngestLimits, type IngestRow, noticed, rejected, type SourceFile } from '../schema';
import { extractPage, hasNoArticle } from './html';
import { concatBytes, formatBytes } from './read';

/** The parser unpacks what it is given at once: a small piece of a bomb stays small. Bytes. */
const PIECE = 16 * 1024;
/** Packed bytes that the heads of one record may take. */
const MAX_HEAD = 128 * 1024;
/** Real archives unpack to ten times their size. */
const MAX_RATIO = 200;
const ALWAYS_READ = 1024 * 1024 * 1024;

const PAGE = /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i;

/**
 * Web archives (WARC 1.0 and 1.1, ISO 28500; `.warc.gz` with a gzip member a record), read as a
 * stream. One article for each successful response with a page that holds one; the capture is the
 * response's content, with its record's names. Other records (requests, redirects, images, feeds)
 * and pages without an article are skipped and counted. `line` is the record's number, from 1.
 */
export async function* readWarc(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) {
    let skipped = 0;
    let empty = 0;
    for await (const row of readArchive(file, limits)) {
      if (row === 'no page') skipped += 1;
      else if (row === 'no article') empty += 1;
      else yield row;
    }
    if (skipped > 0) yield noticed('no_page', file.path, skipped);
    if (empty > 0) yield noticed('no_article', file.path, empty);
  }
}

async function* readArchive(
  file: SourceFile,
  limits: IngestLimits,
): AsyncGenerator<IngestRow | 'no page' | 'no article'> {
  const source = new Pieces(file);
  const parser = new WARCParser(source);
  let number = 0;
  let declared = 0;
  for (;;) {
    const next = await nextRecord(parser, source);
    if (typeof next === 'string') {
      yield rejected(file.path, number + 1, 'file', next);
      return;
    }
    if (next === null) break;
    number += 1;
    const size = next.warcContentLength;
    declared += size;
    const fault = faultOf(next, declared, file.size);
    if (fault !== null) {
      yield rejected(file.path, number, 'file', fault);
      return;
    }
    if (isPage(next)) yield await articleOf(next, file, number, limits);
    else yield 'no page';
    // Here, so that what follows is the next record's head and nothing else.
    await next.skipFully().catch(() => undefined);
  }
  if (number === 0) yield rejected(file.path, null, 'file', 'There is no WARC record in the file.');
}

/** The next record, null at the end, or why there is none. */
async function nextRecord(parser: WARCParser, source: Pieces): Promise<WARCRecord | null | string> {
  source.beginHead();
  try {
    return await parser.parse();
  } catch (cause) {
    if (cause instanceof HeadTooLong) return cause.message;
    return 'The record cannot be read: the archive is damaged here.';
  } finally {
    source.endHead();
  }
}

function faultOf(record: WARCRecord, declared: number, packed: number): string | null {
  const { warcContentLength, warcHeaders } = record;
  if (!warcHeaders.statusline.startsWith('WARC/')) return 'This is no WARC record.';
  if (!Number.isSafeInteger(warcContentLength) || warcContentLength < 0) {
    return 'The record does not say how long it is.';
  }
  return declared > Math.max(ALWAYS_READ, packed * MAX_RATIO)
    ? 'The archive unpacks to far more than any real one does.'
    : null;
}

function isPage({ warcType, httpHeaders }: WARCRecord): boolean {
  return (
    warcType === 'response' &&
    httpHeaders?.statusCode === 200 &&
    PAGE.test(httpHeaders.headers.get('Content-Type') ?? '')
  );
}

async function articleOf(
  record: WARCRecord,
  file: SourceFile,
  line: number,
  limits: IngestLimits,
): Promise<IngestRow | 'no article'> {
  const bytes = await contentOf(record, limits.maxFileBytes);
  if (bytes === null) {
    const reason = `The page is larger than ${formatBytes(limits.maxFileBytes)}.`;
    return rejected(file.path, line, 'article', reason);
  }
  const headers = record.httpHeaders?.headers;
  const page = extractPage(bytes, headers?.get('Content-Type') ?? null);
  if (!page.ok) {
    return hasNoArticle(page.error)
      ? 'no article'
      : rejected(file.path, line, 'article', page.error.userMessage);
  }
  const { canonical, fields, charset } = page.value;
  const address = record.warcTargetURI ?? null;
  const name = fields.url ?? address;
  const warc = Object.fromEntries(
    ['WARC-Record-ID', 'WARC-Target-URI', 'WARC-Date', 'WARC-Payload-Digest'].flatMap((key) => {
      const value = record.warcHeader(key);
      return value ? [[key, value]] : [];
    }),
  );
  return {
    kind: 'article',
    format: 'warc',
    file: file.path,
    line,
    externalId: name ?? `${file.path}#${line}`,
    capture: {
      bytes,
      mediaType: `text/html; charset=${charset}`,
      fileName: file.path,
      retrievedAt: momentOf(record.warcDate),
      metadata: {
        ...warc,
        http: { status: Number(record.httpHeaders?.statusCode), headers: headersOf(record) },
      },
    },
    ...canonical,
    fields: { ...fields, url: name },
    codings: [],
  };
}

/** Unchunked and unpacked; null where it is larger than the limit. */
async function contentOf(record: WARCRecord, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of record.contentReader) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return concatBytes(chunks);
}

function headersOf({ httpHeaders }: WARCRecord): Record<string, string> {
  return Object.fromEntries(
    [...(httpHeaders?.headers ?? [])].map(([key, value]) => [key.toLowerCase(), value]),
  );
}

/** ISO 8601, UTC; null for a date that is none. */
function momentOf(date: string | null | undefined): string | null {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

class HeadTooLong extends Error {
  constructor() {
    super('The head of the record is longer than any real one.');
  }
}

/** A file's bytes in small pieces; while a head is read, not too many of them. */
class Pieces implements AsyncIterable<Uint8Array> {
  private head = 0;
  private inHead = false;

  constructor(private readonly file: SourceFile) {}

  beginHead(): void {
    this.inHead = true;
    this.head = 0;
  }

  endHead(): void {
    this.inHead = false;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.file.stream()) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        if (this.inHead) this.head += piece.length;
        if (this.inHead && this.head > MAX_HEAD) throw new HeadTooLong();
        yield piece;
      }
    }
  }
}
