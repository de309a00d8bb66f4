import type { Page } from '@playwright/test';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

async function saved(page: Page): Promise<void> {
  await expect(page.locator('[data-save-state]').first()).toHaveAttribute(
    'data-save-state',
    'saved',
  );
}

test('a codebook from draft to publishing, and its annotations carried over', async ({
  world,
  openDesk,
}) => {
  test.setTimeout(180_000);
  await world.load([HARBOUR]);
  const ana = await openDesk('ana');
  const reader = new ReaderPage(ana.page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('port authority', 's');
  await reader.label('said', 'c');
  await reader.saved();

  const { page } = await openDesk('lead');
  const codebook = `/projects/${world.projectId}/codebook`;
  await page.goto(codebook);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of the codebook');

  await test.step('a clash of shortcuts is named, and keeps the draft from being published', async () => {
    await page.getByRole('treeitem', { name: /^Cue/ }).click();
    await page.getByLabel('Shortcut', { exact: true }).fill('s');
    await expect(page.getByText('“s” is the shortcut of Source already.').first()).toBeVisible();
    await saved(page);
    await page.getByLabel('Shortcut', { exact: true }).fill('j');
    await expect(page.getByText(/The reader keeps “j” for: next annotation/).first()).toBeVisible();
    await saved(page);
    await page.getByRole('link', { name: 'Check and publish' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check and publish');
    await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await page.getByRole('link', { name: 'Draft of the codebook' }).click();
    await expect(page.getByText('1 fault', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('2 faults', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('2 faults', { exact: true })).toBeHidden();
  });

  await test.step('a code by keyboard: moved, renamed, another retired, one deleted', async () => {
    const source = page.getByRole('treeitem', { name: /^Source/ });
    await source.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('treeitem').first()).toHaveText(/^Cue/);
    await page.getByLabel('Name', { exact: true }).first().fill('Speaker');
    await expect(page.getByRole('treeitem', { name: /^Speaker/ })).toBeVisible();
    await saved(page);
    await page.getByRole('treeitem', { name: /^Cue/ }).click();
    await page.getByRole('button', { name: 'Retire' }).click();
    await saved(page);
    await page.reload();
    await expect(page.getByRole('treeitem', { name: /^Speaker/ })).toBeVisible();
  });

  await test.step('published with a readable diff', async () => {
    await page.getByRole('link', { name: 'Check and publish' }).click();
    const changes = page.getByRole('list', { name: 'Changes' });
    await expect(changes).toContainText('Source → Speaker');
    await expect(changes.getByText('retired')).toBeVisible();
    await page.getByLabel('What is new').fill('Speakers instead of sources');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Carry annotations over');
  });

  await test.step('merge what belongs together, list the rest', async () => {
    await expect(page.getByLabel('What becomes of Source')).toHaveValue('keep');
    await expect(page.getByLabel('What becomes of Cue')).toHaveValue('person');
    await page.getByRole('button', { name: 'Count what would happen' }).click();
    await expect(page.getByText('1 annotation carried over, 1 for a person')).toBeVisible();
    await page.getByRole('button', { name: /^Carry over 1 annotation/ }).click();
    await expect(page.getByText('1 carried over; 1 waits for a person.')).toBeVisible();
    await page.getByRole('link', { name: 'See what waits' }).click();
    const row = page.getByRole('row', { name: /said/ });
    await expect(row).toContainText('its code is retired');
    await expect(row).toContainText('Ana Lyst');
  });

  await test.step('the coder settles what waits, and the history keeps all', async () => {
    await ana.page.goto(`${codebook}/waiting`);
    await ana.page.getByRole('link', { name: 'said' }).click();
    await reader.ready();
    const card = reader.cards.filter({ hasText: 'said' });
    await expect(card).toHaveCount(1);
    await ana.page.goto(`${codebook}`);
    await expect(ana.page.getByRole('article', { name: 'Speaker' })).toBeVisible();
    const id = await (async () => {
      await reader.open(world.projectId, HARBOUR.title);
      return reader.cards.filter({ hasText: 'port authority' }).getAttribute('data-annotation');
    })();
    await ana.page.goto(`/projects/${world.projectId}/annotations/${id}`);
    await expect(ana.page.getByText('Lena Lead').first()).toBeVisible();
    await expect(ana.page.getByText('Ana Lyst').first()).toBeVisible();
  });

  await test.step('merged into one code by a second version', async () => {
    await page.goto(`${codebook}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('treeitem', { name: /^Content/ }).click();
    await page.getByLabel('Definition', { exact: true }).first().fill('All that is attributed.');
    await saved(page);
    await page.getByRole('link', { name: 'Check and publish' }).click();
    await page.getByLabel('What is new').fill('One code for the rest');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByLabel('What becomes of Cue').selectOption('to');
    await page.getByLabel('Where Cue goes').selectOption({ label: 'Content' });
    await page.getByLabel('What becomes of Speaker').selectOption('to');
    await page.getByLabel('Where Speaker goes').selectOption({ label: 'Content' });
    await page.getByRole('button', { name: 'Count what would happen' }).click();
    await expect(page.getByRole('cell', { name: 'merge' })).toHaveCount(2);
    await page.getByRole('button', { name: /^Carry over 2 annotations/ }).click();
    await expect(page.getByText('2 carried over; nothing waits for a person.')).toBeVisible();
    await page.goto(`${codebook}/waiting`);
    await expect(page.getByText('Nothing waits')).toBeVisible();
  });
});

test('of two leads, the second sees both sides', async ({ world, openDesk }) => {
  const [lead, admin] = [await openDesk('lead'), await openDesk('admin')];
  const edit = `/projects/${world.projectId}/codebook/edit`;
  await lead.page.goto(edit);
  await lead.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await lead.page.getByRole('treeitem', { name: /^Cue/ }).click();
  await admin.page.goto(edit);
  await admin.page.getByRole('treeitem', { name: /^Cue/ }).click();
  await lead.page.getByLabel('Name', { exact: true }).first().fill('Signal');
  await saved(lead.page);
  await admin.page.getByLabel('Name', { exact: true }).first().fill('Marker');
  const question = admin.page.getByRole('alertdialog');
  await expect(question).toContainText('Signal');
  await expect(question).toContainText('Marker');
  await question.getByRole('button', { name: 'Use mine' }).click();
  await saved(admin.page);
  await lead.page.reload();
  await expect(lead.page.getByRole('treeitem', { name: /^Marker/ })).toBeVisible();
});

test('a pack and a file come into the draft, and the codebook goes out', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('lead');
  const codebook = `/projects/${world.projectId}/codebook`;
  await page.goto(codebook);
  const download = page.waitForEvent('download');
  await page.getByLabel('Format', { exact: true }).selectOption('brat');
  await expect(page.getByText('Not carried by this format:')).toBeVisible();
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('annotation.conf');
  const file = (body: string) => ({
    name: 'annotation.conf',
    mimeType: 'text/plain',
    buffer: Buffer.from(body),
  });
  await page.getByLabel('Codebook file').setInputFiles(file('[entities]\nRumour\nRumour\n'));
  await page.getByRole('button', { name: 'Read into the draft' }).click();
  await expect(
    page.getByText('annotation.conf:3: The type “Rumour” stands twice.').first(),
  ).toBeVisible();
  await page.getByLabel('Codebook file').setInputFiles(file('[entities]\nRumour\n'));
  await page.getByRole('button', { name: 'Read into the draft' }).click();
  await expect(page.getByRole('treeitem', { name: /^Rumour/ })).toBeVisible();
  await page.getByLabel('Pack', { exact: true }).selectOption({ label: 'Entman’s four functions' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('treeitem', { name: /^Moral evaluation/ })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
