import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorld, unwrap } from '@/lib/annotations/testing';
import type { Actor } from '@/lib/auth/actor';
import { getTextChain } from '@/lib/captures/queries';
import { testDatabase } from '@/lib/db/testing';
import { policyFor } from '@/lib/net/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { findArticleId } from '@/lib/versions/queries';
import { beginAttempt } from './attempt';
import { startImport } from './import-row';
import { listAddresses } from './listed-address';
import { listImports } from './queries';
import { importUrls } from './url-commands';

const db = await testDatabase();
const page = (title: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1>
<p>The ferry to Brindle was two hours late on Monday, the harbour master said in the evening.</p>
<p>Passengers waited on the quay, in the rain, and many of them went home before it came in.</p>
</article></body></html>`;

const feed = (links: readonly string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${links
    .map((link) => `<item><link>${link}</link></item>`)
    .join('')}</channel></rss>`;
/** Hosts whose robots.txt was asked for, in that order. */
const asked: string[] = [];
/** What was asked for. */
const paths: string[] = [];

let server: Server;
let site: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const html = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'who=you' };
    paths.push(path);
    if (path === '/busy' && paths.filter((one) => one === path).length === 1) {
      response.writeHead(503, { 'retry-after': '0' }).end();
    } else if (path === '/busy') response.writeHead(200, html).end(page('At last'));
    else if (path === '/moved') response.writeHead(302, { location: '/ferry' }).end();
    else if (path === '/ferry') response.writeHead(200, html).end(page('Ferry late'));
    else if (path === '/claims') {
      const head = '<link rel="canonical" href="https://another.example/story">';
      response.writeHead(200, html).end(page('Not theirs', head));
    } else if (path === '/note') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('A note\n\nOf two lines.');
    } else if (path === '/picture') {
      response.writeHead(200, { 'content-type': 'image/png' }).end('x');
    } else if (path === '/feed.xml') {
      const host = request.headers.host ?? '';
      const links = ['/ferry', '/note', '/private/diary', '/feed.xml', '/nested.xml', '/gone'];
      const shut = `http://${host.replace('news.test', 'shut.test')}/ferry`;
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(feed([...links, shut]));
    } else if (path === '/nested.xml') {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(feed(['/ferry']));
    } else if (path === '/empty.xml') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(feed([]));
    } else if (path === '/robots.txt') {
      asked.push(request.headers.host?.split(':')[0] ?? '');
      if (request.headers.host?.startsWith('shut.test')) response.writeHead(503).end();
      else response.writeHead(200).end('User-agent: *\nDisallow: /private/\n');
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://news.test:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('fetches a list of addresses: what each server said stays with its page, the rest is refused by line', async () => {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  const list = listAddresses(
    [
      '# today',
      `${site}/moved`,
      `${site}/claims`,
      `${site}/note`,
      '',
      `${site}/gone`,
      `${site}/picture`,
      'news',
      'file:///etc/passwd',
      `${site}/note#again`,
      'http://127.0.0.1:1/',
      'http://10.0.0.7/',
    ].join('\n'),
  );
  const policy = policyFor('news.test');
  const options = { sourceName: 'urls.txt', policy };
  const report = unwrap(await importUrls(operator, list, options));
  expect(report).toMatchObject({ formats: ['url'], articles: { created: 3, rejected: 7 } });
  expect(report.rejected.map(({ file, line, reason }) => [file, line, reason])).toEqual([
    ['urls.txt', 6, `${site}/gone: The server answered with status 404.`],
    ['urls.txt', 7, `${site}/picture: The server sent something else than a page: image/png.`],
    ['urls.txt', 8, 'news: This is no web address.'],
    ['urls.txt', 9, 'file:///etc/passwd: This is no web address.'],
    ['urls.txt', 10, `${site}/note#again: This address stands in the list twice.`],
    ['urls.txt', 11, 'http://127.0.0.1:1/: No answer: its address is not on the public internet.'],
    ['urls.txt', 12, 'http://10.0.0.7/: No answer: its address is not on the public internet.'],
  ]);
  const articleId = unwrap(await findArticleId(operator, `${site}/ferry`));
  const chain = unwrap(await getTextChain(world.reader, articleId));
  expect(chain.extractable).toBe(true);
  const details = Object.fromEntries(chain.links[0]?.capture.details ?? []);
  expect(details).toMatchObject({
    'http.status': '200',
    'http.headers.content-type': 'text/html; charset=utf-8',
    'http.redirects': `302 ${site}/moved`,
  });
  expect(Object.keys(details)).not.toContain('http.headers.set-cookie');
  expect(chain.links[0]?.capture).toMatchObject({ url: `${site}/ferry`, sourceName: 'ferry' });
  // A page that claims another site's address is known by its own.
  expect((await findArticleId(operator, 'https://another.example/story')).ok).toBe(false);
  expect((await findArticleId(operator, `${site}/claims`)).ok).toBe(true);

  const again = unwrap(await importUrls(operator, list, options));
  expect(again.articles).toMatchObject({ created: 0, unchanged: 3 });
  expect(unwrap(await listImports(world.reader))[0]).toMatchObject({
    format: 'url',
    state: 'finished',
  });
  expect(unwrap(await verifyHistory(operator))).toMatchObject({ broken: null });
});

