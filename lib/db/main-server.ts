import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { dataPath, env } from '@/lib/env';
import { acquirePostgres, type EmbeddedServer } from './embedded';
import { APP_GROUP } from './roles';

const DATABASE = 'sourcemark';
const OWNER = 'sourcemark_owner';

/** The database of the product, reachable while it is held. */
export interface MainDatabase {
  readonly ownerUrl: string;
  /** True when this call started an embedded server. */
  readonly started: boolean;
  release(): Promise<void>;
}

/**
 * Gives the owner's connection to the product's database: that of DATABASE_URL, or that of the
 * embedded server, which is started when nobody runs it. Not migrated.
 */
export async function acquireMainDatabase(): Promise<MainDatabase> {
  const given = env().DATABASE_URL;
  if (given !== undefined) {
    return { ownerUrl: given, started: false, release: async () => undefined };
  }
  const dir = dataPath('postgres');
  const server = await acquirePostgres({ dir });
  try {
    const ownerUrl = await ensureDatabase(server, dir);
    return { ownerUrl, started: server.started, release: server.release };
  } catch (error) {
    await server.release();
    throw error;
  }
}

/** The owner is no superuser: what works here works on a managed server. */
async function ensureDatabase(server: EmbeddedServer, dir: string): Promise<string> {
  const passwordFile = path.join(dir, 'owner-password');
  if (!existsSync(passwordFile)) {
    await writeFile(passwordFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const client = new pg.Client({ connectionString: server.superuserUrl('postgres') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await makeOwnerAndDatabase(client, DATABASE, OWNER, password);
  } finally {
    await client.end();
  }
  return `postgresql://${OWNER}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
}

async function makeOwnerAndDatabase(
  client: pg.Client,
  database: string,
  owner: string,
  password: string,
): Promise<void> {
  await ensureOwner(client, owner, password);
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (found.rowCount === 0) {
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${pg.escapeIdentifier(owner)}`,
    );
  }
}

/**
 * As superuser, makes or mends a role that may own a database and make the application's login. The
 * group of grants is shared by all databases of a server, so each owner is let to hand it on.
 */
export async function ensureOwner(
  client: pg.Client,
  owner: string,
  password: string,
): Promise<void> {
  const role = pg.escapeIdentifier(owner);
  const verb = (await hasRole(client, owner)) ? 'ALTER' : 'CREATE';
  await client.query(
    `${verb} ROLE ${role} LOGIN CREATEROLE PASSWORD ${pg.escapeLiteral(password)}`,
  );
  if (!(await hasRole(client, APP_GROUP))) await client.query(`CREATE ROLE ${APP_GROUP} NOLOGIN`);
  await client.query(`GRANT ${APP_GROUP} TO ${role} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
}

async function hasRole(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  return found.rowCount === 1;
}
