import AxeBuilder from '@axe-core/playwright';
import { EMOJI, HARBOUR } from './articles';
import { expect, test } from './fixtures';

test('a lead measures agreement and reads the disagreements behind a figure', async ({
  world,
  openDesk,
}) => {
  test.setTimeout(90_000);
  await world.load([HARBOUR, EMOJI]);
  for (const person of ['ana', 'ben'] as const) {
    await world.mark(person, HARBOUR, 'source', 'port authority');
    await world.mark(person, EMOJI, 'cue', 'said');
  }
  await world.mark('ana', HARBOUR, 'cue', 'said director');
  await world.mark('ben', HARBOUR, 'cue', 'said');
  await world.mark('ben', HARBOUR, 'source', 'Ship owners');
  for (const person of ['ana', 'ben'] as const) {
    await world.submit(person, HARBOUR);
    await world.submit(person, EMOJI);
  }
  const { page } = await openDesk('lead');
  await page.goto(`/projects/${world.projectId}/articles`);
  await page.getByRole('link', { name: 'Agreement', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Agreement');

  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('Krippendorff’s α, nominal');
  await expect(page.getByText(/of the coded units carry no code/)).toBeVisible();

  await test.step('another measure, in the address', async () => {
    await page.getByLabel('Measure', { exact: true }).selectOption('f1_exact');
    await expect(page).toHaveURL(/measure=f1_exact/);
    // Ana's three spans and Ben's four have two in common.
    await expect(result).toContainText('0.571');
    await expect(page.getByText(/Chance is not taken out/)).toBeVisible();
  });

  await test.step('from a pair to its disagreements, in text', async () => {
    await page.getByRole('link', { name: 'Ana Lyst and Ben Coder: 0.571' }).first().click();
    const list = page.getByRole('region', { name: /Disagreements: Ana Lyst and Ben Coder/ });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(list.getByRole('listitem').first()).toContainText('other words');
    await expect(list.locator('mark').first()).toHaveText('said');
    await expect(list.getByRole('listitem').last()).toContainText('only one has it');
    await page.getByRole('link', { name: 'Source: 0.667' }).click();
    const ofSource = page.getByRole('region', { name: 'Disagreements: Source' });
    await expect(ofSource.getByRole('listitem')).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  await test.step('a figure that is undefined says why', async () => {
    await page.getByLabel('Measure', { exact: true }).selectOption('krippendorff_alpha_interval');
    await expect(result).toContainText('Undefined because the codes are no numbers.');
  });

  await test.step('as CSV', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('agreement-krippendorff_alpha_interval.csv');
  });

  await test.step('not for analysts', async () => {
    const ana = await openDesk('ana');
    await ana.page.goto(`/projects/${world.projectId}/agreement`);
    await expect(ana.page.getByText(/Your role in this project/)).toBeVisible();
    await expect(ana.page.getByRole('link', { name: 'Agreement', exact: true })).toHaveCount(0);
  });
});
