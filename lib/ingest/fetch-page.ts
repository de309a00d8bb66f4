import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressPolicy } from '@/lib/net/guard';
import { type Fetched, type GetOptions, guardedGet } from '@/lib/net/guarded-get';
import type { Result } from '@/lib/result/result';
import { canonicalise } from '@/lib/text/canonicalise';
import { isStorable } from '@/lib/text/storable';
import { decodePage } from './formats/charset';
import { mayBeFeed, readFeed } from './formats/feed';
import { extractPage } from './formats/html';
import { addressOfPage } from './formats/page-url';
import { titleFromText } from './formats/plain';
import {
  DEFAULT_LIMITS,
  type IncomingArticle,
  type IngestRow,
  type JsonValue,
  NO_FIELDS,
  type Place,
  rejected,
} from './schema';

const TIMEOUT_MS = 30_000;
/** Too many requests, bad gateway, unavailable, gateway timeout. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const PAUSES_MS = [2_000, 8_000];
const LONGEST_PAUSE_MS = 30_000;
const MAX_SENT_BYTES = 16 * 1024 * 1024;
/** Headers are kept for what they say of the page; a longer one is cut. */
const MAX_HEADER_VALUE = 2_000;
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;
const PLAIN = /^\s*text\/(?:plain|markdown)\b/i;

/** What an address leads to: an article or a refusal; or a feed, with the pages that it lists. */
export type FetchedRow = IngestRow | { readonly kind: 'feed'; readonly pages: readonly string[] };

/**
 * Fetches one address and reads what is behind it: a web page, plain text, or a feed. The capture of
 * an article is what the server sent, expanded, with status, headers, redirects and time. `policy` is
 * for tests.
 */
export async function fetchPage(
  address: string,
  place: Place,
  policy?: AddressPolicy,
): Promise<FetchedRow> {
  const fetched = await getPatiently(address, {
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_SENT_BYTES,
    maxDecodedBytes: DEFAULT_LIMITS.maxFileBytes,
    ...(policy ? { policy } : {}),
  });
  if (!fetched.ok) return refuse(place, address, fetched.error.userMessage);
  const { status, headers } = fetched.value;
  if (status !== 200) {
    return refuse(place, address, `The server answered with status ${status}.`);
  }
  const type = headers['content-type'] ?? '';
  if (HTML.test(type)) return pageRow(fetched.value, type, place, address);
  const decoded = decodePage(fetched.value.bytes, type);
  const feed = mayBeFeed(type, decoded.text) ? readFeed(decoded.text, fetched.value.url) : null;
  if (feed !== null) return { kind: 'feed', pages: feed.pages.map(({ url }) => url) };
  if (PLAIN.test(type)) return textRow(fetched.value, decoded, place, address);
  const shown = type.slice(0, 80) || '–';
  return refuse(place, address, `The server sent something else than a page: ${shown}.`);
}

/** Asks again, later and later, where a server says that it cannot answer now. */
async function getPatiently(address: string, options: GetOptions): Promise<Result<Fetched>> {
  for (const pauseMs of PAUSES_MS) {
    const fetched = await guardedGet(address, options);
    if (!fetched.ok || !NOT_NOW.has(fetched.value.status)) return fetched;
    await sleep(askedPauseMs(fetched.value) ?? pauseMs);
  }
  return guardedGet(address, options);
}

/** What the server asks for (RFC 9110, 10.2.3, in seconds), within reason; null when it says nothing. */
function askedPauseMs({ headers }: Fetched): number | null {
  const said = headers['retry-after'] ?? '';
  return /^\d{1,9}$/.test(said) ? Math.min(Number(said) * 1000, LONGEST_PAUSE_MS) : null;
}

function pageRow(fetched: Fetched, type: string, place: Place, address: string): IngestRow {
  const page = extractPage(fetched.bytes, type);
  if (!page.ok) return refuse(place, address, page.error.userMessage);
  const { canonical, fields, charset } = page.value;
  const url = addressOfPage(fields.url, fetched.url);
  return {
    ...common(fetched, place, url),
    format: 'html',
    capture: captureOf(fetched, `text/html; charset=${charset}`),
    ...canonical,
    fields: { ...fields, url },
  };
}

function textRow(
  fetched: Fetched,
  { text, charset }: ReturnType<typeof decodePage>,
  place: Place,
  address: string,
): IngestRow {
  const canonical = canonicalise(text);
  if (!canonical.ok) return refuse(place, address, canonical.error.userMessage);
  if (canonical.value.length === 0) return refuse(place, address, 'There is no text in it.');
  return {
    ...common(fetched, place, fetched.url),
    format: 'plain',
    capture: captureOf(fetched, `text/plain; charset=${charset}`),
    ...canonical.value,
    fields: { ...NO_FIELDS, url: fetched.url, title: titleFromText(canonical.value.text) },
  };
}

type Common = Pick<IncomingArticle, 'kind' | 'file' | 'line' | 'externalId' | 'codings'>;

function common(_fetched: Fetched, { file }: Place, externalId: string): Common {
  // The line of a list of addresses says nothing of the page.
  return { kind: 'article', file, line: null, externalId, codings: [] };
}

function captureOf(fetched: Fetched, mediaType: string): IncomingArticle['capture'] {
  return {
    bytes: fetched.bytes,
    mediaType,
    fileName: nameOf(fetched.url),
    ...originOf(fetched),
  };
}

/** The last part of the path, or the host: what the bytes are called when they are handed out. */
function nameOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  return pathname.split('/').filter(Boolean).at(-1)?.slice(0, 200) ?? hostname;
}

function originOf({ url, redirects, status, headers, retrievedAt }: Fetched) {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(headers)) {
    // What a server wants to recognise us by is nobody's business later.
    if (name !== 'set-cookie' && isStorable(value)) kept[name] = value.slice(0, MAX_HEADER_VALUE);
  }
  const via = redirects.map((one) => `${one.status} ${one.url}`);
  return {
    url,
    retrievedAt,
    metadata: { http: { status, headers: kept, ...(via.length > 0 ? { redirects: via } : {}) } },
  };
}

function refuse({ file, line }: Place, address: string, reason: string): IngestRow {
  const shown = address.length > 200 ? `${address.slice(0, 200)}…` : address;
  return rejected(file, line, 'article', `${shown}: ${reason}`);
}
