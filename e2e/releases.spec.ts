import { readFile } from 'node:fs/promises';
import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';

const QUAY = { ...HARBOUR, id: 'quay', title: 'Quay shut', url: 'https://courier.example/quay' };

test('a release: chosen, frozen by the worker, downloaded, compared, withdrawn', async ({
  world,
  openDesk,
}) => {
  await world.load([
    HARBOUR,
    { ...QUAY, text: `${HARBOUR.text}\n\nThe quay stays shut until May.` },
  ]);
  await world.mark('ana', HARBOUR, 'claim', 'Fees for cargo ships at the Brindle docks will rise');
  const { page } = await openDesk('lead');
  const base = `/projects/${world.projectId}/releases`;
  await page.goto(base);
  await page.getByRole('link', { name: 'New release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New release' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Harbour fees');
  await page.getByLabel('Licence').fill('CC BY 4.0');
  await page.getByLabel('CSV tables').check();
  await page.getByLabel('Split for training, development and test').check();
  await page.getByLabel('Train, %').fill('50');
  await page.getByLabel('Dev, %').fill('0');
  await page.getByLabel('Test, %').fill('50');
  await page.getByLabel('Coders under pseudonyms').check();
  await page.getByRole('button', { name: 'Freeze and build' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour fees' })).toBeVisible();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('2 articles, 1 annotation, 0 relations')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Provenance' }).click();
  await expect(page.getByText('Release “Harbour fees”').first()).toBeVisible();
  await expectAccessible(page);
  await page.goBack();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download 1. Harbour fees' }).click();
  const file = await (await download).path();
  expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');

  await world.mark('ana', HARBOUR, 'claim', 'The council votes on Thursday');
  await page.goto(`${base}/new`);
  await page.getByLabel('Name').fill('Harbour fees, again');
  await page.getByRole('button', { name: 'Freeze and build' }).click();
  await expect(page.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('row', { name: /^Annotations/ })).toContainText('1');
  await expect(page.getByRole('link', { name: 'The council votes on Thursday' })).toBeVisible();
  await page.getByText('Withdraw this release').click();
  await page.getByLabel('Why it is withdrawn').fill('A source asked for it.');
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(page.getByText('A source asked for it.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Download/ })).toBeHidden();
  await page.goto(base);
  await expectAccessible(page);
  await expect(page.getByRole('article', { name: '2. Harbour fees, again' })).toContainText(
    'Withdrawn',
  );
});
