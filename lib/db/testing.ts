import pg from 'pg';
import { afterAll } from 'vitest';
import { closeConnections, connectTo, getOwnerPool, getPool, getPrisma } from './client';
import type { PrismaClient } from './generated/client';
import { acquireTestServer } from './test-server';
import { cloneTemplate, dropClone } from './test-template';

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  readonly name: string;
  /** As the application's role. {@link getPool} gives the same one. */
  readonly pool: pg.Pool;
  /** As the owner of the tables, who is no superuser. */
  readonly ownerPool: pg.Pool;
  /** As a superuser, for tests that tamper. */
  readonly superPool: pg.Pool;
  readonly prisma: PrismaClient;
  readonly appUrl: string;
  readonly ownerUrl: string;
}

/**
 * Gives the calling test file a database of its own, cloned from a migrated template, and points
 * {@link getPrisma} and {@link getPool} at it. Call it once, in `beforeAll` or at the top level; it
 * is dropped after the file's tests.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await acquireTestServer();
  const made = await cloneTemplate(server);
  const superPool = new pg.Pool({ connectionString: server.superuserUrl(made.name), max: 4 });
  superPool.on('error', () => undefined);
  connectTo(made);
  afterAll(async () => {
    await closeConnections();
    await superPool.end();
    await dropClone(server, made.name);
    await server.release();
  });
  return { ...made, pool: getPool(), ownerPool: getOwnerPool(), superPool, prisma: getPrisma() };
}
