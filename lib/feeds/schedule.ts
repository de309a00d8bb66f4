import { getPool } from '@/lib/db/client';
import { QUEUE_SCHEMA } from '@/lib/db/job-queue';

/** Feeds that are queued at one time. */
const MOST = 100;
/** A check that was lost is made up for after this. */
const LEASE = '10 minutes';

/** Queues a look at each feed that is due, of all projects; answers how many. */
export async function queueDueFeeds(): Promise<number> {
  const { rowCount } = await getPool().query(
    `SELECT ${QUEUE_SCHEMA}.add_job('feed',
        payload := json_strip_nulls(json_build_object(
          'projectId', due.project_id, 'feedId', due.feed_id, 'userId', due.user_id)),
        job_key := 'feed/' || due.feed_id, max_attempts := 1)
       FROM claim_due_feeds($1::int, $2::interval) AS due`,
    [MOST, LEASE],
  );
  return rowCount ?? 0;
}
