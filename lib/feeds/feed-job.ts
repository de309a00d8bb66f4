import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { decodePage } from '@/lib/ingest/formats/charset';
import { type FeedContent, type FeedPage, readFeed } from '@/lib/ingest/formats/feed';
import { queueImport } from '@/lib/ingest/import-row';
import type { JobTask } from '@/lib/jobs/worker';
import type { AddressPolicy } from '@/lib/net/guard';
import { guardedGet } from '@/lib/net/guarded-get';
import { ok, type Result } from '@/lib/result/result';
import { nextCheck } from './rules';

const payloadSchema = z.strictObject({
  projectId: z.uuid(),
  feedId: z.uuid(),
  /** In whose name it is watched; absent for the operator. */
  userId: z.uuid().optional(),
});

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 8 * 1024 * 1024;
const GONE = 410;
/** Longer ones are no use as a validator. */
const MAX_HEADER = 1_000;

/** Looks at one feed. */
export const FEED_JOB: JobTask = {
  run: (payload) => checkFeedOnce(payload),
  // The feed's lease runs out, and it is looked at again then.
  brokeOff: async (payload, cause) => {
    console.error(`Feed ${payloadSchema.parse(payload).feedId} could not be looked at.`, cause);
  },
};

interface Watched {
  readonly url: string;
  readonly interval_minutes: number;
  readonly failures: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
}

/** What looking at a feed came to. */
type Look =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'feed';
      readonly content: FeedContent;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfter: number | null };

/**
 * Looks at a feed once: asks whether it has changed since the last time (RFC 9110, section 13.1), and
 * queues the import of the pages that it lists for the first time, or with another date than before.
 * A feed that is gone, or whose person may not import any more, is paused and says why. `policy` is
 * for tests.
 */
export async function checkFeedOnce(payload: unknown, policy?: AddressPolicy): Promise<void> {
  const { projectId, feedId, userId } = payloadSchema.parse(payload);
  const operator: Actor = { kind: 'operator', projectId };
  const actor: Actor = userId === undefined ? operator : { kind: 'user', projectId, userId };
  const feed = await inProject(operator, 'project.read', async (tx) =>
    ok(await findWatched(tx, feedId)),
  );
  if (!feed.ok) throw new Error(feed.error.userMessage, { cause: feed.error.cause });
  if (feed.value === null) return;
  const look = await lookAt(feed.value, policy);
  const noted = await note(actor, feedId, feed.value, look);
  if (noted.ok) return;
  await inProject(operator, 'articles.import', async (tx) => {
    await pause(tx, feedId, noted.error.userMessage);
    return ok(undefined);
  });
}

async function findWatched(tx: ProjectTx, feedId: string): Promise<Watched | null> {
  const [feed] = await tx.sql<Watched>(
    `SELECT url, interval_minutes, failures, etag, last_modified FROM feeds
      WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'watched'`,
    tx.projectId,
    feedId,
  );
  return feed ?? null;
}

async function lookAt(feed: Watched, policy?: AddressPolicy): Promise<Look> {
  const fetched = await guardedGet(feed.url, {
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    maxDecodedBytes: MAX_BYTES,
    headers: {
      ...(feed.etag === null ? {} : { 'if-none-match': feed.etag }),
      ...(feed.last_modified === null ? {} : { 'if-modified-since': feed.last_modified }),
    },
    ...(policy ? { policy } : {}),
  });
  if (!fetched.ok) return { kind: 'failed', reason: fetched.error.userMessage, retryAfter: null };
  const { status, headers, bytes, url } = fetched.value;
  if (status === 304) return { kind: 'unchanged' };
  if (status === GONE) return { kind: 'gone' };
  const said = headers['retry-after'] ?? '';
  const retryAfter = /^\d{1,9}$/.test(said) ? Number(said) : null;
  if (status !== 200) {
    return { kind: 'failed', reason: `The server answered with status ${status}.`, retryAfter };
  }
  const { text } = decodePage(bytes, headers['content-type'] ?? '');
  const content = readFeed(text, url);
  if (content === null) return { kind: 'failed', reason: 'This is no feed.', retryAfter };
  const header = (name: string) => {
    const value = headers[name] ?? '';
    return value === '' || value.length > MAX_HEADER ? null : value;
  };
  return { kind: 'feed', content, etag: header('etag'), lastModified: header('last-modified') };
}

