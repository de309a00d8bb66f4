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

test('a lead assigns two coders blind; neither sees the other before handing in, both do after', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, EMOJI]);
  const assignments = `/projects/${world.projectId}/assignments`;
  const lead = await openDesk('lead');
  const [ana, ben] = [await openDesk('ana'), await openDesk('ben')];
  const readers = { ana: new ReaderPage(ana.page), ben: new ReaderPage(ben.page) };

  await test.step('the project codes blind', async () => {
    await lead.page.goto(assignments);
    await expect(lead.page.getByText('Nothing is assigned yet')).toBeVisible();
    await lead.page.getByRole('button', { name: 'Settings…' }).click();
    await lead.page
      .getByLabel('Colleagues’ work')
      .selectOption({ label: 'Hidden until one’s own coding is submitted' });
    await lead.page.getByRole('button', { name: 'Save' }).click();
    await expect(lead.page.getByRole('dialog')).toBeHidden();
  });

  await test.step('an article goes to both, from the list of articles', async () => {
    await lead.page.goto(`/projects/${world.projectId}/articles`);
    await lead.page.getByLabel(`Select ${HARBOUR.title}`).check();
    await lead.page.getByRole('button', { name: 'Assign…' }).click();
    const dialog = lead.page.getByRole('dialog');
    for (const person of ['ana', 'ben'] as const) {
      await dialog.getByLabel(world.people[person].name).check();
    }
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(lead.page.getByText('2 assignments made.', { exact: true })).toBeVisible();
  });

  await test.step('the other is shared out after a look at the plan', async () => {
    await lead.page.goto(assignments);
    await lead.page.getByRole('button', { name: 'Share out…' }).click();
    const dialog = lead.page.getByRole('dialog');
    await dialog.getByLabel(world.people.ana.name).check();
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await expect(dialog.getByText('1 article, 0 of them coded by several')).toBeVisible();
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(dialog).toBeHidden();
    await expect(lead.page.getByRole('link', { name: EMOJI.title })).toBeVisible();
    expect(await serious(lead.page)).toEqual([]);
  });

  await test.step('each codes without seeing the other', async () => {
    for (const [person, words] of [
      ['ana', 'port authority'],
      ['ben', 'port authority'],
    ] as const) {
      const { page } = { ana, ben }[person];
      await page.goto(assignments);
      await page.getByRole('link', { name: HARBOUR.title }).click();
      await readers[person].ready();
      await expect(readers[person].toolbar.getByText('Blind', { exact: true })).toBeVisible();
      await readers[person].label(words, 's');
      await readers[person].saved();
      await expect(readers[person].cards).toHaveCount(1);
    }
    await ana.page.reload();
    await readers.ana.ready();
    await expect(readers.ana.cards).toHaveCount(1);
    await expect(ana.page.getByText(world.people.ben.name)).toHaveCount(0);
  });

  await test.step('who hands in sees the other; the other does not yet', async () => {
    await ana.page.getByRole('button', { name: 'Submit coding' }).click();
    await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
    await expect(readers.ana.cards).toHaveCount(2);
    await expect(readers.ana.toolbar.getByText('Blind', { exact: true })).toHaveCount(0);
    await expect(readers.ben.cards).toHaveCount(1);
    await ben.page.getByRole('button', { name: 'Submit coding' }).click();
    await ben.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
    await expect(readers.ben.cards).toHaveCount(2);
  });

  await test.step('the board tells the lead', async () => {
    await lead.page.goto(`${assignments}?view=done`);
    const row = lead.page.getByRole('table').last().getByRole('row', { name: HARBOUR.title });
    await expect(row.getByText('Submitted', { exact: true })).toHaveCount(2);
    await ana.page.goto(assignments);
    await expect(ana.page.getByText('1 article handed in.')).toBeVisible();
    expect(await serious(ana.page)).toEqual([]);
  });

  await test.step('the dashboard tells how the project stands, and leads to what it counts', async () => {
    const { page } = lead;
    await page.goto(`/projects/${world.projectId}/dashboard`);
    await expect(page.getByRole('link', { name: '1 article coded by several' })).toBeVisible();
    await page.getByRole('link', { name: '1 begun by nobody' }).click();
    await expect(page.getByRole('table').getByRole('link')).toHaveText([EMOJI.title]);
    await page.goBack();
    await page.getByRole('link', { name: 'Source, not reviewed: 2' }).click();
    await expect(page.getByText('2 annotations', { exact: true })).toBeVisible();
    await page.goBack();
    await page
      .getByRole('link', { name: new RegExp(`^${world.people.ana.name}, Handed in: 1$`) })
      .click();
    await expect(page.getByRole('table').getByRole('link', { name: HARBOUR.title })).toBeVisible();
  });

  await test.step('all of one coder’s work is accepted at once, and taken back by one undo', async () => {
    const { page } = lead;
    const { userId, name } = world.people.ana;
    await page.goto(`/projects/${world.projectId}/review?coder=${userId}&show=all`);
    await page.getByRole('button', { name: `Accept all of ${name}’s…` }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('1 label in 1 article is accepted as it is.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Accept 1' }).click();
    await expect(page.getByText('1 label accepted', { exact: true })).toBeVisible();
    await expect(page.getByText('0 of 1 open')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('1 acceptance taken back', { exact: true })).toBeVisible();
    await expect(page.getByText('1 of 1 open')).toBeVisible();
  });
});
