import { ARABIC, EMOJI, HARBOUR } from './articles';
import { expect, test } from './fixtures';

test('the queue: keyboard, filters in the address, the next article by one key', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, ARABIC, EMOJI]);
  const { page } = await openDesk('ana');
  const queue = `/projects/${world.projectId}/articles`;
  await page.goto(queue);
  const titles = page.locator('a[data-queue-link]');

  await test.step('newest first, in its own direction', async () => {
    await expect(titles).toHaveText([EMOJI.title, ARABIC.title, HARBOUR.title]);
    await expect(titles.nth(1)).toHaveAttribute('dir', 'rtl');
    await expect(titles.nth(1)).toHaveAttribute('lang', 'ar');
  });

  await test.step('j and k walk, Enter opens', async () => {
    await page.keyboard.press('j');
    await expect(titles.nth(0)).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(titles.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ARABIC.title);
  });

  await test.step('search and filters stand in the address and survive going back', async () => {
    await page.goto(queue);
    await expect(titles).toHaveCount(3);
    await page.keyboard.press('/');
    await page.keyboard.type('harbour fees');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]q=harbour\+fees/);
    await expect(titles).toHaveText([HARBOUR.title]);
    await page.getByLabel('Language').selectOption('ar');
    await expect(page.getByText('No article fits')).toBeVisible();
    await page.goBack();
    await expect(titles).toHaveText([HARBOUR.title]);
    await expect(page.getByLabel('Title')).toHaveValue('harbour fees');
    await page.getByRole('link', { name: 'Clear' }).click();
    await expect(titles).toHaveCount(3);
  });

  await test.step('n leads to the next article that is not submitted', async () => {
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(EMOJI.title);
    await page.getByRole('button', { name: 'Submit coding' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
    await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
    await page.goto(queue);
    await expect(page.getByRole('row', { name: EMOJI.title })).toContainText('Submitted');
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ARABIC.title);
  });
});

test('an empty project leads a lead to the imports, and tells an analyst to wait', async ({
  world,
  openDesk,
}) => {
  const lead = await openDesk('lead');
  await lead.page.goto(`/projects/${world.projectId}/articles`);
  await lead.page.getByRole('link', { name: 'Import articles' }).click();
  await expect(lead.page).toHaveURL(`/projects/${world.projectId}/imports`);
  const analyst = await openDesk('ana');
  await analyst.page.goto(`/projects/${world.projectId}/articles`);
  await expect(analyst.page.getByText('No articles yet')).toBeVisible();
  await expect(analyst.page.getByRole('link', { name: 'Import articles' })).toHaveCount(0);
});

test('the codebook reads in both languages, down to attributes and relations', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('reader');
  await page.goto(`/projects/${world.projectId}/codebook`);
  const source = page.getByRole('article', { name: 'Source', exact: true });
  await expect(source).toContainText('Reason given for anonymity');
  await expect(page.getByRole('table')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /put in context by/ })).toContainText('Evidence');
  await page.getByRole('link', { name: 'Lire en français' }).click();
  await expect(page.getByRole('article', { name: 'Marqueur' })).toContainText('Exclure');
});
