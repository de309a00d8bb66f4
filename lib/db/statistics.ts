import { getPool } from './client';

/**
 * Tells PostgreSQL's planner how large the tables have become. Autovacuum would do so within minutes;
 * until then an article with ten thousand fresh annotations would be read by the plan for ten, which
 * takes minutes. The application owns no table: a function of the owner's does it.
 */
export async function refreshStatistics(): Promise<void> {
  await getPool().query('SELECT refresh_statistics()');
}
