import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { EMOJI, HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test('a trainee codes against gold, reads why the score is as it is, and is admitted by a better one', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, EMOJI]);
  for (const person of ['ana', 'lead'] as const) {
    await world.mark(person, HARBOUR, 'source', 'port authority');
    await world.mark(person, HARBOUR, 'cue', 'told reporters');
    await world.submit(person, HARBOUR);
  }
  const lead = await openDesk('lead');
  const training = `/projects/${world.projectId}/training`;

  await test.step('a lead makes gold and sets the training up', async () => {
    const { page } = lead;
    await page.goto(training);
    await expect(page.getByText('No article has complete gold yet')).toBeVisible();
    await page.getByRole('link', { name: 'To the adjudication' }).click();
    await page.getByRole('link', { name: HARBOUR.title }).click();
    await page.getByRole('button', { name: 'Take what all agree on (2)' }).click();
    await expect(page.getByText('2 of 2 places decided').first()).toBeVisible();
    await page.goto(training);
    await page.getByLabel('Measure').selectOption('f1_exact');
    await page.getByLabel(HARBOUR.title).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The training was saved.', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: `Put in training ${world.people.ben.name}` }).click();
    const row = page.getByRole('row', { name: world.people.ben.name });
    await expect(row.getByText('in training', { exact: true })).toBeVisible();
    expect(await serious(page)).toEqual([]);
  });

  const { page } = await openDesk('ben');
  const reader = new ReaderPage(page);
  const handIn = async () => {
    await page.getByRole('button', { name: 'Submit coding' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/\/training\/[0-9a-f-]+$/);
  };

  await test.step('the trainee codes nothing else', async () => {
    await page.goto(`/projects/${world.projectId}/articles`);
    await page.getByRole('link', { name: EMOJI.title }).click();
    await expect(page.getByText('code only those of the training')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Submit coding' })).toHaveCount(0);
  });

  await test.step('a first attempt is scored at once, with its reasons', async () => {
    await page.getByRole('link', { name: 'To the training' }).click();
    await page.getByRole('link', { name: `Code it ${HARBOUR.title}` }).click();
    await reader.ready();
    await expect(reader.cards).toHaveCount(0);
    await reader.label('the port authority', 's');
    await reader.saved();
    await handIn();
    await expect(page.getByText('Not passed: 0 of at least 0.75.')).toBeVisible();
    await expect(page.getByText('0 agree, 1 differ, 1 missed, 0 too much')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'boundaries' })).toContainText(
      'the port authority',
    );
    await expect(page.getByRole('listitem').filter({ hasText: 'missed' })).toContainText(
      'told reporters',
    );
    expect(await serious(page)).toEqual([]);
  });

  await test.step('a second one begins afresh and admits', async () => {
    await page.getByRole('button', { name: `Try again ${HARBOUR.title}` }).click();
    await reader.ready();
    await expect(reader.cards).toHaveCount(0);
    await reader.label('port authority', 's');
    await reader.label('told reporters', 'c');
    await reader.saved();
    await handIn();
    await expect(page.getByText('Passed: 1 of at least 0.75. You are admitted')).toBeVisible();
    await reader.open(world.projectId, EMOJI.title);
    await reader.label('the organisers', 's');
    await reader.saved();
  });

  await test.step('the lead sees the way, and none of it in the project’s own work', async () => {
    await lead.page.goto(training);
    const row = lead.page.getByRole('row', { name: world.people.ben.name });
    await expect(row.getByText('admitted', { exact: true })).toBeVisible();
    await row.getByRole('link', { name: /attempt 1: 0, not passed/ }).click();
    await expect(lead.page.getByText('Not passed: 0 of at least 0.75.')).toBeVisible();
    await lead.page.goto(`/projects/${world.projectId}/dashboard`);
    await expect(lead.page.getByRole('link', { name: 'Source, All: 3' }).first()).toBeVisible();
  });
});
