import { ARABIC, EMOJI, HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

test('offline work is kept through a reload and sent once', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page, context } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await context.setOffline(true);
  await reader.label('took office in January', 'v');
  await expect(reader.toolbar.getByText(/Not saved: offline/)).toBeVisible();
  await expect(reader.card('took office in January')).toHaveCount(1);
  await context.setOffline(false);
  await reader.saved();
  await page.reload();
  await reader.ready();
  await expect(reader.card('took office in January')).toHaveCount(1);
});

test('unsent work outlives a crash of the page', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page, context } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  // The server cannot be reached for writing; the page is then closed without a word.
  await context.route('**/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await reader.label('The council votes on Thursday', 'g');
  await expect(reader.toolbar.locator('[data-save-state=offline]')).toBeVisible();
  const url = page.url();
  await page.close({ runBeforeUnload: false });
  await context.unroute('**/*');
  const second = await context.newPage();
  await second.goto(url);
  const again = new ReaderPage(second);
  await again.saved();
  await expect(again.card('The council votes on Thursday')).toHaveCount(1);
  await second.reload();
  await again.ready();
  await expect(again.card('The council votes on Thursday')).toHaveCount(1);
});

test('two tabs change one annotation: the second sees both sides', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page, context } = await openDesk('ana');
  const first = new ReaderPage(page);
  await first.open(world.projectId, HARBOUR.title);
  await first.label('port authority', 's');
  await first.saved();
  const secondTab = await context.newPage();
  // Without live updates, or it would know of the first one's change before it makes its own.
  await secondTab.route('**/live?*', (route) => route.abort());
  await secondTab.goto(page.url());
  const second = new ReaderPage(secondTab);
  await second.ready();

  await first.card('port authority').click();
  await page.keyboard.press('5');
  await first.saved();
  await second.card('port authority').click();
  await secondTab.keyboard.press('1');
  const dialog = secondTab.getByRole('dialog').or(secondTab.getByRole('alertdialog'));
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText(/yours/i);
  await expect(dialog).toContainText(/theirs|meanwhile|saved/i);
});

test('an Arabic article runs from right to left and keeps its offsets', async ({
  world,
  openDesk,
}) => {
  await world.load([ARABIC]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, ARABIC.title);
  await expect(reader.text).toHaveAttribute('dir', 'rtl');
  await expect(reader.text).toHaveAttribute('lang', 'ar');
  await reader.label('سلامة الناس قبل كل شيء', 'q');
  await reader.saved();
  await page.reload();
  await reader.ready();
  await expect(reader.card('سلامة الناس قبل كل شيء')).toHaveCount(1);
});

test('a selection never cuts an emoji or a combined letter', async ({ world, openDesk }) => {
  await world.load([EMOJI]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, EMOJI.title);
  await reader.text.focus();
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  // One grapheme: seven code points of a family.
  await page.keyboard.press('Shift+ArrowRight');
  await expect(reader.palette).toBeVisible();
  await page.keyboard.press('v');
  await expect(reader.card('👩‍👩‍👧')).toHaveCount(1);
  await reader.saved();
});

test('boundaries move by key and the annotation keeps its identity', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('director Ines', 's');
  await reader.saved();
  const before = await reader.cards.first().getAttribute('data-annotation');
  await reader.card('director Ines').click();
  await page.keyboard.press(']');
  await expect(reader.card('director Ines Calder')).toHaveCount(1);
  await reader.saved();
  expect(await reader.cards.first().getAttribute('data-annotation')).toBe(before);
  await page.keyboard.press('Delete');
  await expect(reader.cards).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(reader.card('director Ines Calder')).toHaveCount(1);
});

test('a phone reads and labels', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await reader.selectByMouse('port authority');
  await reader.palette
    .getByRole('option', { name: /Source/ })
    .first()
    .tap();
  await expect(page.getByRole('button', { name: /1 annotation/ })).toBeVisible();
  await reader.saved();
});

test('a reader may read and not write', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('reader');
  const reader = new ReaderPage(page);
  await page.goto(`/projects/${world.projectId}/articles`);
  await page.getByRole('link', { name: HARBOUR.title }).first().click();
  await expect(reader.text).toBeVisible();
  await expect(page.getByText('Read only')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit coding' })).toHaveCount(0);
});
