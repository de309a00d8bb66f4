import type { Page } from '@playwright/test';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

/** Presses keys and counts them; nothing here touches the mouse. */
class Keys {
  count = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.count += 1;
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.count += text.length;
  }

  /** Counts from here. */
  start(): void {
    this.count = 0;
  }
}

const said = (page: Page) => page.locator('[data-announcer]');

/** Tab until the text has the focus, as somebody without a mouse comes there. */
async function tabIntoText(page: Page, reader: ReaderPage): Promise<void> {
  await page.evaluate(() => document.body.focus());
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const there = await reader.text.evaluate((root) => root === document.activeElement);
    if (there) return;
  }
  throw new Error('Tab does not lead into the text.');
}

test('an article is coded by keyboard alone, in all three layers', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  const keys = new Keys(page);
  const strokes: Record<string, number> = {};

  await test.step('the article is opened from the queue', async () => {
    await page.goto(`/projects/${world.projectId}/articles`);
    await expect(page.getByRole('link', { name: HARBOUR.title }).first()).toBeVisible();
    await keys.press('j', 'Enter');
    await reader.ready();
    await tabIntoText(page, reader);
    await keys.press('Control+Home');
  });

  await test.step('framing: one key after the sentence is selected', async () => {
    await keys.press('s');
    await expect(said(page)).toContainText('Selected: “Fees for cargo ships');
    await expect(reader.palette).toBeVisible();
    keys.start();
    await keys.press('e');
    strokes.framing = keys.count;
    await expect(reader.card('Fees for cargo ships')).toHaveCount(1);
    await expect(said(page)).toContainText(/Economic.*paragraph 1 of 4/);
  });

  await test.step('claim: the next sentence without a label, one key', async () => {
    await keys.press('u');
    await expect(said(page)).toContainText('We have not touched the tariff');
    keys.start();
    await keys.press('v');
    strokes.claim = keys.count;
    await expect(reader.card('We have not touched the tariff')).toHaveCount(1);
  });

  await test.step('confidence and a quick memo, without leaving the text', async () => {
    await keys.press('4');
    await expect(said(page)).toContainText('Confidence 4 of 5');
    await keys.press('m');
    await expect(page.getByRole('textbox', { name: 'Memo' }).last()).toBeFocused();
    await keys.type('Check the tariff of 2016');
    await keys.press('Enter');
    await expect(reader.text).toBeFocused();
    await expect(reader.card('We have not touched').getByLabel('Has a memo')).toBeVisible();
  });

  await test.step('attribution: three spans, then two keys', async () => {
    await keys.press('Control+Home', 'Alt+ArrowDown');
    for (let word = 0; word < 8; word += 1) await keys.press('Control+Shift+ArrowRight');
    await keys.press('q');
    await keys.press('Control+ArrowRight', 'w', 'c');
    await expect(said(page)).toContainText('Cue: “said”');
    await keys.press('Control+ArrowRight');
    for (let word = 0; word < 3; word += 1) await keys.press('Control+Shift+ArrowRight');
    await keys.press('s');
    await expect(said(page)).toContainText('Source: “director Ines Calder”');
    keys.start();
    await keys.press('a');
    await expect(page.getByRole('region', { name: /attribution/i })).toBeVisible();
    await keys.press('Enter');
    strokes.attribution = keys.count;
    await reader.saved();
    await expect(reader.cards.filter({ hasText: 'Attribution' })).toHaveCount(1);
  });

  await test.step('annotations on the same words, one after the other', async () => {
    await keys.press('Escape', 'Escape', 'Control+Home', 'Alt+ArrowDown', 'ArrowRight');
    await keys.press('o');
    await expect(said(page)).toContainText(/^1 of 2: /);
    await keys.press('o');
    await expect(said(page)).toContainText(/^2 of 2: /);
  });

  await test.step('a locked code labels selection after selection; the last one repeats', async () => {
    await keys.press('Escape', 'u');
    await keys.press('P');
    await expect(page.locator('[data-locked-code]')).toBeVisible();
    const before = await reader.cards.count();
    await keys.press('u', 'Enter');
    await expect(reader.cards).toHaveCount(before + 1);
    await keys.press('l');
    await expect(page.locator('[data-locked-code]')).toHaveCount(0);
    await keys.press('Control+End', 'w', '.');
    await expect(reader.cards).toHaveCount(before + 2);
  });

  await test.step('boundaries by word, by character, at either end', async () => {
    await keys.press('<');
    await expect(said(page)).toContainText('Now: “on Thursday');
    await keys.press('Alt+>');
    await expect(said(page)).toContainText('Now: “n Thursday');
    await keys.press('b', 'b', 'Shift+ArrowLeft', 'Enter');
    await expect(said(page)).toContainText('Now: “on Thursday');
    await reader.saved();
  });

  await test.step('what was done can be taken back', async () => {
    const before = await reader.cards.count();
    await keys.press('Delete');
    await expect(reader.cards).toHaveCount(before - 1);
    await keys.press('Control+z');
    await expect(reader.cards).toHaveCount(before);
    await reader.saved();
  });

  expect(strokes).toEqual({ framing: 1, claim: 1, attribution: 2 });
  test.info().annotations.push({ type: 'keystrokes', description: JSON.stringify(strokes) });
});

