import { deactivateUser } from '@/lib/auth/account-commands';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

test('two people in one article see each other, and each other’s labels as they come', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const [first, second] = [await openDesk('ana'), await openDesk('ben')];
  const [ana, ben] = [new ReaderPage(first.page), new ReaderPage(second.page)];
  await ana.open(world.projectId, HARBOUR.title);
  await expect(first.page.locator('[data-live=live]')).toBeAttached();
  await ben.open(world.projectId, HARBOUR.title);
  const here = (page: ReaderPage) =>
    page.toolbar.getByRole('list', { name: 'Also in this article' }).getByRole('listitem');
  await expect(here(ana)).toHaveText([/Ben Coder/]);
  await expect(here(ben)).toHaveText([/Ana Lyst/]);

  await ana.label('port authority', 's');
  await ana.saved();
  await expect(ben.card('port authority')).toHaveCount(1);

  // Unsent work stays: Ben cannot send, both go on, and both have everything afterwards.
  await second.context.setOffline(true);
  await ben.label('took office in January', 'v');
  await ana.label('The council votes on Thursday', 'g');
  await ana.saved();
  await expect(ben.card('took office in January')).toHaveCount(1);
  await second.context.setOffline(false);
  await ben.saved();
  await expect(ben.card('The council votes on Thursday')).toHaveCount(1);
  await expect(ben.card('took office in January')).toHaveCount(1);
  await expect(ana.card('took office in January')).toHaveCount(1);

  await second.page.close();
  await expect(here(ana)).toHaveCount(0);
});

test('someone whose account is closed hears no more', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ben');
  const ben = new ReaderPage(page);
  await ben.open(world.projectId, HARBOUR.title);
  await expect(page.locator('[data-live=live]')).toBeAttached();
  const closed = await deactivateUser(
    { kind: 'operator', projectId: world.projectId },
    { userId: world.people.ben.userId },
  );
  expect(closed.ok).toBe(true);
  await expect(page.getByText('Live updates ended')).toBeVisible();
});
