import { readFile } from 'node:fs/promises';
import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';

const TIDE = {
  ...HARBOUR,
  id: 'tide',
  title: 'Quay shut',
  publisher: 'The Tide',
  published_at: '2024-04-09T08:00:00Z',
  url: 'https://tide.example/quay',
};

test('reports: figures that lead to their quotes, files, and paper', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, TIDE]);
  const fees = 'Fees for cargo ships at the Brindle docks will rise by 12 percent in May';
  await world.mark('ana', HARBOUR, 'claim', fees);
  await world.mark('ana', HARBOUR, 'economic', 'rise by 12 percent');
  await world.mark('ana', TIDE, 'economic', 'a tax on every loaf of bread');
  await world.mark('ana', TIDE, 'content', '“is a tax on every loaf of bread”');
  const { page } = await openDesk('reader');
  await page.goto(`/projects/${world.projectId}/reports`);
  await expect(page.getByRole('link', { name: 'Passages and labels: 4' })).toBeVisible();
  const publishers = page.getByRole('region', { name: 'Codes by publisher', exact: true });
  await expect(publishers.getByRole('row', { name: /^Economic/ })).toContainText('2');
  await expect(page.getByRole('img', { name: 'Passages by month, 2 months' })).toBeVisible();
  const framing = page.getByRole('region', { name: 'Framing by voice', exact: true });
  await expect(framing.getByRole('img', { name: 'Economic: 50% outlet' })).toBeVisible();
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Codes on the same words as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')[1]).toBe('claim,economic,1,1,0.5,1,2');

  await page.getByRole('link', { name: 'Economic, Quoted source: 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Quotes' })).toBeVisible();
  await expect(page.locator('mark')).toHaveText(['a tax on every loaf of bread']);
  await expectAccessible(page);
  await page.getByLabel('Voice').selectOption('');
  await expect(page.locator('mark')).toHaveCount(2);
  await page.getByLabel('On the same words as').selectOption('claim');
  await expect(page.locator('mark')).toHaveText(['rise by 12 percent']);
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(page.locator('mark')).toHaveCount(4);
  await page.getByLabel('Put together by').selectOption('publisher');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    /The Brindle Courier\s*2 quotes/,
    /The Tide\s*2 quotes/,
  ]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('form', { name: 'What is counted' })).toBeHidden();
  await expect(page.getByText(/^Desk .*, /)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page
    .getByRole('link', { name: /rise by 12 percent/ })
    .first()
    .click();
  await expect(page).toHaveURL(/articles\/.*annotation=/);
});
