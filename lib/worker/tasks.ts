import { IMPORT_JOB } from '@/lib/ingest/import-job';
import type { JobTasks } from '@/lib/jobs/worker';

/** What a worker of this product does. */
export const TASKS: JobTasks = {
  import: IMPORT_JOB,
};
