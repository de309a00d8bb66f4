import { createServer, type Server } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '@/lib/db/embedded';
import { nextFreePort } from './ports';

async function occupy(host: string, port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host, port }, resolve));
  return server;
}

it('keeps the wanted port when it is free, and goes on to the next when it is not', async () => {
  const wanted = await freePort();
  expect(await nextFreePort('127.0.0.1', wanted)).toBe(wanted);
  const server = await occupy('127.0.0.1', wanted);
  expect(await nextFreePort('127.0.0.1', wanted)).toBeGreaterThan(wanted);
  server.close();
});

it('sees a server that listens on every address', async () => {
  const wanted = await freePort();
  const server = await occupy('0.0.0.0', wanted);
  expect(await nextFreePort('127.0.0.1', wanted)).toBeGreaterThan(wanted);
  server.close();
});
