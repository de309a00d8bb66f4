import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';
import { ReaderPage } from './reader';

/** The same page an hour later: no time of modification, another figure, a sentence moved, one gone. */
const LATER = {
  ...HARBOUR,
  title: 'Harbour fees to rise by 15 percent, port authority says',
  text: [
    'The council votes on Thursday.',
    'Fees for cargo ships at the Brindle docks will rise by 15 percent in May, according to the port authority.',
    '“We have not touched the tariff since 2016,” said director Ines Calder, who took office in January.',
  ].join('\n\n'),
};

test('a changed page is a new version; annotations follow their words or wait for a person', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  await world.mark('ana', HARBOUR, 'source', 'director Ines Calder');
  await world.mark('ana', HARBOUR, 'content', 'The council votes on Thursday');
  await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  await world.mark('ana', HARBOUR, 'content', 'is a tax on every loaf of bread');
  await world.load([LATER]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, LATER.title);
  await page.getByRole('link', { name: 'compare' }).click();

  await expect(
    page.getByRole('heading', { name: 'What changed from version 1 to 2' }),
  ).toBeVisible();
  await expect(page.getByText('A silent edit')).toBeVisible();
  await expect(page.getByRole('row', { name: /Percentage.*12 percent.*15 percent/ })).toBeVisible();
  await expect(page.getByText('moved here').first()).toBeAttached();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Carry annotations over' }).click();
  await page.getByRole('button', { name: 'Carry over the coding of Ana Lyst' }).click();
  await expect(page.getByRole('heading', { name: '2 wait for a person' })).toBeVisible();
  await expect(page.getByText('1 exact, 1 moved, 1 changed, 1 lost')).toBeVisible();
  await expectAccessible(page);

  // By keyboard: the changed one is confirmed, the lost one is placed by selecting in the later text.
  await page.getByRole('article').first().focus();
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: '1 waits for a person' })).toBeVisible();
  await page.keyboard.press('a');
  const field = page.getByLabel('The later text: select the passage');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Home');
  for (let n = 0; n < 11; n += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Read the article' }).click();
  await reader.ready();
  await expect(reader.card('will rise by 15 percent in May')).toContainText('v1 placed');
  await expect(reader.card('director Ines Calder')).toContainText('v1');
  await expect(reader.card('The council')).toHaveCount(2);
});
