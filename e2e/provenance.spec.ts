import { readFileSync } from 'node:fs';
import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';

test('an article and an annotation are traced to bytes and people', async ({ world, openDesk }) => {
  await world.load([HARBOUR]);
  await world.mark('ana', HARBOUR, 'source', 'director Ines Calder');
  const { page } = await openDesk('ana');
  await page.goto(`/projects/${world.projectId}/articles`);
  await page.getByRole('link', { name: HARBOUR.title }).first().click();
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await page.getByRole('link', { name: 'Provenance' }).click();
  await expect(page.getByRole('heading', { name: 'From bytes to text' })).toBeVisible();
  await expect(page.getByText('Checked: the document keeps')).toBeVisible();
  await expectAccessible(page);

  const [bytes] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the bytes' }).click(),
  ]);
  const captured = JSON.parse(readFileSync(await bytes.path(), 'utf8'));
  expect(captured).toMatchObject({ id: HARBOUR.id, title: HARBOUR.title });

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PROV-JSON' }).click(),
  ]);
  const prov = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(Object.keys(prov.entity).filter((id) => id.startsWith('revision:'))).toHaveLength(1);
  const [notation] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PROV-N' }).click(),
  ]);
  expect(readFileSync(await notation.path(), 'utf8')).toContain('wasAttributedTo(revision:');

  await page.goto(`/projects/${world.projectId}/history`);
  await page.getByRole('link', { name: 'The annotation’s history' }).first().click();
  await expect(page.getByRole('heading', { name: 'History of an annotation' })).toBeVisible();
  await page.getByRole('link', { name: 'Provenance' }).click();
  await expect(page.getByRole('heading', { name: 'Provenance of an annotation' })).toBeVisible();
  await page.getByText('The same as a table').click();
  await expect(
    page.getByRole('row', {
      name: 'Revision: source: director Ines Calder is by Person: Ana Lyst',
    }),
  ).toBeVisible();
  await expectAccessible(page);
});
