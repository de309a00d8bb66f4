import pg from 'pg';
import { closeConnections, connectTo, getOwnerPool } from '@/lib/db/client';
import { acquirePostgres } from '@/lib/db/embedded';
import { fromRoot } from '@/lib/db/paths';
import { cloneTemplate, dropClone } from '@/lib/db/test-template';
import { createProject } from '@/lib/projects/commands';
import { must } from './must';

/** A migrated database with one project in it, which this process is connected to. */
export interface BenchDatabase {
  readonly projectId: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** As the owner of the tables, who is under no row-level security. */
  readonly owner: pg.Pool;
  /** As a superuser, to empty the server's buffers of unwritten pages between two timings. */
  readonly superPool: pg.Pool;
}

/**
 * Runs `work` on a fresh database and drops it. The server is the benches' own, with the settings
 * that the product's embedded server has: what is timed is durable.
 */
export async function withBenchDatabase<T>(
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const server = await acquirePostgres({ dir: fromRoot('.sourcemark', 'bench') });
  try {
    const clone = await cloneTemplate(server);
    const superPool = new pg.Pool({ connectionString: server.superuserUrl(clone.name), max: 1 });
    try {
      connectTo(clone);
      const project = must(await createProject({ slug: 'bench', name: 'Bench' }));
      return await work({ ...clone, projectId: project.id, owner: getOwnerPool(), superPool });
    } finally {
      await closeConnections();
      await superPool.end();
      await dropClone(server, clone.name);
    }
  } finally {
    await server.release();
  }
}

/** Writes out what earlier steps left in memory, so that the next timing does not pay for it. */
export async function settle({ superPool }: BenchDatabase): Promise<void> {
  await superPool.query('VACUUM ANALYZE');
  await superPool.query('CHECKPOINT');
}
