import { acquireTestServer } from '../lib/db/test-server';

/** Holds the test server from the first file to the last, so that files do not restart it. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await acquireTestServer();
  return () => server.release();
}
