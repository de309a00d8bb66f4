import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { webAddress } from '@/lib/ingest/formats/page-url';
import { queueJob } from '@/lib/jobs/queue';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import type { changeFeedSchema, feedRefSchema, watchFeedSchema } from './schema';

/** Feeds that one project may watch. */
export const MOST_FEEDS = 200;

type WatchFeed = Pick<z.output<typeof watchFeedSchema>, 'url' | 'intervalMinutes'>;
type FeedRef = Pick<z.output<typeof feedRefSchema>, 'feedId'>;

/**
 * Watches a feed from now on: its pages are imported in this person's name as they appear, those that
 * it lists now first. Errors: `invalid_input` (no web address), `conflict` (watched already, or too
 * many feeds), those of `inProject` with `articles.import`.
 */
export function watchFeed(
  actor: Actor,
  { url, intervalMinutes }: WatchFeed,
): Promise<Result<{ feedId: string }>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const address = webAddress(url);
    if (address === null) {
      return err('invalid_input', 'This is no web address.', { field: 'url' });
    }
    const [counted] = await tx.sql<{ n: number; same: boolean }>(
      `SELECT count(*)::int AS n, coalesce(bool_or(url = $2), false) AS same FROM feeds
        WHERE project_id = $1::uuid AND state <> 'removed'`,
      tx.projectId,
      address,
    );
    const watched = err('conflict', 'This feed is watched already.', { field: 'url' });
    if (counted?.same) return watched;
    if ((counted?.n ?? 0) >= MOST_FEEDS) {
      return err('conflict', 'The project watches 200 feeds, which is the most. Remove one first.');
    }
    const feedId = uuidv7();
    const made = await tx.sql(
      `INSERT INTO feeds (project_id, id, url, interval_minutes, watched_by)
       VALUES ($1::uuid, $2::uuid, $3, $4::int, $5::uuid)
       ON CONFLICT (project_id, url) WHERE state <> 'removed' DO NOTHING RETURNING id`,
      tx.projectId,
      feedId,
      address,
      intervalMinutes,
      me.userId,
    );
    if (made.length === 0) return watched;
    await appendEvent(tx, {
      type: 'feed.watched',
      actorId: me.userId,
      payload: { feedId, source: address, intervalMinutes },
    });
    await queueCheck(tx, feedId, me.userId);
    return ok({ feedId });
  });
}

/** Looks at a feed more or less often. Errors: `not_found`, those of `inProject`. */
export function changeFeed(
  actor: Actor,
  {
    feedId,
    intervalMinutes,
  }: Pick<z.output<typeof changeFeedSchema>, 'feedId' | 'intervalMinutes'>,
): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const feed = await lockFeed(tx, feedId);
    if (!feed.ok) return feed;
    if (feed.value.interval_minutes === intervalMinutes) return ok(undefined);
    await tx.sql(
      `UPDATE feeds SET interval_minutes = $3::int,
          next_check_at = least(next_check_at, now() + make_interval(mins => $3::int))
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      feedId,
      intervalMinutes,
    );
    await appendEvent(tx, {
      type: 'feed.changed',
      actorId: me.userId,
      payload: {
        feedId,
        source: feed.value.url,
        before: { intervalMinutes: feed.value.interval_minutes },
        after: { intervalMinutes },
      },
    });
    return ok(undefined);
  });
}

/** Stops looking at a feed until it is resumed. Errors: `not_found`, those of `inProject`. */
export function pauseFeed(actor: Actor, { feedId }: FeedRef): Promise<Result<void>> {
  return moveFeed(actor, feedId, 'paused', 'feed.paused');
}

/** Looks at a paused feed again, at once, in this person's name. Errors as `pauseFeed`. */
export function resumeFeed(actor: Actor, { feedId }: FeedRef): Promise<Result<void>> {
  return moveFeed(actor, feedId, 'watched', 'feed.resumed');
}

/** Watches a feed no more; what it has brought stays. Errors as `pauseFeed`. */
export function removeFeed(actor: Actor, { feedId }: FeedRef): Promise<Result<void>> {
  return moveFeed(actor, feedId, 'removed', 'feed.removed');
}

/** Looks at a feed now. Errors: `not_found`, `conflict` (paused), those of `inProject`. */
export function checkFeed(actor: Actor, { feedId }: FeedRef): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx) => {
    const feed = await lockFeed(tx, feedId);
    if (!feed.ok) return feed;
    if (feed.value.state !== 'watched') {
      return err('conflict', 'This feed is paused. Resume it first.');
    }
    await tx.sql(
      `UPDATE feeds SET next_check_at = now() WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      feedId,
    );
    await queueCheck(tx, feedId, feed.value.watched_by);
    return ok(undefined);
  });
}

function moveFeed(
  actor: Actor,
  feedId: string,
  state: 'watched' | 'paused' | 'removed',
  type: 'feed.paused' | 'feed.resumed' | 'feed.removed',
): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const feed = await lockFeed(tx, feedId);
    if (!feed.ok) return feed;
    if (feed.value.state === state) return ok(undefined);
    await tx.sql(
      `UPDATE feeds SET state = $3, next_check_at = now(),
          problem = CASE WHEN $3 = 'watched' THEN NULL ELSE problem END,
          failures = CASE WHEN $3 = 'watched' THEN 0 ELSE failures END,
          watched_by = CASE WHEN $3 = 'watched' THEN $4::uuid ELSE watched_by END
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      feedId,
      state,
      me.userId,
    );
    await appendEvent(tx, {
      type,
      actorId: me.userId,
      payload: { feedId, source: feed.value.url },
    });
    if (state === 'watched') await queueCheck(tx, feedId, me.userId);
    return ok(undefined);
  });
}

interface FeedRow {
  readonly url: string;
  readonly state: string;
  readonly interval_minutes: number;
  readonly watched_by: string | null;
}

async function lockFeed(tx: ProjectTx, feedId: string): Promise<Result<FeedRow>> {
  const [feed] = await tx.sql<FeedRow>(
    `SELECT url, state, interval_minutes, watched_by::text AS watched_by FROM feeds
      WHERE project_id = $1::uuid AND id = $2::uuid AND state <> 'removed' FOR NO KEY UPDATE`,
    tx.projectId,
    feedId,
  );
  return feed ? ok(feed) : err('not_found', 'There is no such feed.');
}

async function queueCheck(tx: ProjectTx, feedId: string, userId: string | null): Promise<void> {
  const payload = { projectId: tx.projectId, feedId, ...(userId === null ? {} : { userId }) };
  await queueJob(tx, 'feed', payload, { key: `feed/${feedId}`, attempts: 1 });
}
