import pg from 'pg';
import type { DatabaseUrls } from '@/lib/db/client';
import { withFileLock } from '@/lib/db/file-lock';
import { acquireMainDatabase } from '@/lib/db/main-server';
import { migrate } from '@/lib/db/migrate';
import { appUrlFor, assertWeakRole } from '@/lib/db/roles';
import { dataPath, env } from '@/lib/env';
import { appSecret } from '@/lib/secret';
import { DEMO_SLUG } from '@/prisma/demo/people';
import { demoSignIns, readDemoState } from '@/prisma/demo/state';
import { buildIfChanged } from './build';
import { nextFreePort } from './ports';
import { startWebServer } from './web-server';
import { startWorkerProcess } from './worker-process';

/** The undoing of each step that was taken, last first. */
type Undo = () => Promise<void>;

/**
 * Runs the product until it is told to stop: database, migrations, demo project, build, web server.
 * Ends the process itself: 0 when asked to stop, 1 when something failed.
 */
export async function serve(options: { readonly dev: boolean }): Promise<void> {
  const undo: Undo[] = [];
  let stopping: Promise<never> | undefined;
  const stopWith = (code: number): Promise<never> => {
    stopping ??= (async () => {
      for (const step of undo.reverse()) {
        await step().catch((error: unknown) => console.error(messageOf(error)));
      }
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping === undefined) console.log('\nStopping …');
      void stopWith(0);
    });
  }
  try {
    const server = await startAll(options.dev, undo);
    const code = await server.ended;
    if (stopping === undefined) console.error(`The web server ended by itself (${code}).`);
    await stopWith(code === 0 ? 0 : 1);
  } catch (error) {
    if (stopping === undefined) console.error(messageOf(error));
    await stopWith(1);
  }
}

async function startAll(dev: boolean, undo: Undo[]) {
  // Wrong settings and a weak secret are told before anything is started.
  const { HOST, PORT, NEXTAUTH_URL, SOURCEMARK_JOBS } = env();
  appSecret();
  const database = await acquireMainDatabase();
  undo.push(database.release);
  const applied = await migrate(database.ownerUrl);
  if (applied.length > 0) console.log(`Migrated the database (${applied.length} steps).`);
  const urls = { appUrl: appUrlFor(database.ownerUrl), ownerUrl: database.ownerUrl };
  const signIns = await loadDemo(urls, await lookAround(urls.appUrl));
  if (!dev) await buildIfChanged((line) => console.log(line));
  const port = await nextFreePort(HOST, PORT);
  if (port !== PORT) console.log(`Port ${PORT} is taken; using ${port}.`);
  const publicUrl = NEXTAUTH_URL ?? `http://localhost:${port}`;
  const server = await startWebServer({
    host: HOST,
    port,
    publicUrl,
    appUrl: urls.appUrl,
    dev,
    quiet: !dev,
  });
  undo.push(server.stop);
  if (SOURCEMARK_JOBS > 0) undo.push(startWorkerProcess(urls.appUrl).stop);
  console.log(`\nSourcemark is at ${publicUrl}\n${signIns}\nCtrl-C stops it.`);
  return server;
}

/** Signs in as the application would; refuses to go on with a role that may do too much. */
async function lookAround(appUrl: string): Promise<{ hasDemo: boolean }> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await assertWeakRole(client);
    const { rows } = await client.query('SELECT find_project($1) AS id', [DEMO_SLUG]);
    return { hasDemo: rows[0]?.id != null };
  } finally {
    await client.end();
  }
}

/** Loads the demo project once, and says how to sign in. */
async function loadDemo(urls: DatabaseUrls, { hasDemo }: { hasDemo: boolean }): Promise<string> {
  if (env().SOURCEMARK_DEMO === '0') return '';
  // All the domains are loaded with the seed: not at each start.
  if (!hasDemo || readDemoState()?.complete === false) {
    const { connectTo, closeConnections } = await import('@/lib/db/client');
    const { seedDemo } = await import('@/prisma/seed');
    connectTo(urls);
    const { created } = await withFileLock(dataPath('demo.lock'), seedDemo, 10 * 60_000);
    await closeConnections();
    if (created) console.log('Loaded the demo project.');
  }
  return demoSignIns()
    .map(({ email, password, role }) => `  ${role.padEnd(8)} ${email}  ${password}`)
    .join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
