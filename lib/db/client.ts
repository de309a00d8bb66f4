import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '@/lib/env';
import { PrismaClient } from './generated/client';
import { appUrlFor } from './roles';

interface Connections {
  appPool?: pg.Pool;
  ownerPool?: pg.Pool;
  prisma?: PrismaClient;
  /** Set by the command line and by tests, which know the address; the server reads its settings. */
  urls?: DatabaseUrls;
}

/** Both sides of one database. */
export interface DatabaseUrls {
  readonly appUrl: string;
  /** Absent in the server process: it never needs the owner. */
  readonly ownerUrl?: string;
}

// Kept on the global object because a development server evaluates this module again at each change.
const holder = globalThis as typeof globalThis & { sourcemarkConnections?: Connections };
holder.sourcemarkConnections ??= {};

function connections(): Connections {
  holder.sourcemarkConnections ??= {};
  return holder.sourcemarkConnections;
}

/** Points this process at a database. Close earlier connections first. */
export function connectTo(urls: DatabaseUrls): void {
  holder.sourcemarkConnections = { urls };
}

function urls(): DatabaseUrls {
  const known = connections().urls;
  if (known) return known;
  const { DATABASE_URL, DATABASE_APP_URL } = env();
  if (DATABASE_APP_URL) return { appUrl: DATABASE_APP_URL, ownerUrl: DATABASE_URL };
  if (DATABASE_URL) return { appUrl: appUrlFor(DATABASE_URL), ownerUrl: DATABASE_URL };
  throw new Error(
    'No database: start with "npm start" or "npm run dev", or set DATABASE_URL (see the README).',
  );
}

function makePool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 30_000,
  });
  pool.on('connect', sendOneByOne);
  // An idle connection that breaks (the server restarts) is replaced at the next query.
  pool.on('error', (error) => console.error(`Lost an idle database connection: ${error.message}`));
  return pool;
}

/**
 * Prisma sends the queries of one `include` side by side, also inside a transaction, which has one
 * connection; pg kept them in a queue of its own, and will not from version 9 on. Each is sent here
 * when the one before has been answered. COPY and callbacks, which their callers wait for, go through.
 */
function sendOneByOne(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  const query = (...args: unknown[]) => {
    const isOwnPromise =
      !args.some((arg) => typeof arg === 'function') &&
      !(typeof args[0] === 'object' && args[0] !== null && 'submit' in args[0]);
    if (!isOwnPromise) return send(...args);
    const answer = last.then(() => send(...args));
    last = answer.catch(() => undefined);
    return answer;
  };
  Object.assign(client, { query });
}

/** Connections as the application's role, which owns nothing and is under row-level security. */
export function getPool(): pg.Pool {
  const open = connections();
  open.appPool ??= makePool(urls().appUrl, env().DATABASE_POOL_MAX);
  return open.appPool;
}

/** The Prisma client over {@link getPool}. */
export function getPrisma(): PrismaClient {
  const open = connections();
  open.prisma ??= new PrismaClient({ adapter: new PrismaPg(getPool()) });
  return open.prisma;
}

/** Connections as the database's owner: for migrations, backup, restore and tests, nothing else. */
export function getOwnerPool(): pg.Pool {
  const open = connections();
  if (!open.ownerPool) {
    const { ownerUrl } = urls();
    if (!ownerUrl) throw new Error('This process does not know the owner of the database.');
    open.ownerPool = makePool(ownerUrl, 4);
  }
  return open.ownerPool;
}

/** Address for a connection that listens: a direct one, where {@link getPool} goes through a pooler. */
export function listenUrl(): string {
  return env().DATABASE_LISTEN_URL ?? urls().appUrl;
}

/** Ends all connections; the process can then exit, or be pointed elsewhere. */
export async function closeConnections(): Promise<void> {
  const { prisma, appPool, ownerPool, urls: known } = connections();
  holder.sourcemarkConnections = known ? { urls: known } : {};
  await prisma?.$disconnect();
  await Promise.all([appPool?.end(), ownerPool?.end()]);
}
