import { deactivateUser } from '@/lib/auth/account-commands';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

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
