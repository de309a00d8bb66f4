import { expect, expectAccessible, test } from './fixtures';

const TABLE = [
  'Ref;Headline;Story;Outlet;Day;Tone',
  '7;Locks shut early;"The locks shut at six.',
  '',
  'Nobody said why.";The Brindle Courier;2026-03-02;flat',
  '8;No story;;The Brindle Courier;2026-03-03;flat',
].join('\n');

test('a table with columns of its own: said what they are, loaded, refused by line', async ({
  world,
  openDesk,
}) => {
  const { page } = await openDesk('lead');
  await page.goto(`/projects/${world.projectId}/imports`);
  await page.getByLabel('Files to import').setInputFiles({
    name: 'desk.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE),
  });
  // What is usual is guessed; what is not is asked.
  const meaning = (column: string) => page.getByLabel(`What the column ${column} is`);
  await expect(meaning('Headline')).toHaveValue('title');
  await expect(meaning('Outlet')).toHaveValue('publisher');
  await expect(meaning('Tone')).toHaveValue('');
  await expect(page.getByText('Say which column holds the text')).toBeVisible();
  const start = page.getByRole('button', { name: 'Import 1 file' });
  await expect(start).toBeDisabled();
  await meaning('Story').selectOption('text');
  await meaning('Day').selectOption('published_at');
  await meaning('Ref').selectOption('id');
  await expect(page.getByRole('row', { name: /Story/ })).toContainText('The locks shut at six.');
  await expectAccessible(page);
  await start.click();
  await expect(page.getByText(/1 article added/)).toBeVisible();
  await page.getByRole('link', { name: /1 row.*refused/ }).click();
  await expect(page.getByRole('row', { name: /`text` is empty/ })).toContainText('5');

  await page.goto(`/projects/${world.projectId}`);
  await page.getByRole('link', { name: 'Locks shut early' }).first().click();
  await expect(page.getByText('Nobody said why.')).toBeVisible();
  await expect(page.getByText('The Brindle Courier').first()).toBeVisible();
});
