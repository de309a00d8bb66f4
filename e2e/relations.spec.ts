import { AxeBuilder } from '@axe-core/playwright';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const REPORT = {
  id: 'harbour-report',
  title: 'Owners call the new harbour fees a tax',
  publisher: 'Kite Street News',
  published_at: '2024-03-07T08:30:00+01:00',
  language: 'en',
  text: 'Fees at the Brindle docks will rise by 20 percent in May, the owners say.',
};

test('claim and evidence are linked by drag, wrong ends are refused, undo takes it back', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const claim = await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  await world.mark('ana', HARBOUR, 'evidence', 'We have not touched the tariff since 2016');
  await world.mark('ana', HARBOUR, 'source', 'director Ines Calder');
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.card('will rise by 12 percent').click();
  const handle = page.locator('[data-link-handle]');
  const dragTo = async (words: string) => {
    const from = await handle.boundingBox();
    const to = await reader.card(words).boundingBox();
    if (!from || !to) throw new Error('no handle or no entry');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 10, { steps: 6 });
    await page.mouse.move(to.x + 60, to.y + 14);
    await page.mouse.up();
  };
  await dragTo('director Ines Calder');
  await expect(page.locator('[data-announcer]')).toHaveText(/no link between “Claim” and “Source”/);
  await dragTo('We have not touched');
  // Three links fit: it asks which.
  await page.getByRole('listbox', { name: 'What the link says' }).press('1');
  const inspector = page.getByRole('region', { name: /Details of Claim/ });
  await expect(inspector.getByText('supported by')).toBeVisible();
  await reader.saved();
  await expect(page.locator('path[data-relation]')).toHaveCount(1);

  await inspector.getByRole('button', { name: 'Edit the link: supported by' }).click();
  await inspector.getByLabel('What the link says').selectOption('refuted_by');
  await expect(inspector.getByText('refuted by').first()).toBeVisible();
  await reader.saved();
  await inspector.getByRole('button', { name: 'Remove the link: refuted by' }).click();
  await expect(page.locator('path[data-relation]')).toHaveCount(0);
  await reader.saved();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(inspector.getByText('refuted by').first()).toBeVisible();
  await page.reload();
  await reader.ready();
  await page.goto(`${page.url().split('?')[0]}?annotation=${claim}`);
  await expect(inspector.getByText('refuted by').first()).toBeVisible();
});

test('a link is made by keyboard alone', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const claim = await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  await world.mark('ana', HARBOUR, 'evidence', 'We have not touched the tariff since 2016');
  await world.mark('ana', HARBOUR, 'evidence', 'The council votes on Thursday');
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await page.goto(`${page.url().split('?')[0]}?annotation=${claim}`);
  await reader.ready();
  await reader.text.focus();
  await page.keyboard.press('r');
  await expect(page.getByRole('listbox', { name: 'What the link says' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Where it leads' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: /Details of Claim/ });
  await expect(inspector.getByText('supported by')).toBeVisible();
  await expect(inspector.getByText(/The council votes on Thursday/)).toBeVisible();
  await reader.saved();
  const found = await new AxeBuilder({ page }).analyze();
  expect(
    found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
  ).toEqual([]);
});

test('claims of two articles contradict each other, and each tells of the other', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, REPORT]);
  const claim = await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  const other = await world.mark('ben', REPORT, 'claim', 'will rise by 20 percent in May');
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await page.goto(`${page.url().split('?')[0]}?annotation=${claim}`);
  await reader.ready();
  await reader.text.focus();
  await page.keyboard.press('r');
  await page.getByRole('option', { name: /contradicts/ }).click();
  await page.getByRole('button', { name: 'In another article…' }).click();
  await page.getByRole('combobox', { name: /Words of the passage/ }).fill('20 percent owners');
  await expect(page.getByText('1 found')).toBeVisible();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: /Details of Claim/ });
  await expect(inspector.getByText(REPORT.title)).toBeVisible();
  await reader.saved();
  await inspector.getByRole('link', { name: /will rise by 20 percent/ }).click();
  await expect(page).toHaveURL(new RegExp(`annotation=${other}`));
  await expect(inspector.getByRole('link', { name: /will rise by 12 percent/ })).toBeVisible();
  await expect(inspector.getByText(HARBOUR.title)).toBeVisible();
});

test('evidence that is an address becomes part of the article and opens', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const claim = await world.mark('ana', HARBOUR, 'claim', 'will rise by 12 percent in May');
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await page.goto(`${page.url().split('?')[0]}?annotation=${claim}`);
  await reader.ready();
  await reader.text.focus();
  await page.keyboard.press('r');
  await page.getByRole('option', { name: /refuted by/ }).click();
  await page.getByRole('button', { name: 'Address or capture…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Evidence outside the text' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('https://stats.example/tariff');
  await dialog.getByLabel('Title').fill('Tariff of the port, 2016');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  const inspector = page.getByRole('region', { name: /Details of Claim/ });
  await expect(inspector.getByText(/Tariff of the port, 2016/)).toBeVisible();
  await expect(inspector.getByRole('link', { name: 'open' })).toHaveAttribute(
    'href',
    'https://stats.example/tariff',
  );
  await reader.saved();
  // Made together, undone together.
  await page.keyboard.press('Control+z');
  await expect(inspector.getByText(/Tariff of the port, 2016/)).toHaveCount(0);
});
