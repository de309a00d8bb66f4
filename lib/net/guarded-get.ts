import http from 'node:http';
import https from 'node:https';
import { err, ok, type Result } from '@/lib/result/result';
import { ACCEPTED_ENCODINGS, decodeContent } from './content-encoding';
import {
  type AddressPolicy,
  judgedLookup,
  judgeSocket,
  judgeUrl,
  PUBLIC_ONLY,
  Refused,
} from './guard';

export interface GetOptions {
  /** More request headers, e.g. `if-none-match`; another origin gets none of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For everything together, redirects too. */
  readonly timeoutMs: number;
  /** Longest answer as sent, bytes. */
  readonly maxBytes: number;
  /** Longest answer once expanded, bytes. */
  readonly maxDecodedBytes: number;
  /** Only tests give one. */
  readonly policy?: AddressPolicy;
}

export interface Redirect {
  readonly status: number;
  /** The address that sent on. */
  readonly url: string;
}

export interface Fetched {
  /** The address that answered, after redirects, without its fragment. */
  readonly url: string;
  readonly redirects: readonly Redirect[];
  readonly status: number;
  /** Names in lower case; values that came several times are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, expanded; empty for anything else than status 200. */
  readonly bytes: Uint8Array;
  /** When the answer began, ISO 8601, UTC. */
  readonly retrievedAt: string;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_HEADER_BYTES = 16_384;
/** What servers see of us. */
export const USER_AGENT = 'Sourcemark/1.0 (fact annotation; reads single pages)';

/**
 * Fetches an address that a person typed or a feed named. Only http and https; a name is resolved once
 * for each hop and that very address connected to; addresses off the public internet are refused before
 * and at the connection, redirects included. Redirects, time, bytes and expanded bytes have limits.
 * Whatever the status, an answer is an answer; the error is always `unavailable` and says why there is
 * none.
 */
export async function guardedGet(address: string, options: GetOptions): Promise<Result<Fetched>> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  const policy = options.policy ?? PUBLIC_ONLY;
  const redirects: Redirect[] = [];
  try {
    let url = new URL(address);
    let headers = options.headers ?? {};
    for (;;) {
      judgeUrl(url, policy);
      url.hash = '';
      const response = await send(url, headers, policy, signal);
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (!REDIRECTS.has(status) || !location) {
        return ok(await take(response, url, redirects, options));
      }
      response.destroy();
      if (redirects.length === MOST_REDIRECTS) throw new Refused('it redirects too often');
      redirects.push({ status, url: url.href });
      if (!URL.canParse(location, url)) throw new Refused('it redirects to no address');
      const next = new URL(location, url);
      if (next.origin !== url.origin) headers = {};
      url = next;
    }
  } catch (cause) {
    const said = refusalIn(cause);
    if (said) return err('unavailable', `No answer: ${said.message}.`, { cause });
    if (signal.aborted) return err('unavailable', 'No answer: it took too long.', { cause });
    return err('unavailable', 'No answer: it could not be reached.', { cause });
  }
}

/** Node wraps what a look-up or a socket failed with, sometimes. */
function refusalIn(cause: unknown): Refused | null {
  if (cause instanceof Refused) return cause;
  return cause instanceof Error && cause.cause !== undefined ? refusalIn(cause.cause) : null;
}

function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  policy: AddressPolicy,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'GET',
      // No connection is shared or kept: each is judged.
      agent: false,
      lookup: judgedLookup(policy),
      signal,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: {
        ...headers,
        accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
        'accept-encoding': ACCEPTED_ENCODINGS,
        'user-agent': USER_AGENT,
      },
    });
    request.once('socket', (socket) => judgeSocket(socket, policy));
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

async function take(
  response: http.IncomingMessage,
  url: URL,
  redirects: readonly Redirect[],
  { maxBytes, maxDecodedBytes }: GetOptions,
): Promise<Fetched> {
  const status = response.statusCode ?? 0;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const retrievedAt = new Date().toISOString();
  if (status !== 200) {
    response.destroy();
    return { url: url.href, redirects, status, headers, bytes: new Uint8Array(), retrievedAt };
  }
  const sent = await readBytes(response, maxBytes);
  const decoded = await decodeContent(sent, headers['content-encoding'] ?? null, maxDecodedBytes);
  if (!decoded.ok) {
    const reason = decoded.error.userMessage.replace(/^It/, 'it').replace(/\.$/, '');
    throw new Refused(reason, { cause: decoded.error.cause });
  }
  return { url: url.href, redirects, status, headers, bytes: decoded.value, retrievedAt };
}

async function readBytes(response: http.IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      response.destroy();
      throw new Refused(`its answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  if (!response.complete) throw new Refused('its answer was cut short');
  return Buffer.concat(chunks);
}
