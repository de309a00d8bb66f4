import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeWorld, unwrap, type World } from '@/lib/annotations/testing';
import type { UserActor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { type ListedAddress, listAddresses } from '@/lib/ingest/listed-address';
import { importUrls } from '@/lib/ingest/url-commands';
import { policyFor } from '@/lib/net/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { changeFeed, checkFeed, pauseFeed, removeFeed, resumeFeed, watchFeed } from './commands';
import { checkFeedOnce } from './feed-job';
import { listFeeds } from './queries';
import { queueDueFeeds } from './schedule';
import type { FeedDto } from './schema';

const db = await testDatabase();

/** What the site's feed is now. */
const site = { status: 200, body: '', etag: '"1"', retryAfter: '' };
const requests: IncomingMessage['headers'][] = [];
let server: Server;
let base: string;
const policy = policyFor('news.test');

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url } = request;
    if (url === '/robots.txt') {
      response.writeHead(200).end('User-agent: *\nDisallow: /private\n');
    } else if (url === '/feed.xml') {
      requests.push(request.headers);
      const same = request.headers['if-none-match'] === site.etag && site.status === 200;
      response.writeHead(same ? 304 : site.status, {
        'content-type': 'application/atom+xml',
        etag: site.etag,
        ...(site.retryAfter === '' ? {} : { 'retry-after': site.retryAfter }),
      });
      response.end(same ? '' : site.body);
    } else {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(`The page ${url}.`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://news.test:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const entry = (path: string, updated: string) =>
  `<entry><id>${path}</id><title>E</title><updated>${updated}</updated><link href="${path}"/></entry>`;
const atom = (...entries: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour</title><id>i</id><updated>2026-01-01T00:00:00Z</updated>${entries.join('')}</feed>`;

let world: World;
let lead: UserActor;
beforeEach(async () => {
  world = await makeWorld(db);
  lead = world.ben;
  await db.superPool.query(
    `UPDATE members SET role = 'lead' WHERE project_id = $1 AND user_id = $2`,
    [lead.projectId, lead.userId],
  );
  await db.superPool.query(`UPDATE feeds SET state = 'removed'`);
  requests.length = 0;
  Object.assign(site, { status: 200, etag: '"1"', retryAfter: '' });
  site.body = atom(
    entry('/a', '2026-01-01T00:00:00Z'),
    entry('/private/b', '2026-01-01T00:00:00Z'),
  );
});
// The queue is one for all projects.
afterEach(() => db.superPool.query('DELETE FROM graphile_worker._private_jobs'));

async function watched(): Promise<{ feedId: string; look: () => Promise<FeedDto> }> {
  const input = { url: `${base}/feed.xml`, intervalMinutes: 60 };
  const { feedId } = unwrap(await watchFeed(lead, input));
  const look = async () => {
    await checkFeedOnce({ projectId: lead.projectId, feedId, userId: lead.userId }, policy);
    const feed = unwrap(await listFeeds(lead)).find(({ id }) => id === feedId);
    if (!feed) throw new Error('the feed is gone');
    return feed;
  };
  return { feedId, look };
}

interface Queued {
  readonly id: string;
  readonly name: string;
  readonly pages: ListedAddress[];
}

/** The imports that feeds have queued, oldest first. */
async function queued(): Promise<Queued[]> {
  const { rows } = await db.superPool.query<{ id: string; name: string; list: string }>(
    `SELECT id, source_name AS name, source ->> 'addresses' AS list FROM imports
      WHERE project_id = $1 AND source ->> 'followed' = 'true' ORDER BY id`,
    [lead.projectId],
  );
  return rows.map(({ id, name, list }) => ({ id, name, pages: listAddresses(list) }));
}

it('imports what a feed lists once, again when it has another date, and asks for changes alone', async () => {
  const { look } = await watched();
  const first = await look();
  expect(first).toMatchObject({ title: 'The Harbour', pages: 2, problem: null, checking: false });
  const [job] = await queued();
  expect(job?.name).toBe('The Harbour');
  expect(job?.pages.map(({ raw }) => raw)).toEqual([`${base}/a`, `${base}/private/b`]);

  expect(await look()).toMatchObject({ pages: 2, problem: null });
  expect(requests.map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"']);
  expect(await queued()).toHaveLength(1);

  site.etag = '"2"';
  site.body = atom(
    entry('/a', '2026-01-02T00:00:00Z'),
    entry('/c', '2026-01-02T00:00:00Z'),
    entry('/private/b', '2026-01-01T00:00:00Z'),
  );
  expect(await look()).toMatchObject({ pages: 3 });
  const again = await queued();
  expect(again[1]?.pages.map(({ raw }) => raw)).toEqual([`${base}/a`, `${base}/c`]);

  const options = { sourceName: 'x', importId: job?.id ?? '', followed: true, policy };
  const report = unwrap(await importUrls(lead, job?.pages ?? [], options));
  expect(report).toMatchObject({ articles: { created: 1, rejected: 1 } });
  expect(report.rejected[0]?.reason).toContain('robots.txt');
});

it('asks later and later while the feed fails, heeds Retry-After, and stops where it is gone', async () => {
  const { feedId, look } = await watched();
  const minutes = (feed: FeedDto) =>
    Math.round((Date.parse(feed.nextCheckAt ?? '') - Date.parse(feed.checkedAt ?? '')) / 60_000);
  site.status = 500;
  const failed = await look();
  expect(failed.problem).toBe('The server answered with status 500.');
  expect(minutes(failed)).toBe(120);
  expect(minutes(await look())).toBe(240);
  site.retryAfter = String(6 * 3600);
  expect(minutes(await look())).toBe(480);
  site.status = 200;
  site.body = '<html><p>We moved</p></html>';
  expect((await look()).problem).toBe('This is no feed.');
  site.body = atom();
  const mended = await look();
  expect(mended.problem).toBeNull();
  expect(minutes(mended)).toBe(60);
  site.status = 410;
  site.etag = '"3"';
  expect(await look()).toMatchObject({
    state: 'paused',
    problem: expect.stringContaining('gone'),
    nextCheckAt: null,
  });
  site.status = 200;
  unwrap(await resumeFeed(lead, { feedId }));
  expect(await look()).toMatchObject({ state: 'watched', problem: null });
});

it('pauses when the person in whose name it is watched may not import any more', async () => {
  const { feedId, look } = await watched();
  const member = [lead.projectId, lead.userId];
  const setRole = (role: string) =>
    db.superPool.query(
      `UPDATE members SET role = '${role}' WHERE project_id = $1 AND user_id = $2`,
      member,
    );
  await setRole('reader');
  expect(await look()).toMatchObject({
    state: 'paused',
    problem: expect.stringContaining('does not allow this'),
    pages: 0,
  });
  expect(await queued()).toEqual([]);
  await setRole('lead');
  unwrap(await resumeFeed(lead, { feedId }));
  expect(await look()).toMatchObject({ state: 'watched', pages: 2 });
});

it('is due by its time, is queued once, and not while paused or removed; its moves are history', async () => {
  const due = async () => {
    await db.superPool.query('DELETE FROM graphile_worker._private_jobs');
    await db.superPool.query(`UPDATE feeds SET next_check_at = now() - interval '1 minute'`);
    return [await queueDueFeeds(), await queueDueFeeds()];
  };
  const { feedId } = await watched();
  expect(await due()).toEqual([1, 0]);
  const { rows } = await db.superPool.query('SELECT payload FROM graphile_worker._private_jobs');
  expect(rows.map(({ payload }) => payload)).toEqual([
    { projectId: lead.projectId, feedId, userId: lead.userId },
  ]);
  unwrap(await changeFeed(lead, { feedId, intervalMinutes: 15 }));
  unwrap(await pauseFeed(lead, { feedId }));
  expect(await due()).toEqual([0, 0]);
  expect(await checkFeed(lead, { feedId })).toMatchObject({ error: { code: 'conflict' } });
  unwrap(await resumeFeed(lead, { feedId }));
  unwrap(await removeFeed(lead, { feedId }));
  expect(await due()).toEqual([0, 0]);
  expect(unwrap(await listFeeds(lead))).toEqual([]);
  // It may be watched anew.
  await watched();
  const twice = await watchFeed(lead, { url: `${base}/feed.xml#x`, intervalMinutes: 60 });
  expect(twice).toMatchObject({ error: { code: 'conflict' } });
  const { rows: events } = await db.superPool.query(
    `SELECT type FROM events WHERE project_id = $1 AND type LIKE 'feed.%' ORDER BY seq`,
    [lead.projectId],
  );
  expect(events.map(({ type }) => type)).toEqual([
    'feed.watched',
    'feed.changed',
    'feed.paused',
    'feed.resumed',
    'feed.removed',
    'feed.watched',
  ]);
  expect(unwrap(await verifyHistory(lead)).broken).toBeNull();
});