it('goes on with a list where it was cut off: what is done is not fetched again', async () => {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  const policy = policyFor('news.test', 'shut.test');
  const list = listAddresses(`${site}/claims\n${site}/feed.xml\n${site}/note`);
  const importId = unwrap(await startImport(operator, 'list.txt', 'url'));
  const options = { sourceName: 'list.txt', importId, policy };
  const first = unwrap(await beginAttempt(operator, importId));
  const cut = new AbortController();
  const attempt = { number: 1, resumed: null, signal: cut.signal };
  expect(first).toMatchObject({ number: 1, resumed: null });
  // As if it had been killed after the first page was stored.
  unwrap(await importUrls(operator, list.slice(0, 1), { ...options, attempt }));
  await db.superPool.query(
    `UPDATE imports SET state = 'running', finished_at = NULL WHERE id = $1`,
    [importId],
  );
  asked.length = 0;
  paths.length = 0;
  const second = unwrap(await beginAttempt(operator, importId));
  expect(second?.resumed?.done).toEqual([`1 ${site}/claims`]);
  const rest = { number: 2, resumed: second?.resumed ?? null, signal: cut.signal };
  const report = unwrap(await importUrls(operator, list, { ...options, attempt: rest }));
  expect(paths).not.toContain('/claims');
  expect(paths).toContain('/ferry');
  expect(report.articles).toMatchObject({ created: 3, unchanged: 0 });
  expect(report.progress.read).toBe(report.progress.total);
});

it('waits where a server says that it cannot answer now, as long as it asks for', async () => {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  paths.length = 0;
  const list = listAddresses(`${site}/busy`);
  const policy = policyFor('news.test');
  const report = unwrap(await importUrls(operator, list, { sourceName: 'list.txt', policy }));
  expect(paths).toEqual(['/busy', '/busy']);
  expect(report.articles.created).toBe(1);
});

it('fetches the pages that a feed lists, each once, and stays away where a site asks for it', async () => {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  const list = listAddresses(`${site}/note\n${site}/feed.xml\n${site}/empty.xml`);
  asked.length = 0;
  const policy = policyFor('news.test', 'shut.test');
  const report = unwrap(await importUrls(operator, list, { sourceName: 'feeds.txt', policy }));
  expect(report.articles).toMatchObject({ created: 2, rejected: 5 });
  const shut = site.replace('news.test', 'shut.test');
  const robots = 'The site tells programs not to read this page (robots.txt).';
  expect(report.rejected.map(({ line, reason }) => [line, reason]).sort()).toEqual(
    [
      [2, `${site}/private/diary: ${robots}`],
      [2, `${site}/nested.xml: A feed listed by a feed.`],
      [2, `${site}/gone: The server answered with status 404.`],
      [2, `${shut}/ferry: ${robots}`],
      [3, `${site}/empty.xml: The feed lists no pages.`],
    ].sort(),
  );
  expect(asked.sort()).toEqual(['news.test', 'shut.test']);
  expect(report.progress).toEqual({ read: 10, total: 10 });
  expect((await findArticleId(operator, `${site}/ferry`)).ok).toBe(true);
});
