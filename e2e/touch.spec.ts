import type { CDPSession, Locator, Page } from '@playwright/test';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
} as const;

/** Smallest side of what a finger is meant to hit. CSS pixels. */
const TARGET = 44;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One finger down, along and up. */
async function drag(session: CDPSession, from: Point, to: Point): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [from]);
  for (let step = 1; step <= 8; step += 1) {
    const at = (a: number, b: number) => a + ((b - a) * step) / 8;
    await touch('touchMove', [{ x: at(from.x, to.x), y: at(from.y, to.y) }]);
  }
  await touch('touchEnd', []);
}

/** Selects words as the handles of a phone do: a touch on the text, then the browser's selection. */
async function selectByTouch(page: Page, text: Locator, quote: string): Promise<void> {
  await text.getByText(quote).first().scrollIntoViewIfNeeded();
  const at = await wordsAt(text, quote);
  await page.touchscreen.tap(at.from.x + 4, at.from.y);
  await text.evaluate((root, words) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = (node.textContent ?? '').indexOf(words);
      if (start < 0) continue;
      document.getSelection()?.setBaseAndExtent(node, start, node, start + words.length);
      return;
    }
  }, quote);
}

/** Where the words stand in the window: the middle of their first line's start and last line's end. */
async function wordsAt(text: Locator, quote: string): Promise<{ from: Point; to: Point }> {
  const found = await text.evaluate((root, words) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = (node.textContent ?? '').indexOf(words);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      const boxes = [...range.getClientRects()];
      const [first, last] = [boxes[0], boxes[boxes.length - 1]];
      if (!first || !last) return null;
      return {
        from: { x: first.left, y: first.top + first.height / 2 },
        to: { x: last.right, y: last.top + last.height / 2 },
      };
    }
    return null;
  }, quote);
  if (!found) throw new Error(`the text does not hold “${quote}”`);
  return found;
}

async function expectTarget(target: Locator): Promise<void> {
  const box = await target.boundingBox();
  expect(box?.width ?? 0, String(target)).toBeGreaterThanOrEqual(TARGET);
  expect(box?.height ?? 0, String(target)).toBeGreaterThanOrEqual(TARGET);
}

test('on a phone one reads, labels, moves a boundary, sets attributes and finds the rules', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const { page, context } = await openDesk('ana', PHONE);
  const session = await context.newCDPSession(page);
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);

  await selectByTouch(page, reader.text, 'director Ines');
  await expect(reader.palette).toBeVisible();
  const source = reader.palette.getByRole('option', { name: /^S?\s*Source/ }).first();
  await expectTarget(source);
  await source.tap();
  await expect(page.getByRole('button', { name: /1 annotation/ })).toBeVisible();
  await reader.saved();

  await test.step('the end is dragged by its handle over the next word', async () => {
    const grip = page.locator('[data-grip=end]');
    await grip.scrollIntoViewIfNeeded();
    await expectTarget(grip);
    const box = await grip.boundingBox();
    const words = await wordsAt(reader.text, 'director Ines Calder');
    const before = await wordsAt(reader.text, 'director Ines');
    if (!box) throw new Error('There is no handle.');
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await drag(session, from, {
      x: from.x + words.to.x - before.to.x,
      y: from.y + words.to.y - before.to.y,
    });
    await reader.saved();
    await expect(page.getByRole('button', { name: /director Ines Calder.*Details/ })).toBeVisible();
  });

  await test.step('details come in a sheet', async () => {
    await page.getByRole('button', { name: /Details/ }).tap();
    const sheet = page.getByRole('dialog', { name: 'Details of the annotation' });
    const sure = sheet
      .getByRole('radiogroup', { name: 'Confidence' })
      .getByRole('radio', { name: '4' });
    await sure.tap();
    await expect(sure).toBeChecked();
    await sheet.getByRole('button', { name: 'Close' }).first().tap();
    await reader.saved();
  });

  await test.step('the rules and every command are two taps away', async () => {
    await page.getByRole('button', { name: 'Guidelines' }).tap();
    const rules = page.getByRole('dialog', { name: 'Guidelines' });
    await expect(rules.getByRole('button', { name: /Source/, expanded: true })).toBeVisible();
    await rules.getByRole('button', { name: 'Close' }).tap();
    await page.getByRole('button', { name: 'All commands' }).tap();
    await page.getByRole('option', { name: /^Undo/ }).tap();
    await reader.saved();
  });
});

test('on a phone a colleague’s work is reviewed with the thumb', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const ana = await openDesk('ana');
  const reader = new ReaderPage(ana.page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('port authority', 's');
  await reader.saved();
  await ana.page.keyboard.press('Control+Enter');
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
  await reader.saved();

  const { page } = await openDesk('ben', PHONE);
  await page.goto(`/projects/${world.projectId}/review`);
  await page.getByRole('link', { name: HARBOUR.title }).first().tap();
  const accept = page.getByRole('button', { name: /^Accept/ }).first();
  await expect(accept).toBeInViewport();
  await expectTarget(accept);
  // Within reach of a thumb: the lower half of the screen.
  const box = await accept.boundingBox();
  expect(box?.y ?? 0).toBeGreaterThan(PHONE.viewport.height / 2);
  await accept.tap();
  await expect(page.getByText('Everything here is reviewed.')).toBeVisible();
});

test('a browser without custom highlights shows boxes instead', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Highlight');
  });
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('port authority', 's');
  await expect(page.locator('[data-fallback-marks] span')).toHaveCount(1);
  await expect(page.getByText('This browser cannot draw highlights')).toBeVisible();
  await reader.saved();
});
