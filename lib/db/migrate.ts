import pg from 'pg';
import { env } from '@/lib/env';
import { installQueue } from './job-queue';
import { migrationList } from './migration-list';
import { type AppLogin, appLogin, databaseName, ensureAppLogin } from './roles';

/** Advisory lock of the migrations; any constant that nothing else takes. */
const MIGRATION_LOCK = 7_221_931;
/** As server_version_num counts. */
const OLDEST_SERVER = 180_000;

/**
 * Applies the missing migrations as the owner, makes the queue of jobs and the application's login. Safe to start
 * twice at once: the second waits, and finds nothing to do. Returns the names it applied.
 */
export async function migrate(
  ownerUrl: string,
  login: AppLogin | undefined = defaultLogin(ownerUrl),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await refuseUnfitServer(client);
    // A lock of the session, not of a transaction: the engine works on a connection of its own.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await applyMissing(client, ownerUrl);
    await installQueue(client, ownerUrl);
    if (login !== undefined) await ensureAppLogin(client, login);
    return applied;
  } finally {
    await client.end();
  }
}

/** Offsets count code points and keys are made as UUIDv7: older servers and other encodings cannot. */
async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('server_encoding') AS encoding`,
  );
  const [server] = rows;
  if (server === undefined || server.version < OLDEST_SERVER) {
    throw new Error(`PostgreSQL 18 or newer is needed; DATABASE_URL leads to ${server?.version}.`);
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(`The database must have the encoding UTF8; it has ${server.encoding}.`);
  }
}

function defaultLogin(ownerUrl: string): AppLogin | undefined {
  return env().DATABASE_APP_URL === undefined ? appLogin(databaseName(ownerUrl)) : undefined;
}

/** Loading the engine takes a second, so it is loaded only when a migration is missing. */
async function applyMissing(client: pg.Client, ownerUrl: string): Promise<string[]> {
  const migrationsList = await migrationList();
  const known = await finishedMigrations(client);
  if (migrationsList.migrationDirectories.every(({ path }) => known.has(path))) return [];
  const { NO_FILTER, withEngine } = await import('./schema-engine');
  return withEngine(ownerUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: NO_FILTER,
    });
    return appliedMigrationNames;
  });
}

async function finishedMigrations(client: pg.Client): Promise<Set<string>> {
  const table = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (!table.rows[0]?.there) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    `SELECT migration_name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Set(rows.map((row) => row.migration_name));
}
