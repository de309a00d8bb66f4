import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EmbeddedServer } from './embedded';
import { QUEUE_VERSION } from './job-queue';
import { ensureOwner } from './main-server';
import { migrate } from './migrate';
import { migrationList } from './migration-list';
import { isProcessAlive, processIdentity } from './process-id';
import type { AppLogin } from './roles';

/** Passwords of a throw-away server on the loopback address. */
const OWNER = { name: 'test_owner', password: 'test-owner' };
const APP: AppLogin = { name: 'test_app', password: 'test-app' };

/** Makes a migrated, empty database on the test server; the caller drops it with {@link dropClone}. */
export async function cloneTemplate(
  server: EmbeddedServer,
): Promise<{ name: string; appUrl: string; ownerUrl: string }> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(server, async (admin) => {
    const template = await ensureTemplate(server, admin);
    await createFrom(admin, name, template);
  });
  const base = `127.0.0.1:${server.port}/${name}`;
  return {
    name,
    appUrl: `postgresql://${APP.name}:${APP.password}@${base}`,
    ownerUrl: `postgresql://${OWNER.name}:${OWNER.password}@${base}`,
  };
}

/** Drops a database that {@link cloneTemplate} made, ending the sessions in it. */
export async function dropClone(server: EmbeddedServer, name: string): Promise<void> {
  await withAdmin(server, (admin) => dropDatabase(admin, name));
}

async function withAdmin<T>(server: EmbeddedServer, work: (admin: pg.Client) => Promise<T>) {
  const admin = new pg.Client({ connectionString: server.superuserUrl('postgres') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The template is named after the migrations' text: a changed migration makes a new one. */
async function ensureTemplate(server: EmbeddedServer, admin: pg.Client): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify((await migrationList()).migrationDirectories))
    .update(QUEUE_VERSION)
    .digest('hex');
  const template = `template_${hash.slice(0, 16)}`;
  await admin.query('SELECT pg_advisory_lock(2)');
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) await buildTemplate(server, admin, template);
  } finally {
    await admin.query('SELECT pg_advisory_unlock(2)');
  }
  return template;
}

/** Built under another name and renamed when whole, so that a killed run leaves no half template. */
async function buildTemplate(server: EmbeddedServer, admin: pg.Client, template: string) {
  await dropLeftovers(admin);
  await ensureOwner(admin, OWNER.name, OWNER.password);
  const draft = `${template}_draft`;
  await dropDatabase(admin, draft);
  await admin.query(`CREATE DATABASE ${draft} OWNER ${OWNER.name}`);
  const url = `postgresql://${OWNER.name}:${OWNER.password}@127.0.0.1:${server.port}/${draft}`;
  await migrate(url, APP);
  await endSessions(admin, draft);
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

/** Cloning refuses while someone is connected to the template, which another clone may be. */
async function createFrom(admin: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.query(
        `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER.name} STRATEGY FILE_COPY`,
      );
      await admin.query(`COMMENT ON DATABASE ${name} IS '${processIdentity()}'`);
      return;
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === '55006';
      if (!inUse || attempt === 100) throw error;
      await sleep(100);
    }
  }
}

/** Drops databases of runs that died and templates of earlier migrations that nobody clones. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; maker: string | null }>(
    `SELECT datname AS name, shobj_description(oid, 'pg_database') AS maker FROM pg_database
      WHERE datname ~ '^(t_|prisma_migrate_shadow_db_)'`,
  );
  for (const { name, maker } of rows) {
    if (maker !== null && !isProcessAlive(maker)) await dropDatabase(admin, name);
  }
}

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function endSessions(admin: pg.Client, name: string): Promise<void> {
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
    name,
  ]);
}
