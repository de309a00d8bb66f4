/**
 * The product for the browser tests: built pages, a database of its own on the test server, the demo
 * project. Started as a child process; tells its parent where it is, and ends with it.
 */
import { rm } from 'node:fs/promises';
import { closeConnections, connectTo } from '@/lib/db/client';
import { freePort } from '@/lib/db/embedded';
import { fromRoot } from '@/lib/db/paths';
import { acquireTestServer } from '@/lib/db/test-server';
import { cloneTemplate, dropClone } from '@/lib/db/test-template';
import { actionsKey, buildIfChanged } from './build';
import { startWebServer } from './web-server';
import { startWorkerProcess } from './worker-process';

/** What the browser tests are told. */
export interface E2eServer {
  readonly url: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
}

async function run(): Promise<void> {
  const parentGone = new Promise<void>((resolve) => {
    process.once('disconnect', resolve);
    process.once('SIGTERM', resolve);
  });
  // The same build as the user's own, but nothing else of theirs.
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = actionsKey();
  const dataDir = fromRoot('.sourcemark', `e2e-${process.pid}`);
  process.env.SOURCEMARK_DATA_DIR = dataDir;
  const database = await acquireTestServer();
  const clone = await cloneTemplate(database);
  try {
    connectTo(clone);
    const { seedDemo } = await import('@/prisma/seed');
    await seedDemo();
    await closeConnections();
    await buildIfChanged((line) => console.error(line));
    const port = await freePort();
    const server = await startWebServer({
      host: '127.0.0.1',
      port,
      publicUrl: `http://localhost:${port}`,
      appUrl: clone.appUrl,
      quiet: true,
    });
    const worker = startWorkerProcess(clone.appUrl);
    const message: E2eServer = {
      url: server.url,
      appUrl: clone.appUrl,
      ownerUrl: clone.ownerUrl,
    };
    process.send?.(message);
    await Promise.race([parentGone, server.ended]);
    await worker.stop();
    await server.stop();
  } finally {
    await dropClone(database, clone.name);
    await database.release();
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.on('SIGINT', () => undefined); // the parent's teardown stops it
await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
if (process.connected) process.disconnect();
