import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { exportDataset } from '@/lib/releases/commands';
import { EMPTY_FILTER } from '@/lib/releases/schema';
import { createFolderSink } from '@/lib/releases/sink';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';
import type { World } from './world';

const FERRY = {
  id: 'bac-de-velmar',
  title: 'Le bac de Velmar ne circulera plus la nuit',
  publisher: 'L’Écho de Brise',
  published_at: '2026-03-05T08:30:00+01:00',
  language: 'fr',
  text: [
    'Selon l’agence Vesta, le ministre a déclaré que la frontière resterait ouverte.',
    '« Personne ne sera refoulé », a-t-il ajouté devant la presse.',
    'La capitainerie assure qu’elle n’a reçu « aucune alerte ».',
    'D’après un communiqué, le bac aurait été contrôlé en mars.',
  ].join('\n\n'),
};

async function exported(world: World): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'sourcemark-e2e-')), 'out');
  const actor = { kind: 'operator' as const, projectId: world.projectId };
  const made = await exportDataset(
    actor,
    { format: 'jsonl', filter: EMPTY_FILTER },
    createFolderSink(folder),
  );
  if (!made.ok) throw new Error(made.error.userMessage);
  const files = await readdir(folder);
  const texts = files.filter((name) => name.endsWith('.jsonl'));
  return (await Promise.all(texts.map((name) => readFile(path.join(folder, name), 'utf8')))).join(
    '',
  );
}

test('suggestions are offered on request and decided by keyboard; no other one is ever exported', async ({
  world,
  openDesk,
}) => {
  await world.load([FERRY]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, FERRY.title);
  // Nothing is written, asked or drawn before somebody wants it.
  await expect(page.locator('[data-suggestions] span')).toHaveCount(0);

  await page.keyboard.press('i');
  const panel = page.getByRole('region', { name: 'Suggestions' });
  await expect(panel).toBeFocused();
  await expect(panel.getByText('Nothing is suggested')).toBeVisible();
  await panel.getByRole('button', { name: 'Ask for suggestions' }).click();
  const cards = panel
    .getByRole('list', { name: 'Suggestions in text order' })
    .getByRole('listitem');
  await expect(cards).toHaveCount(5);
  await expect(page.locator('[data-suggestions] span').first()).toBeVisible();
  await expect(cards.first()).toContainText('l’agence Vesta');

  // Accept the first by keyboard: an annotation of Ana's, in the list like any other.
  await panel.focus();
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(4);
  // Reject the next.
  await page.keyboard.press('r');
  await expect(cards).toHaveCount(3);
  // Change the one after: without its source.
  await page.keyboard.press('c');
  const form = panel.getByRole('form', { name: 'Change the suggestion' });
  await form.getByRole('button', { name: 'Leave out: Source' }).click();
  await form.getByRole('button', { name: 'Accept as changed' }).click();
  await expect(cards).toHaveCount(2);
  await expect(panel.getByText('Accepted 1, changed 1, rejected 1.')).toBeVisible();

  // Asked again, nothing decided comes back.
  await panel.getByRole('button', { name: 'Ask for suggestions' }).click();
  await expect(panel.getByRole('button', { name: 'Ask for suggestions' })).toBeEnabled();
  await expect(cards).toHaveCount(2);

  const scan = await new AxeBuilder({ page }).analyze();
  expect(
    scan.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
  ).toEqual([]);

  await page.getByRole('button', { name: 'Annotations', exact: true }).click();
  await expect(reader.card('l’agence Vesta')).not.toHaveCount(0);
  await expect(page.locator('[data-suggestions] span')).toHaveCount(0);

  const data = await exported(world);
  expect(data).toContain('l’agence Vesta');
  expect(data).not.toContain('"La capitainerie"');
  expect(data).not.toContain('un communiqué"');
});

test('a provider that anyone can write is named by a lead and asked for the analyst', async ({
  world,
  openDesk,
}) => {
  await world.load([FERRY]);
  const lead = await openDesk('lead');
  await lead.page.goto(`/projects/${world.projectId}/providers`);
  await lead.page.getByLabel('Name', { exact: true }).fill('Inside');
  await lead.page.getByLabel('Address').fill('http://127.0.0.1:1/suggest');
  await lead.page.getByRole('button', { name: 'Save' }).click();
  await expect(lead.page.getByText('http://127.0.0.1:1/suggest')).toBeVisible();
  const scan = await new AxeBuilder({ page: lead.page }).analyze();
  expect(
    scan.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
  ).toEqual([]);

  // Nobody allowed that address: the analyst reads why nothing came of it.
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, FERRY.title);
  await page.keyboard.press('i');
  const panel = page.getByRole('region', { name: 'Suggestions' });
  await panel.getByRole('button', { name: 'Ask for suggestions' }).click();
  await expect(panel.getByText(/Inside.*not on the public internet/)).toBeVisible();
});
