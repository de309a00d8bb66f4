import { closeConnections, connectTo } from '@/lib/db/client';
import { acquireMainDatabase } from '@/lib/db/main-server';
import { migrate } from '@/lib/db/migrate';
import { appUrlFor } from '@/lib/db/roles';
import { startWorker } from '@/lib/jobs/worker';
import { TASKS, TURNS } from './tasks';

/**
 * Runs jobs of the product's queue until this process is told to stop (SIGINT, SIGTERM); what runs
 * then is gone on with by another worker, or at the next start. Throws when the database is lost.
 */
export async function workUntilStopped(jobsAtOnce: number): Promise<void> {
  const database = await acquireMainDatabase();
  try {
    await migrate(database.ownerUrl);
    connectTo({ appUrl: appUrlFor(database.ownerUrl) });
    const worker = await startWorker({ tasks: TASKS, turns: TURNS, jobsAtOnce });
    const stop = () => void worker.stop();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    console.error('Working. Ctrl-C stops it.');
    await worker.ended;
  } finally {
    await closeConnections();
    await database.release();
  }
}
