import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';
import { ReaderPage } from './reader';

const QUAY = {
  ...HARBOUR,
  id: 'quay',
  title: 'Quay shut until spring',
  text: [
    'According to director Ines Calder, the quay stays shut until May.',
    'According to the owners’ league, the tariff is a tax on bread.',
  ].join('\n\n'),
};

test('who is quoted: from a name in a text to an actor with all its names', async ({
  world,
  openDesk,
}) => {
  await world.load([QUAY]);
  const { page } = await openDesk('ana');
  const base = `/projects/${world.projectId}`;
  await page.goto(`${base}/sources`);
  await expect(page.getByText('No attributions here')).toBeVisible();
  await world.attribute('ana', QUAY, /According to (.+?), (.+?)\./g);

  await page.goto(`${base}/sources`);
  await expect(page.getByRole('heading', { name: 'Who is quoted' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'director Ines Calder', exact: true }).click();
  await expect(page.getByRole('heading', { name: '1 quote' })).toBeVisible();
  await page.getByRole('button', { name: 'Put into the register' }).click();
  await page.getByText('Edit the entry').click();
  await page.getByLabel('Another name').fill('the owners’ league');
  await page.getByLabel('Language').fill('en');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { name: '2 quotes' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('checkbox', { name: /owners/ }).check();
  await page.getByRole('button', { name: 'This name is somebody else’s' }).click();
  await expect(page.getByRole('heading', { name: '1 quote' })).toBeVisible();
  await page.getByLabel('The same as').selectOption('the owners’ league');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'the owners’ league' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '2 quotes' })).toBeVisible();

  await page.getByRole('link', { name: 'History' }).last().click();
  await expect(page.getByText('merged two actors')).toHaveCount(2);
  await page.goto(`${base}/sources/register`);
  await expect(page.getByRole('row', { name: /director Ines Calder/ })).toBeVisible();
  await expectAccessible(page);

  // A number opens its spans, and a span its place in the text.
  await page.goto(`${base}/sources`);
  await page.getByRole('link', { name: 'Attributions: 2', exact: true }).click();
  await page.getByRole('link', { name: /stays shut until May/ }).click();
  await new ReaderPage(page).ready();
});
