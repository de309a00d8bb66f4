import { readFile } from 'node:fs/promises';
import { HARBOUR } from './articles';
import { expect, signIn, test, watchErrors } from './fixtures';
import { ReaderPage } from './reader';

test('the main job: invite, import, annotate, submit, review, see the outcome, export', async ({
  world,
  openDesk,
  browser,
}) => {
  test.setTimeout(180_000);
  const project = `/projects/${world.projectId}`;

  const admin = await openDesk('admin');
  let invitation = '';
  await test.step('an admin invites an analyst', async () => {
    const { page } = admin;
    await page.goto(`${project}/members`);
    await page.getByRole('button', { name: /^Invite/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill(`nora-${world.slug}@desk.example`);
    await dialog.getByRole('button', { name: 'Create the link' }).click();
    const link = dialog.getByRole('textbox', { name: 'Invitation link' });
    await expect(link).toHaveValue(/\/invitations\//);
    invitation = await link.inputValue();
  });

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  watchErrors(page, errors);
  await test.step('she accepts it once; the link is used up', async () => {
    await page.goto(invitation);
    await page.getByLabel('Your name').fill('Nora New');
    await page.getByLabel('Choose a password').fill('violet anchor 9051');
    await page.getByRole('button', { name: 'Join the project' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/invitations'));
    const second = await browser.newContext();
    const other = await second.newPage();
    await other.goto(invitation);
    await expect(other.getByText(/no longer|not valid|used|expired/i).first()).toBeVisible();
    await second.close();
  });

  await test.step('a lead loads articles by the page, and sees what was refused', async () => {
    const lead = await openDesk('lead');
    await lead.page.goto(`${project}/imports`);
    const rows = [JSON.stringify(HARBOUR), '{"id":"no-text"}'].join('\n');
    await lead.page.getByLabel('Files to import').setInputFiles({
      name: 'desk.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(rows),
    });
    await lead.page.getByRole('button', { name: 'Import 1 file' }).click();
    await expect(lead.page.getByText('desk.jsonl').first()).toBeVisible();
    await expect(lead.page.getByText(/1 article/i).first()).toBeVisible({ timeout: 30_000 });
    await expect(lead.page.getByText(/no-text|text/i).first()).toBeVisible();
  });

  const reader = new ReaderPage(page);
  await test.step('she reads and labels by mouse', async () => {
    await reader.open(world.projectId, HARBOUR.title);
    await expect(page.getByText('The Brindle Courier').first()).toBeVisible();
    await reader.label('Fees for cargo ships at the Brindle docks will rise by 12 percent', 'v');
    await expect(reader.card('Fees for cargo ships')).toBeVisible();
    await reader.saved();
  });

  await test.step('by keyboard alone: a word selected, a letter pressed', async () => {
    await reader.text.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('s');
    await expect(reader.palette).toBeVisible();
    await page.keyboard.press('e');
    await expect(reader.cards.filter({ hasText: 'Economic' })).toHaveCount(1);
    await reader.saved();
  });

  await test.step('a discontinuous span: a second passage added to the current annotation', async () => {
    await reader.label('The increase', 'v');
    await reader.selectByMouse('“is a tax on every loaf of bread”');
    await page.keyboard.press('+');
    await expect(reader.card(/The increase … “is a tax/)).toHaveCount(1);
    await reader.saved();
  });

  await test.step('an attribution from source, cue and content, in six keys after selecting', async () => {
    await reader.label('director Ines Calder', 's');
    await reader.label('said', 'c');
    await reader.label('We have not touched the tariff since 2016', 'q');
    await page.keyboard.press('a');
    await expect(page.getByRole('region', { name: 'Proposed attribution' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(reader.cards.and(page.locator('[aria-label^="Attribution"]'))).toHaveCount(1);
    await reader.saved();
  });

  await test.step('undo and redo are the server’s: they outlive a reload', async () => {
    await page.reload();
    await reader.ready();
    const attribution = reader.cards.and(page.locator('[aria-label^="Attribution"]'));
    await expect(attribution).toHaveCount(1);
    await reader.text.focus();
    await page.keyboard.press('Control+z');
    await expect(attribution).toHaveCount(0);
    await reader.saved();
    await page.keyboard.press('Control+Shift+z');
    await expect(attribution).toHaveCount(1);
    await reader.saved();
  });

  await test.step('she submits', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
    await expect(reader.toolbar.getByText('Submitted')).toBeVisible();
    await reader.saved();
  });

  const ben = await openDesk('ben');
  await test.step('a colleague accepts, rejects with a reason, amends and asks, by keyboard', async () => {
    await ben.page.goto(`${project}/review`);
    await ben.page.getByRole('link', { name: HARBOUR.title }).first().click();
    await reviewByKeyboard(ben.page);
  });

  await test.step('she sees what became of her work, and contests the rejection', async () => {
    await page.goto(`${project}/my-work`);
    await expect(page.getByText(/This is a forecast, not a fact/).first()).toBeVisible();
    await expect(page.getByText(/Does this include transit cargo/).first()).toBeVisible();
    await expect(page.getByText('The whole phrase carries it.').first()).toBeVisible();
    await page
      .getByRole('button', { name: /^Contest/ })
      .first()
      .click();
    await page
      .getByLabel(/reason|why/i)
      .last()
      .fill('The port authority states it as decided.');
    await page
      .getByRole('button', { name: /^(Contest|Send)/ })
      .last()
      .click();
    await expect(page.getByText(/disputed/i).first()).toBeVisible();
  });

  await test.step('the history tells it', async () => {
    await page.goto(`${project}/history`);
    await expect(page.getByText('Nora New').filter({ visible: true }).first()).toBeVisible();
    await expect(
      page
        .getByText(/Ben Coder/)
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
  });

  await test.step('the dataset is downloaded', async () => {
    await page.goto(`${project}/releases`);
    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /^Download/ })
      .or(page.getByRole('link', { name: /^Download/ }))
      .first()
      .click();
    const file = await download;
    const bytes = await readFile(await file.path());
    expect(file.suggestedFilename()).toMatch(/\.zip$/);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('manifest.json')).toBe(true);
  });

  await test.step('signed out everywhere, the session is over at once', async () => {
    const again = await browser.newContext();
    const elsewhere = await again.newPage();
    await signIn(elsewhere, `nora-${world.slug}@desk.example`, 'violet anchor 9051');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL(/sign-in/);
    await elsewhere.goto(project);
    await expect(elsewhere).toHaveURL(/sign-in/);
    await again.close();
  });

  expect(errors).toEqual([]);
  await context.close();
});

/** Goes through a colleague's annotations with the keys of the review page. */
async function reviewByKeyboard(page: import('@playwright/test').Page): Promise<void> {
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText(/accepted/i).first()).toBeVisible();
  await page.keyboard.press('r');
  const reason = page.getByLabel(/reason/i).first();
  await reason.fill('This is a forecast, not a fact.');
  await reason.press('Control+Enter');
  await expect(page.getByText(/rejected/i).first()).toBeVisible();
  await page.keyboard.press('q');
  const question = page.getByLabel('Your question to Nora New');
  await question.fill('Does this include transit cargo?');
  await question.press('Control+Enter');
  // The field holds the same words: only once it is gone are keys the review's again.
  await expect(question).toBeHidden();
  await expect(page.getByText(/Does this include transit cargo/).first()).toBeVisible();
  await page.keyboard.press('o');
  await page.keyboard.press('e');
  const form = page.getByRole('form', { name: 'Amend' });
  await form.getByRole('button', { name: 'Start a word earlier' }).press('Enter');
  await form.getByLabel('Reason').fill('The whole phrase carries it.');
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(page.getByText(/amended/i).first()).toBeVisible();
}
