import AxeBuilder from '@axe-core/playwright';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';

test('two codings become gold by keyboard, and the coder reads what became of theirs', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  await world.mark('ana', HARBOUR, 'source', 'port authority');
  await world.mark('ben', HARBOUR, 'source', 'port authority');
  await world.mark('ana', HARBOUR, 'claim', 'Fees for cargo ships at the Brindle docks will rise');
  await world.mark('ben', HARBOUR, 'claim', 'Fees for cargo ships at the Brindle docks');
  await world.mark('ben', HARBOUR, 'cue', 'said');
  await world.submit('ana', HARBOUR);
  await world.submit('ben', HARBOUR);

  const { page } = await openDesk('lead');
  await page.goto(`/projects/${world.projectId}/review`);
  await page.getByRole('link', { name: 'Adjudicate' }).click();
  await page.waitForURL(/review\/adjudicate$/);
  await page.getByRole('link', { name: HARBOUR.title }).click();
  const place = page.locator('[data-place]');
  await expect(page.getByText('2 disagreements open')).toBeVisible();
  await expect(place).toContainText('boundary differs');

  await test.step('take one with its cause and a note, leave one out, take what is agreed', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.keyboard.type('Where does a claim end?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await expect(page.getByText('1 disagreement open')).toBeVisible();
    await page.keyboard.press('s');
    await page.keyboard.press('x');
    await expect(page.getByText('No disagreement open')).toBeVisible();
    // A quick hand: what is pressed while a decision is on its way waits for it.
    for (const key of ['u', 's', 'x', 'Shift+A']) await page.keyboard.press(key);
    await expect(page.getByText('3 of 3 places decided').first()).toBeVisible();
  });

  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''))).toEqual([]);

  await test.step('the causes tell where the codebook fails, and lead back to the place', async () => {
    await page.goto(`/projects/${world.projectId}/review/causes`);
    await page.getByRole('link', { name: /: Guideline gap: 1/ }).click();
    await expect(page.getByText('Where does a claim end?')).toBeVisible();
    await page.getByRole('link', { name: /^Fees for cargo ships/ }).click();
    await expect(page.getByRole('region', { name: 'Gold' })).toContainText(
      'Where does a claim end?',
    );
  });

  await test.step('the coder reads what became of theirs, and appeals', async () => {
    const { page: anas } = await openDesk('ana');
    await anas.goto(`/projects/${world.projectId}/my-work`);
    await anas.getByRole('link', { name: 'Mine and the final' }).click();
    const card = anas.getByRole('article').filter({ hasText: 'Guideline gap' });
    await card.getByRole('button', { name: 'Appeal' }).click();
    await card.getByRole('textbox').fill('The verb belongs to the claim.');
    await anas.keyboard.press('Control+Enter');
    await expect(card.getByText('The verb belongs to the claim.')).toBeVisible();
  });

  await test.step('a lead grants the appeal', async () => {
    await page.goto(`/projects/${world.projectId}/review/adjudicate`);
    await page.getByRole('link', { name: 'Open appeals' }).click();
    await expect(page.getByText('The verb belongs to the claim.')).toBeVisible();
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByRole('textbox').fill('True.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('No open appeals')).toBeVisible();
  });
});