/** Writes down what a look came to, and queues the import of what is new, in one transaction. */
function note(actor: Actor, feedId: string, feed: Watched, look: Look): Promise<Result<void>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    if (look.kind === 'gone') {
      await pause(tx, feedId, 'The feed is gone: its server says that it will not come back.');
      return ok(undefined);
    }
    const failed = look.kind === 'failed';
    const failures = failed ? feed.failures + 1 : 0;
    const retryAfter = failed ? look.retryAfter : null;
    const content = look.kind === 'feed' ? look.content : null;
    const fresh = content === null ? [] : await unseen(tx, feedId, content.pages);
    const importId =
      fresh.length === 0
        ? null
        : await queueImport(tx, me, {
            sourceName: (content?.title ?? feed.url).slice(0, 200),
            format: 'url',
            source: {
              kind: 'addresses',
              addresses: fresh.map(({ url }) => url).join('\n'),
              followed: true,
            },
          });
    if (importId !== null) await remember(tx, feedId, fresh, importId);
    await tx.sql(
      `UPDATE feeds SET checked_at = now(), next_check_at = $3::timestamptz, failures = $4::int,
          problem = $5, title = coalesce($6, title),
          found_at = CASE WHEN $7::boolean THEN now() ELSE found_at END,
          etag = CASE WHEN $8::boolean THEN $9 ELSE etag END,
          last_modified = CASE WHEN $8::boolean THEN $10 ELSE last_modified END
        WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'watched'`,
      tx.projectId,
      feedId,
      nextCheck(new Date(), feed.interval_minutes, failures, retryAfter),
      failures,
      failed ? look.reason : null,
      content?.title?.slice(0, 300) ?? null,
      importId !== null,
      look.kind === 'feed',
      look.kind === 'feed' ? look.etag : null,
      look.kind === 'feed' ? look.lastModified : null,
    );
    return ok(undefined);
  });
}

/** The pages that the feed has not listed before, or not with this date. */
async function unseen(
  tx: ProjectTx,
  feedId: string,
  pages: readonly FeedPage[],
): Promise<FeedPage[]> {
  const seen = await tx.sql<{ url: string; stamp: string | null }>(
    `SELECT url, stamp FROM feed_items
      WHERE project_id = $1::uuid AND feed_id = $2::uuid AND url = ANY($3::text[])`,
    tx.projectId,
    feedId,
    pages.map(({ url }) => url),
  );
  const stamps = new Map(seen.map(({ url, stamp }) => [url, stamp]));
  return pages.filter(({ url, changed }) => !stamps.has(url) || stamps.get(url) !== changed);
}

async function remember(
  tx: ProjectTx,
  feedId: string,
  pages: readonly FeedPage[],
  importId: string,
): Promise<void> {
  await tx.sql(
    `INSERT INTO feed_items (project_id, feed_id, url, stamp, import_id)
     SELECT $1::uuid, $2::uuid, p.url, p.changed, $4::uuid
       FROM jsonb_to_recordset($3::jsonb) AS p (url text, changed text)
     ON CONFLICT (project_id, feed_id, url)
       DO UPDATE SET stamp = excluded.stamp, import_id = excluded.import_id, seen_at = now()`,
    tx.projectId,
    feedId,
    JSON.stringify(pages),
    importId,
  );
}

async function pause(tx: ProjectTx, feedId: string, problem: string): Promise<void> {
  await tx.sql(
    `UPDATE feeds SET state = 'paused', checked_at = now(), problem = $3
      WHERE project_id = $1::uuid AND id = $2::uuid AND state = 'watched'`,
    tx.projectId,
    feedId,
    problem,
  );
}
