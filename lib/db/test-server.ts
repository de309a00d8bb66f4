import { acquirePostgres, type EmbeddedServer } from './embedded';
import { fromRoot } from './paths';

/**
 * The PostgreSQL of the tests and of developers' tools: a cluster of its own, never the user's. Runs
 * at once share it. It gives durability up for speed.
 */
export async function acquireTestServer(): Promise<EmbeddedServer> {
  return acquirePostgres({
    dir: fromRoot('.sourcemark', 'test'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      shared_buffers: '128MB',
      max_wal_size: '2GB',
    },
  });
}

/** Runs `work` with the test server up. */
export async function withTestServer<T>(work: (server: EmbeddedServer) => Promise<T>): Promise<T> {
  const server = await acquireTestServer();
  try {
    return await work(server);
  } finally {
    await server.release();
  }
}
