import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type AddressPolicy, PUBLIC_ONLY } from './guard';
import { type GetOptions, guardedGet } from './guarded-get';
import { policyFor } from './testing';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real server on this machine; answers its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const send =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

function get(url: string, more: Partial<GetOptions> = {}) {
  return guardedGet(url, { timeoutMs: 5_000, maxBytes: 10_000, maxDecodedBytes: 50_000, ...more });
}

async function why(answer: ReturnType<typeof get>): Promise<string> {
  const result = await answer;
  return result.ok ? `answered ${Buffer.from(result.value.bytes)}` : result.error.userMessage;
}

const OFF_LIMITS = /not on the public internet/;
/** What stands for the public internet here: the hostile server's names, on this machine. */
const hostile = policyFor('hostile.test', 'other.test');

describe('fetching an address that somebody typed', () => {
  it('gives what was sent, with status, headers, redirects and time', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new#top' }).end();
      else send('<p>Hi</p>', { 'x-own': 'a', etag: '"1"' })(request, response);
    });
    const before = Date.now();
    const found = await get(`http://hostile.test:${port}/old`, { policy: hostile });
    if (!found.ok) throw new Error(found.error.userMessage);
    expect(found.value).toMatchObject({
      url: `http://hostile.test:${port}/new`,
      redirects: [{ status: 301, url: `http://hostile.test:${port}/old` }],
      status: 200,
      headers: { 'content-type': 'text/html', 'x-own': 'a', etag: '"1"' },
    });
    expect(Buffer.from(found.value.bytes).toString()).toBe('<p>Hi</p>');
    expect(Date.parse(found.value.retrievedAt)).toBeGreaterThanOrEqual(before);
    const gone = await get(`http://hostile.test:${await serve(send('no', {}, 404))}/`, {
      policy: hostile,
    });
    expect(gone).toMatchObject({ ok: true, value: { status: 404, bytes: new Uint8Array() } });
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://017700000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://100.100.100.200/',
  ])('refuses %s', async (address) => {
    let knocked = false;
    const port = await serve((request, response) => {
      knocked = true;
      send('secret')(request, response);
    });
    const url = address.replace('PORT', String(port));
    expect(await why(get(url))).toMatch(OFF_LIMITS);
    // Nor as the place that a redirect leads to.
    const first = await serve(send('', { location: url }, 302));
    expect(await why(get(`http://hostile.test:${first}/`, { policy: hostile }))).toMatch(
      OFF_LIMITS,
    );
    expect(knocked).toBe(false);
  });

  it('connects to what was judged, however often the name’s answer changes', async () => {
    let knocked = false;
    const port = await serve((request, response) => {
      knocked = true;
      send('secret')(request, response);
    });
    const answers = ['203.0.114.7', '127.0.0.1', '127.0.0.1'];
    let asked = 0;
    const rebinding: AddressPolicy = {
      ...PUBLIC_ONLY,
      resolve: async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }],
    };
    const url = `http://rebinding.test:${port}/`;
    // A public address where nobody answers in time.
    expect(await why(get(url, { policy: rebinding, timeoutMs: 300 }))).toMatch(/No answer/);
    expect(asked).toBe(1);
    expect(await why(get(url, { policy: rebinding }))).toMatch(OFF_LIMITS);
    expect(asked).toBe(2);
    expect(knocked).toBe(false);
  });

  it('refuses a name of which one address is refused, and looks at the socket too', async () => {
    const port = await serve(send('secret'));
    const mixed: AddressPolicy = {
      ...PUBLIC_ONLY,
      resolve: async () => [
        { address: '203.0.114.7', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ],
    };
    expect(await why(get(`http://mixed.test:${port}/`, { policy: mixed }))).toMatch(OFF_LIMITS);
    let judged = 0;
    const late: AddressPolicy = {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      // The first time it is let through: what the socket is connected to is judged again.
      allows: () => judged++ === 0,
    };
    expect(await why(get(`http://late.test:${port}/`, { policy: late }))).toMatch(OFF_LIMITS);
  });

  it('judges each redirect anew, keeps to http, and follows so far and no further', async () => {
    const to = async (location: string) => {
      const port = await serve(send('', { location }, 302));
      return why(get(`http://hostile.test:${port}/`, { policy: hostile }));
    };
    expect(await to('file:///etc/passwd')).toMatch(/only http/);
    expect(await to('gopher://hostile.test/')).toMatch(/only http/);
    expect(await to('http://user:pass@hostile.test/')).toMatch(/password/);
    expect(await to('http://inside.test/')).toMatch(OFF_LIMITS);
    expect(await to('http://[/')).toMatch(/to no address/);
    expect(await to('/again')).toMatch(/too often/);
  });

  it('tells another origin nothing that was meant for the first', async () => {
    let told: string | undefined = 'nothing yet';
    const other = await serve((request, response) => {
      told = request.headers['if-none-match'];
      send('there')(request, response);
    });
    const first = await serve(send('', { location: `http://other.test:${other}/` }, 307));
    const answer = get(`http://hostile.test:${first}/`, {
      policy: hostile,
      headers: { 'if-none-match': '"secret"' },
    });
    expect(await why(answer)).toBe('answered there');
    expect(told).toBeUndefined();
  });

  it('gives up on what is slow, huge, cut short, or expands without end', async () => {
    const at = async (listener: RequestListener, more: Partial<GetOptions> = {}) =>
      why(get(`http://hostile.test:${await serve(listener)}/`, { policy: hostile, ...more }));
    expect(await at(() => undefined, { timeoutMs: 200 })).toMatch(/too long/);
    const drip: RequestListener = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await at(drip, { timeoutMs: 300 })).toMatch(/too long/);
    expect(await at(send('x'.repeat(20_000)))).toMatch(/longer than 10000 bytes/);
    const header = (_: unknown, response: Parameters<RequestListener>[1]) =>
      response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end();
    expect(await at(header)).toMatch(/No answer/);
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    };
    expect(await at(cut)).toMatch(/No answer/);
    const bomb = Buffer.alloc(5_000_000);
    const packed = (body: Buffer, encoding: string) =>
      at(send(body, { 'content-encoding': encoding }));
    expect(await packed(gzipSync(bomb), 'gzip')).toMatch(/expands to more than/);
    expect(await packed(brotliCompressSync(bomb), 'br')).toMatch(/expands to more than/);
    expect(await packed(gzipSync(gzipSync(bomb)), 'gzip, gzip')).toMatch(/expands to more than/);
    expect(await packed(Buffer.from('x'), 'gzip, gzip, gzip')).toMatch(/over and over/);
    expect(await packed(Buffer.from('x'), 'gzip')).toMatch(/broken/);
    expect(await packed(Buffer.from('x'), 'x-own')).toMatch(/unknown/);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('undoes %s', async (encoding, pack) => {
    const port = await serve(send(pack('Été'), { 'content-encoding': encoding }));
    expect(await why(get(`http://hostile.test:${port}/`, { policy: hostile }))).toBe(
      'answered Été',
    );
  });

  it('has no password to give, and says when nobody is there', async () => {
    expect(await why(get('http://①②⑦.0.0.1/'))).toMatch(OFF_LIMITS);
    expect(await why(get('http://user:pass@example.org/'))).toMatch(/password/);
    expect(await why(get('http://no-such-host.invalid/'))).toMatch(/could not be reached/);
    expect(await why(get('not an address'))).toMatch(/No answer/);
  });
});
