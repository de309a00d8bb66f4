/**
 * The worker beside the web server, as a process of its own: what it reads and computes holds up no
 * page. It knows the database as the application's role alone.
 */
import { closeConnections } from '@/lib/db/client';
import { env } from '@/lib/env';
import { startWorker } from '@/lib/jobs/worker';
import { TASKS, TURNS } from './tasks';

const worker = await startWorker({ tasks: TASKS, turns: TURNS, jobsAtOnce: env().SOURCEMARK_JOBS });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void worker.stop());
}
process.send?.('ready');
try {
  await worker.ended;
  await closeConnections();
  process.exit(0);
} catch (cause) {
  console.error('The worker has ended.', cause);
  process.exit(1);
}