test('the text and its annotations can be read without seeing them', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('s');
  await page.keyboard.press('v');
  await reader.saved();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - toolbar "Coding"
      - article "Article text":
        - paragraph: /Fees for cargo ships/
        - paragraph: /We have not touched/
      - complementary "Annotations":
        - list "Annotations in text order":
          - listitem:
            - button /Claim.*Fees for cargo ships.*Yours, unreviewed/
        - region /Details of .*Fees for cargo ships/:
          - radiogroup "Confidence"
      - status: /Claim.*paragraph 1 of 4/
  `);
  // Through the list: arrows go from card to card, Enter shows it.
  await page.keyboard.press('u');
  await page.keyboard.press('p');
  await reader.saved();
  await reader.cards.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(reader.cards.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reader.cards.nth(1)).toHaveAttribute('aria-current', 'true');
  // The caret says what stands where it goes.
  await reader.text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+ArrowRight');
  await expect(said(page)).toContainText('for. Labelled: Claim');
});

test('all commands can be found by name, and the help lists the keys', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.text.focus();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Commands' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('sentence without');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(said(page)).toContainText('Fees for cargo ships');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('econom');
  await page.keyboard.press('Enter');
  await expect(reader.card('Fees for cargo ships')).toHaveCount(1);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help.getByText('Quick memo')).toBeVisible();
  await page.keyboard.press('Escape');
  await reader.saved();
});

test('the guidelines of the code at hand stand beside the text', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('w');
  const beside = reader.palette.getByRole('region', { name: 'Guideline' });
  await expect(beside).toContainText(/Include/);
  // A word of a rule finds its code.
  await page.keyboard.press('/');
  await page.keyboard.type('wishes promises');
  await expect(reader.palette.getByRole('option')).toHaveCount(1);
  await expect(beside).toContainText('Opinions, wishes, questions and promises');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.keyboard.press('v');
  await page.keyboard.press('g');
  const panel = page.getByRole('complementary', { name: 'Guidelines' });
  await expect(panel.getByRole('button', { name: /Claim/, expanded: true })).toBeVisible();
  await expect(panel.getByText(/version 1/)).toBeVisible();
  await panel.getByRole('searchbox').fill('tariff nobody wrote of');
  await expect(panel.getByText('No code has these words')).toBeVisible();
  await reader.saved();
  // It stays open in the next article.
  await page.reload();
  await reader.ready();
  await expect(panel).toBeVisible();
});

test('a person has their own keys; a clash is refused by name', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana');
  await page.goto('/account/shortcuts');
  const next = page.locator('[data-action=next]');
  await next.getByRole('button', { name: 'Add a key for “Next annotation”' }).click();
  await page.keyboard.press('k');
  await expect(next.getByRole('alert')).toHaveText('k is taken by “Previous annotation”.');
  await next.getByRole('button', { name: 'Add a key for “Next annotation”' }).click();
  await page.keyboard.press('z');
  await next.getByRole('button', { name: 'Take j from “Next annotation”' }).click();
  await expect(next.getByText('j', { exact: true })).toHaveCount(0);

  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('s');
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^Details of/ })).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: /^Details of/ })).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(page.getByRole('region', { name: /^Details of/ })).toBeVisible();
  await reader.saved();

  await page.goto('/account/shortcuts');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(next.getByText('j', { exact: true })).toBeVisible();
});
