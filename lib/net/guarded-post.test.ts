import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedPost } from './guarded-post';

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

function post(url: string, allowedHosts: string[] = [], more: object = {}) {
  return guardedPost(url, {
    body: '{"a":1}',
    headers: { 'x-secret': 'hush' },
    allowedHosts,
    timeoutMs: 5_000,
    maxBytes: 10_000,
    ...more,
  });
}

const json =
  (body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  };

async function why(answer: ReturnType<typeof post>): Promise<string> {
  const result = await answer;
  return result.ok ? `answered ${result.value}` : result.error.userMessage;
}

const OFF_LIMITS = /not on the public internet/;

describe('posting to an address that somebody typed', () => {
  it('sends body and secret, and answers what comes back', async () => {
    let got = '';
    const port = await serve((request, response) => {
      got = `${request.method} ${request.headers['x-secret']} `;
      request.on('data', (chunk) => {
        got += chunk;
      });
      request.on('end', () => json('{"b":2}')(request, response));
    });
    expect(await why(post(`http://127.0.0.1:${port}/`, ['127.0.0.1']))).toBe('answered {"b":2}');
    expect(got).toBe('POST hush {"a":1}');
    expect(await why(post(`http://localhost:${port}/`, [`localhost:${port}`]))).toMatch(/answered/);
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0x7f.1:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://169.254.169.254/latest/meta-data/',
  ])('refuses %s, which no setting allows', async (address) => {
    let knocked = false;
    const port = await serve((request, response) => {
      knocked = true;
      json('{}')(request, response);
    });
    expect(await why(post(address.replace('PORT', String(port))))).toMatch(OFF_LIMITS);
    expect(knocked).toBe(false);
  });

  it('allows a host at its port alone', async () => {
    const port = await serve(json('{}'));
    expect(await why(post(`http://127.0.0.1:${port}/`, [`127.0.0.1:${port + 1}`]))).toMatch(
      OFF_LIMITS,
    );
  });

  it('follows no redirect off the public internet, and no further than it must', async () => {
    const inside = await serve(json('{"secret":"of the network"}'));
    const to = (location: string, status = 307): RequestListener => {
      return (_request, response) => response.writeHead(status, { location }).end();
    };
    const hostile = await serve(to(`http://127.0.0.1:${inside}/`));
    const allowed = [`127.0.0.1:${hostile}`];
    expect(await why(post(`http://127.0.0.1:${hostile}/`, allowed))).toMatch(OFF_LIMITS);
    const file = await serve(to('file:///etc/passwd'));
    expect(await why(post(`http://127.0.0.1:${file}/`, ['127.0.0.1']))).toMatch(/only http/);
    const circle = await serve(to('/again'));
    expect(await why(post(`http://127.0.0.1:${circle}/`, ['127.0.0.1']))).toMatch(/too often/);
    const changed = await serve(to('/x', 302));
    expect(await why(post(`http://127.0.0.1:${changed}/`, ['127.0.0.1']))).toMatch(/status 302/);
  });

  it('keeps the secret from another origin', async () => {
    let told: string | undefined = 'nothing yet';
    const other = await serve((request, response) => {
      told = request.headers['x-secret'] as string | undefined;
      json('{}')(request, response);
    });
    const first = await serve((_request, response) =>
      response.writeHead(308, { location: `http://127.0.0.1:${other}/` }).end(),
    );
    expect(await why(post(`http://127.0.0.1:${first}/`, ['127.0.0.1']))).toBe('answered {}');
    expect(told).toBeUndefined();
  });

  it('gives up on what is slow, huge, compressed, no JSON, or no UTF-8', async () => {
    const at = async (listener: RequestListener, more: object = {}) =>
      why(post(`http://127.0.0.1:${await serve(listener)}/`, ['127.0.0.1'], more));
    expect(await at(() => undefined, { timeoutMs: 200 })).toMatch(/too long/);
    const drip: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await at(drip, { timeoutMs: 300 })).toMatch(/too long/);
    expect(await at(json('x'.repeat(20_000)))).toMatch(/longer than 10000 bytes/);
    const typed = (headers: Record<string, string>, body: Buffer): RequestListener => {
      return (_request, response) => response.writeHead(200, headers).end(body);
    };
    expect(await at(typed({ 'content-type': 'text/html' }, Buffer.from('<p>')))).toMatch(/JSON/);
    const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await at(typed(packed, Buffer.from('x')))).toMatch(/plain JSON/);
    const bytes = { 'content-type': 'application/json' };
    expect(await at(typed(bytes, Buffer.from([0xff, 0xfe])))).toMatch(/UTF-8/);
    expect(await at((_request, response) => response.writeHead(500).end())).toMatch(/status 500/);
  });

  it('speaks nothing but http, and sends no password of an address', async () => {
    expect(await why(post('ftp://example.org/'))).toMatch(/only http/);
    expect(await why(post('http://user:pass@127.0.0.1/', ['127.0.0.1']))).toMatch(/password/);
    expect(await why(post('http://no-such-host.invalid/'))).toMatch(/could not be reached/);
  });
});
