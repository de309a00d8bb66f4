import { queueDueWebhooks, WEBHOOK_JOB } from '@/lib/api/webhooks/webhook-job';
import { FEED_JOB } from '@/lib/feeds/feed-job';
import { queueDueFeeds } from '@/lib/feeds/schedule';
import { IMPORT_JOB } from '@/lib/ingest/import-job';
import type { JobTasks, Turn } from '@/lib/jobs/worker';
import { RELEASE_JOB } from '@/lib/releases/frozen/release-job';

/** What a worker of this product does. */
export const TASKS: JobTasks = {
  import: IMPORT_JOB,
  feed: FEED_JOB,
  release: RELEASE_JOB,
  webhook: WEBHOOK_JOB,
};

/** What a worker looks after now and then. */
export const TURNS: readonly Turn[] = [
  {
    everyMs: 15_000,
    work: async () => {
      await queueDueFeeds();
    },
  },
  {
    everyMs: 3_000,
    work: async () => {
      await queueDueWebhooks();
    },
  },
];
