import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';

const DISPATCH = {
  ...HARBOUR,
  id: 'dispatch',
  title: 'Fees to rise',
  publisher: 'Vesta',
  published_at: '2024-03-05T06:00:00Z',
  text: `BRINDLE, March 5 (Reuters) - ${HARBOUR.text}`,
};

test('copies of a dispatch: from the list to what was cut, and a label', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('ana');
  const base = `/projects/${world.projectId}`;
  await page.goto(`${base}/wire-copy`);
  await expect(page.getByText('No copies found')).toBeVisible();
  await world.load([DISPATCH, { ...HARBOUR, id: 'copy', title: 'Port fees climb' }]);

  await page.goto(`${base}/wire-copy`);
  await expect(page.getByText(/Likely source: Reuters/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Fees to rise/ })).toContainText('Earliest');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Port fees climb' }).click();
  await expect(page.getByText('The figures say: Wholesale duplicate.')).toBeVisible();
  await expect(page.locator('del').filter({ hasText: 'Reuters', visible: true })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('row', { name: /Fees to rise/ })).toContainText('words cut');
  await page.getByLabel('Label of this article').selectOption('Wholesale duplicate');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Label saved.', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'All clusters' }).click();
  await expect(page.getByRole('row', { name: /Port fees climb/ })).toContainText(
    'Wholesale duplicate',
  );
  await page.getByRole('link', { name: 'Fees to rise', exact: true }).click();
  await page.getByRole('link', { name: 'Read the article' }).click();
  await page.getByRole('link', { name: 'copies', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Fees to rise' })).toBeVisible();
});
