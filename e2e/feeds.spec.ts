import { expect, expectAccessible, test } from './fixtures';

test('a feed that cannot be reached says why, is paused, resumed and removed', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('lead');
  await page.goto(`/projects/${world.projectId}/imports`);
  await expect(page.getByText('No feed is watched')).toBeVisible();
  await page.getByLabel('Address of a feed').fill('news');
  await page.getByRole('button', { name: 'Watch the feed' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'no web address' })).toBeVisible();
  // The server itself lies on the loopback address, which is never fetched from.
  const url = 'http://127.0.0.1:9/feed.xml';
  await page.getByLabel('Address of a feed').fill(url);
  await page.getByLabel('Look at it').selectOption('every 15 minutes');
  await page.getByRole('button', { name: 'Watch the feed' }).click();
  const card = page.getByRole('article', { name: url });
  await expect(card.getByText('not on the public internet')).toBeVisible({ timeout: 20_000 });
  const every = card.getByLabel(`How often ${url} is looked at`);
  await expect(every).toHaveValue('15');
  await every.selectOption('every 1 day');
  await expect(card.getByText(/^Next in/)).toBeVisible();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Pause' }).click();
  await expect(card.getByText('Paused', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: 'Resume' }).click();
  await expect(card.getByText('Watched', { exact: true })).toBeVisible();
  await expect(every).toHaveValue('1440');
  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No feed is watched')).toBeVisible();
});
