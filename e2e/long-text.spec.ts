import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const PARAGRAPHS = 900;
const LAST = 'At the very end a lighthouse keeper counted the lamps.';

const LONG = {
  id: 'long-read',
  title: 'The long read of the harbour',
  publisher: 'The Brindle Courier',
  published_at: '2024-03-05T08:30:00+01:00',
  language: 'en',
  text: [
    ...Array.from(
      { length: PARAGRAPHS },
      (_, index) =>
        `Paragraph ${index + 1} tells of ships and of fees, of winters and of the council. ${'The clerk wrote it down again. '.repeat(8)}`,
    ),
    LAST,
  ].join('\n\n'),
};

test('a long text opens whole, is found, selected and labelled at its end, and travels once', async ({
  world,
  openDesk,
}) => {
  await world.load([LONG]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, LONG.title);
  const html = await (await page.request.get(page.url())).text();
  expect(html.split('lighthouse keeper').length - 1, 'times that the end was sent').toBe(1);
  await expect(reader.text).toHaveAttribute('aria-busy', 'false');

  await test.step('the browser’s own search finds what is far below', async () => {
    const found = await page.evaluate(() => {
      const { find } = window as Window & { find?: (text: string) => boolean };
      return find?.call(window, 'lighthouse keeper');
    });
    expect(found).toBe(true);
  });

  await test.step('everything can be selected, and is there for paper', async () => {
    await reader.text.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+End');
    const length = await page.evaluate(() => document.getSelection()?.toString().length ?? 0);
    expect(length).toBeGreaterThan(LONG.text.length * 0.95);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ media: 'print' });
    const block = page.locator('[data-block]').last();
    expect(await block.evaluate((one) => getComputedStyle(one).contentVisibility)).toBe('visible');
    await expect(reader.toolbar).toBeHidden();
    await expect(page.getByRole('banner')).toBeHidden();
    await page.emulateMedia({ media: null });
  });

  await test.step('the last sentence is labelled, and a link leads to it', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.press('s');
    await page.keyboard.press('v');
    await expect(reader.card('lighthouse keeper')).toHaveCount(1);
    await reader.saved();
    const id = await reader.cards.first().getAttribute('data-annotation');
    await page.goto(`${page.url().split('?')[0]}?annotation=${id}`);
    await reader.ready();
    await expect(reader.text.getByText(LAST)).toBeInViewport();
    const painted = await page.evaluate(() => CSS.highlights.get('sm-own-claim')?.size ?? 0);
    expect(painted).toBe(1);
  });
});
