import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';
import { ReaderPage } from './reader';

test('a project and an article are shown as they were after any event', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  await world.mark('ana', HARBOUR, 'source', 'director Ines Calder');
  await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.cards.filter({ hasText: 'will rise' }).click();
  await page.keyboard.press('Delete');
  await expect(reader.cards).toHaveCount(1);
  await reader.saved();

  await page.goto(`/projects/${world.projectId}/history`);
  const marked = page.getByRole('listitem').filter({ hasText: 'made an annotation' });
  await marked.first().getByRole('link', { name: 'As it was then' }).click();
  await expect(page.getByText('just after event')).toContainText('Ana Lyst made an annotation');
  await expect(reader.cards).toHaveCount(2);
  await expect(page.getByText('Read only')).toBeVisible();
  // What is looked back at takes no label.
  await reader.text.getByText('port authority').dblclick();
  await expect(reader.palette).toBeHidden();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Event after' }).click();
  await expect(page.getByText('This is how it stands now.')).toBeVisible();
  await expect(reader.cards).toHaveCount(1);
  await page.getByRole('link', { name: 'Event before' }).click();
  await expect(reader.cards).toHaveCount(2);
  await page.getByRole('link', { name: 'As it is now' }).click();
  await reader.ready();
  await expect(reader.cards).toHaveCount(1);

  await page.goto(`/projects/${world.projectId}/history`);
  await page.getByRole('link', { name: 'As it was on …' }).click();
  await expect(page.getByRole('row', { name: /Ana Lyst/ })).toBeVisible();
  await page.getByLabel('At (UTC)').fill('2001-01-01T00:00:00');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByText('before the first event')).toBeVisible();
  await expect(page.getByText('None was published yet.')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/projects/${world.projectId}/members`);
  await page.getByRole('link', { name: 'History of Ben' }).click();
  await expect(page.getByText(/Only what tells of Ben/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'added a member' })).toBeVisible();
});
