import { v7 as uuidv7 } from 'uuid';
import { contractClient } from './api-contract';
import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';

const points = (words: string) => {
  const start = [...HARBOUR.text.slice(0, HARBOUR.text.indexOf(words))].length;
  return { start, end: start + [...words].length };
};

test('a token and a webhook: made, shown once, revoked, in the browser', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('lead');
  await page.goto(`/projects/${world.projectId}/api`);
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await page.getByLabel('What for').fill('Nightly import');
  await page.getByLabel('import', { exact: false }).first().check();
  await page.getByRole('button', { name: 'Make a token' }).click();
  const secret = page.getByRole('status', { name: 'Secret' });
  await expect(secret).toContainText('smk_');
  const token = (await secret.textContent()) ?? '';
  await expect(page.getByRole('button', { name: 'Revoke Nightly import' })).toBeVisible();
  await expectAccessible(page);
  const ask = () =>
    page.request.get('/api/v1/project', { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status()).toBe(200);
  expect(await (await ask()).json()).toMatchObject({ you: { name: 'Lena Lead', role: 'lead' } });
  await page.reload();
  await expect(page.getByText('smk_')).toBeHidden();
  await page.getByRole('button', { name: 'Revoke Nightly import' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('revoked', { exact: true })).toBeVisible();
  expect((await ask()).status()).toBe(401);

  await page.getByLabel('Address').fill('https://hook.invalid/told');
  await page.getByLabel('Which events').fill('webhook, member.added');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const card = page.getByRole('article', { name: 'https://hook.invalid/told' });
  await card.getByRole('button', { name: 'Show secret' }).click();
  await expect(card.getByText('whsec_')).toBeVisible();
  await card.getByRole('button', { name: /^Pause/ }).click();
  await expect(card.getByText('paused')).toBeVisible();
  await card.getByRole('button', { name: /^Resume/ }).click();
  // The worker has tried it, and says what became of it.
  await expect(async () => {
    await page.reload();
    await expect(card.getByText(/could not be reached/).first()).toBeAttached({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await card.getByText('Log').click();
  await expect(card.getByRole('table', { name: 'Log' }).or(card.getByRole('table'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Reference' }).click();
  await expect(
    page.getByRole('heading', { name: 'GET /annotations', exact: false }).first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test('every documented operation answers as documented, to a client generated from the document', async ({
  world,
  openDesk,
  baseURL,
}) => {
  await world.load([HARBOUR]);
  const seen = await world.mark('ana', HARBOUR, 'claim', 'The council votes on Thursday');
  await world.submit('ana', HARBOUR);
  const { page } = await openDesk('admin');
  await page.goto(`/projects/${world.projectId}/api`);
  await page.getByLabel('What for').fill('Contract');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = (await page.getByRole('status', { name: 'Secret' }).textContent()) ?? '';
  const { client, contract } = contractClient(`${baseURL}/api/v1`, token);

  await client.GET('/openapi.json');
  const project = await client.GET('/project');
  expect(project.data).toMatchObject({ slug: world.slug, you: { role: 'admin' } });
  const codebook = await client.GET('/codebook');
  expect(codebook.data?.document.codes.map(({ key }) => key)).toContain('claim');
  await client.GET('/agreement', { params: { query: { code: ['claim', 'source'] } } });
  const history = await client.GET('/history', { params: { query: { limit: 3 } } });
  expect(history.data?.items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  await client.GET('/history', { params: { query: { cursor: history.data?.next ?? '' } } });

  const articles = await client.GET('/articles', { params: { query: { language: 'en' } } });
  const [listed] = articles.data?.items ?? [];
  if (!listed) throw new Error('no article');
  const articleVersionId = listed.versionId;
  const path = { params: { path: { articleId: listed.id } } };
  const article = await client.GET('/articles/{articleId}', path);
  expect(article.data?.text).toBe(HARBOUR.text);
  const unchanged = await client.GET('/articles/{articleId}', {
    params: {
      path: { articleId: listed.id },
      header: { 'If-None-Match': article.response.headers.get('etag') ?? '' },
    },
  });
  expect(unchanged.response.status).toBe(304);

  const sent = JSON.stringify({ id: 'two', title: 'Two', text: 'The quay stays shut.' });
  const started = await client.POST('/imports', {
    params: { query: { name: 'two.jsonl' }, header: { 'Idempotency-Key': uuidv7() } },
    body: sent as never,
    headers: { 'content-type': 'application/octet-stream' },
    bodySerializer: (body) => body as unknown as string,
  });
  const importId = started.data?.id ?? '';
  await expect(async () => {
    const now = await client.GET('/imports/{importId}', { params: { path: { importId } } });
    expect(now.data).toMatchObject({ state: 'finished', rejections: 0 });
  }).toPass({ timeout: 30_000 });

  const key = { 'Idempotency-Key': uuidv7() };
  const marking = {
    articleVersionId,
    kind: 'span' as const,
    code: 'cue',
    fragments: [points('told')],
  };
  const made = await client.POST('/annotations', { params: { header: key }, body: marking });
  const again = await client.POST('/annotations', { params: { header: key }, body: marking });
  expect(again.data).toEqual(made.data);
  const annotationId = made.data?.id ?? '';
  const list = await client.GET('/annotations', {
    params: { query: { articleVersionId, code: 'cue' } },
  });
  expect(list.data?.items.map(({ id }) => id)).toEqual([annotationId]);
  const sourceId = uuidv7();
  const attribution = await client.POST('/attributions', {
    body: {
      articleVersionId,
      members: [
        { role: 'source', annotationId: sourceId },
        { role: 'cue', annotationId },
      ],
      newSpans: [{ id: sourceId, code: 'source', fragments: [points('a spokesman')] }],
    },
  });
  expect(attribution.data?.members.map(({ role }) => role)).toEqual(['source', 'cue']);
  const one = { path: { annotationId } };
  const read = await client.GET('/annotations/{annotationId}', { params: one });
  const matching = (response: Response) => ({ 'If-Match': response.headers.get('etag') ?? '' });
  const changed = await client.PATCH('/annotations/{annotationId}', {
    params: { ...one, header: matching(read.response) },
    body: { memo: 'Only once.' },
  });
  expect(changed.data?.revision.no).toBe(2);
  const stale = await client.DELETE('/annotations/{annotationId}', {
    params: { ...one, header: matching(read.response) },
  });
  expect(stale.error?.code).toBe('precondition_failed');
  const revisions = await client.GET('/annotations/{annotationId}/revisions', { params: one });
  expect(revisions.data?.items.map(({ memo }) => memo)).toEqual([null, 'Only once.']);

  const claims = await Promise.all(
    ['The council votes', 'Ship owners disagree'].map((words) =>
      client.POST('/annotations', {
        body: { articleVersionId, kind: 'span', code: 'claim', fragments: [points(words)] },
      }),
    ),
  );
  const [from = '', to = ''] = claims.map(({ data }) => data?.id);
  const link = await client.POST('/relations', {
    body: { articleVersionId, type: 'contradicts', from, to },
  });
  const relation = { path: { relationId: link.data?.id ?? '' } };
  const links = await client.GET('/relations', { params: { query: { annotationId: from } } });
  expect(links.data?.items).toEqual([link.data]);
  const readLink = await client.GET('/relations/{relationId}', { params: relation });
  const changedLink = await client.PATCH('/relations/{relationId}', {
    params: { ...relation, header: matching(readLink.response) },
    body: { type: 'same_as' },
  });
  expect(changedLink.data?.type).toBe('same_as');
  await client.DELETE('/relations/{relationId}', {
    params: { ...relation, header: matching(changedLink.response) },
  });
  const gone = await client.GET('/relations/{relationId}', { params: relation });
  expect(gone.error?.status).toBe(404);
  await client.DELETE('/annotations/{annotationId}', {
    params: { ...one, header: matching(changed.response) },
  });

  const theirs = await client.GET('/annotations/{annotationId}', {
    params: { path: { annotationId: seen } },
  });
  const decided = await client.POST('/annotations/{annotationId}/decisions', {
    params: { path: { annotationId: seen } },
    body: {
      kind: 'reject',
      revisionId: theirs.data?.revision.id ?? '',
      reason: 'A plan is no claim.',
    },
  });
  expect(decided.data?.items.at(-1)).toMatchObject({ kind: 'reject' });
  const decisions = await client.GET('/decisions', { params: { query: { annotationId: seen } } });
  expect(decisions.data?.items.length).toBe(1);

  const release = await client.POST('/releases', {
    body: {
      name: 'From a program',
      spec: { formats: ['jsonl'], filter: {}, articles: {}, splits: null, anonymise: true },
    },
  });
  const frozen = { path: { releaseId: release.data?.id ?? '' } };
  await expect(async () => {
    const now = await client.GET('/releases/{releaseId}', { params: frozen });
    expect(now.data?.release.state).toBe('ready');
    expect(now.data?.manifest?.counts.articles).toBe(2);
  }).toPass({ timeout: 60_000 });
  const file = await client.GET('/releases/{releaseId}/file', {
    params: frozen,
    parseAs: 'arrayBuffer',
  });
  expect(Buffer.from((file.data as unknown as ArrayBuffer).slice(0, 2)).toString()).toBe('PK');
  await client.POST('/releases/{releaseId}/withdrawal', {
    params: frozen,
    body: { reason: 'A test.' },
  });
  const releases = await client.GET('/releases');
  expect(releases.data?.items[0]).toMatchObject({
    state: 'withdrawn',
    withdrawalReason: 'A test.',
  });

  const hook = await client.POST('/webhooks', {
    body: { url: 'https://hook.invalid/', kinds: ['release'] },
  });
  const webhook = { path: { webhookId: hook.data?.id ?? '' } };
  await client.PATCH('/webhooks/{webhookId}', { params: webhook, body: { state: 'paused' } });
  const hooks = await client.GET('/webhooks');
  expect(hooks.data?.items).toMatchObject([{ state: 'paused' }]);
  await client.GET('/webhooks/{webhookId}/deliveries', { params: webhook });
  await client.DELETE('/webhooks/{webhookId}', { params: webhook });

  const container = { path: { articleVersionId } };
  const posted = await client.POST('/web-annotations/{articleVersionId}/', {
    params: container,
    body: {
      type: 'Annotation',
      body: [{ type: 'TextualBody', purpose: 'tagging', value: 'source' }],
      target: {
        source: HARBOUR.url,
        selector: [{ type: 'TextQuoteSelector', exact: 'Ines Calder' }],
      },
    },
  });
  const webId = String(posted.data?.id).split('/').at(-1) ?? '';
  const held = await client.GET('/web-annotations/{articleVersionId}/', { params: container });
  expect(JSON.stringify(held.data)).toContain(webId);
  const web = { path: { articleVersionId, annotationId: webId } };
  const webRead = await client.GET('/web-annotations/{articleVersionId}/{annotationId}', {
    params: web,
  });
  const replaced = await client.PUT('/web-annotations/{articleVersionId}/{annotationId}', {
    params: { ...web, header: matching(webRead.response) },
    body: { ...webRead.data, body: [{ type: 'TextualBody', purpose: 'tagging', value: 'cue' }] },
  });
  expect(replaced.data?.['sm:revision']).toBe(2);
  await client.DELETE('/web-annotations/{articleVersionId}/{annotationId}', {
    params: { ...web, header: matching(replaced.response) },
  });

  expect(contract.faults).toEqual([]);
  const done = new Set(
    [...contract.seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.split(' ')[0] ?? ''),
  );
  expect(contract.operationIds.filter((id) => !done.has(id))).toEqual([]);

  await page.goto(`/projects/${world.projectId}/history`);
  await expect(page.getByText(/by the token “/).first()).toBeVisible();
});
