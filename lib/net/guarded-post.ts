import http from 'node:http';
import https from 'node:https';
import { err, ok, type Result } from '@/lib/result/result';
import {
  type AddressPolicy,
  judgedLookup,
  judgeSocket,
  judgeUrl,
  PUBLIC_ONLY,
  Refused,
} from './guard';

interface PostOptions {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Hosts that may be on one's own network: `name` or `name:port`. */
  readonly allowedHosts: readonly string[];
  /** For everything together, redirects too. */
  readonly timeoutMs: number;
  /** Longest answer, bytes. */
  readonly maxBytes: number;
  /**
   * `json` (where absent): plain JSON with status 200. `none`: whatever comes with a status of 200 to
   * 299 will do and is not read; nothing is redirected.
   */
  readonly answer?: 'json' | 'none';
}

const MOST_REDIRECTS = 3;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Posts JSON to an address that a person typed, and answers the text that comes back. Only http and
 * https; a name is resolved once and that very address connected to; addresses off the public
 * internet are refused at each connection, redirects included, unless the host is allowed by name.
 * Redirects must keep the method (307, 308), and another origin gets no secret. The error is always
 * `unavailable` and says why.
 */
export async function guardedPost(address: string, options: PostOptions): Promise<Result<string>> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    let url = new URL(address);
    let { headers } = options;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await postOnce(url, { ...options, headers }, signal);
      if ('text' in answer) return ok(answer.text);
      if (redirects === MOST_REDIRECTS) throw new Refused('it redirects too often');
      const next = new URL(answer.location, url);
      if (next.origin !== url.origin) headers = {};
      url = next;
    }
  } catch (cause) {
    if (cause instanceof Refused)
      return err('unavailable', `No answer: ${cause.message}.`, { cause });
    if (signal.aborted) return err('unavailable', 'No answer: it took too long.', { cause });
    return err('unavailable', 'No answer: it could not be reached.', { cause });
  }
}

async function postOnce(
  url: URL,
  options: PostOptions,
  signal: AbortSignal,
): Promise<{ text: string } | { location: string }> {
  const policy = isAllowed(url, options.allowedHosts) ? ANY_ADDRESS : PUBLIC_ONLY;
  judgeUrl(url, policy);
  const response = await send(url, options, signal, policy);
  const status = response.statusCode ?? 0;
  if (options.answer === 'none') {
    response.destroy();
    if (status < 200 || status > 299) throw new Refused(`it answered with status ${status}`);
    return { text: '' };
  }
  if (status === 307 || status === 308) {
    response.destroy();
    return { location: response.headers.location ?? '' };
  }
  if (status !== 200) {
    response.destroy();
    throw new Refused(`it answered with status ${status}`);
  }
  const type = response.headers['content-type'] ?? '';
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (!/^application\/json\b/i.test(type) || encoding !== 'identity') {
    response.destroy();
    throw new Refused('it answered something else than plain JSON');
  }
  return { text: await readText(response, options.maxBytes) };
}

/** For hosts that the operator named. */
const ANY_ADDRESS: AddressPolicy = { ...PUBLIC_ONLY, allows: () => true };

function isAllowed(url: URL, hosts: readonly string[]): boolean {
  const withPort = `${url.hostname}:${url.port || DEFAULT_PORTS[url.protocol]}`;
  return hosts.some((host) => [url.hostname, withPort].includes(host.toLowerCase()));
}

function send(
  url: URL,
  { body, headers }: PostOptions,
  signal: AbortSignal,
  policy: AddressPolicy,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      // No connection is shared or kept: each is judged.
      agent: false,
      lookup: judgedLookup(policy),
      signal,
      maxHeaderSize: 16_384,
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'Sourcemark',
      },
    });
    request.once('socket', (socket) => judgeSocket(socket, policy));
    request.once('response', resolve);
    request.once('error', reject);
    request.end(body);
  });
}

async function readText(response: http.IncomingMessage, maxBytes: number): Promise<string> {
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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new Refused('its answer is not UTF-8', { cause });
  }
}
