import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { PEER_HEADER } from '@/lib/auth/rules';
import './peer-address.mjs';

it('names the other end of the connection, whatever the client claims', async () => {
  const server = createServer((request, response) => {
    response.end(JSON.stringify(request.headers[PEER_HEADER]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const seen = await new Promise<string>((resolve, reject) => {
    const headers = { [PEER_HEADER]: '203.0.113.9' };
    get({ host: '127.0.0.1', port, headers }, (response) => {
      response.setEncoding('utf8').once('data', resolve);
    }).once('error', reject);
  });
  server.close();
  expect(JSON.parse(seen)).toBe('127.0.0.1');
});
