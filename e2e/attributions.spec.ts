import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const NESTED = {
  id: 'border-nested',
  title: 'La frontière resterait ouverte, dit le ministre',
  publisher: 'Le Fanal',
  published_at: '2024-03-05T08:30:00+01:00',
  language: 'fr',
  text: [
    'Selon l’agence Vesta, le ministre a déclaré mardi que la frontière resterait ouverte.',
    'On craint que le pont ne soit pas reconstruit.',
  ].join('\n\n'),
};

/** Counts the keys that a person presses. */
function counting(page: Page) {
  let count = 0;
  return {
    press: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    get count() {
      return count;
    },
  };
}

/** Twenty paragraphs with three attributions each, written by the test. */
function crowd() {
  const speakers = ['Mara Oakes', 'Ines Calder', 'two officials', 'the harbour league'];
  const paragraphs: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    paragraphs.push(
      [0, 1, 2]
        .map((k) => {
          const who = speakers[(n + k) % speakers.length];
          return `Notice ${n}-${k}: according to ${who}, pier ${n}-${k} stays shut until day ${n + k}.`;
        })
        .join(' '),
    );
  }
  return {
    id: 'crowd',
    title: 'Sixty notices from the harbour',
    publisher: 'The Brindle Courier',
    published_at: '2024-03-05T08:30:00+01:00',
    language: 'en',
    text: paragraphs.join('\n\n'),
  };
}

async function axe(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const serious = found.violations.filter(({ impact }) =>
    ['serious', 'critical'].includes(impact ?? ''),
  );
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('three selected spans become an attribution in at most six keystrokes', async ({
  world,
  openDesk,
}) => {
  await world.load([NESTED]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, NESTED.title);
  const keys = counting(page);
  for (const [words, letter] of [
    ['l’agence Vesta', 's'],
    ['Selon', 'c'],
    ['le ministre a déclaré mardi que la frontière resterait ouverte', 'q'],
  ] as const) {
    await reader.selectByMouse(words);
    await keys.press(letter);
    await expect(reader.palette).toBeHidden();
  }
  await keys.press('a');
  await expect(page.getByRole('region', { name: 'Proposed attribution' })).toBeVisible();
  await keys.press('Enter');
  await expect(reader.card('l’agence Vesta')).toHaveCount(1);
  await reader.saved();
  console.log(`keystrokes from three selected spans to an attribution: ${keys.count}`);
  expect(keys.count).toBeLessThanOrEqual(6);

  // The inner one, then stated as standing inside the first.
  await reader.label('le ministre', 's');
  await reader.label('a déclaré', 'c');
  await reader.label('la frontière resterait ouverte', 'q');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await reader.saved();
  await page.keyboard.press('t');
  const table = page.getByRole('grid', { name: 'Who says what' });
  await expect(table.getByRole('row', { name: /Vesta/ })).toHaveCount(2);
  const inner = table.locator('tr[data-attribution]').filter({ hasText: 'le ministre a déclaré' });
  await expect(inner.last()).toBeVisible();
  await expect(table.locator('[data-cell$=":depth"]').getByText('1')).toHaveCount(1);
  await expect(table.getByText('(read)')).toHaveCount(1);

  // Stating it by keyboard: the inspector of the outer one offers the inner one.
  await table.locator('[data-cell$=":source"]').filter({ hasText: 'Vesta' }).focus();
  await page.keyboard.press('Enter');
  await expect(reader.text).toBeFocused();
  await page.keyboard.press('t');
  await expect(table).toHaveCount(0);
  const inspector = page.getByRole('region', { name: /Details of Attribution: l’agence Vesta/ });
  await expect(inspector).toBeVisible();
  // A long passage is shortened; it pushes no control out of the panel.
  for (const control of await inspector.getByRole('button', { name: /^Take .* out/ }).all()) {
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  const add = inspector.getByLabel('Add a passage or an attribution…');
  const nested = await add.locator('option', { hasText: 'Nested' }).first().getAttribute('value');
  await add.selectOption(nested ?? '');
  await expect(inspector.getByText('Nested')).toBeVisible();
  await reader.saved();
  await page.reload();
  await reader.ready();
  // The key may come before the page listens.
  await expect(async () => {
    if ((await table.count()) === 0) await page.keyboard.press('t');
    await expect(table).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(table.getByText('(read)')).toHaveCount(0);
  await expect(table.locator('[data-cell$=":depth"]').getByText('1')).toHaveCount(1);
});

test('the grips of one label do not cut short the selection of the words beside it', async ({
  world,
  openDesk,
}) => {
  await world.load([NESTED]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, NESTED.title);
  await reader.label('mardi', 's');
  await expect(page.locator('[data-grip=start]')).toBeVisible();
  await reader.selectByMouse('a déclaré');
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('a déclaré');
  await page.keyboard.press('Escape');
  await reader.saved();
});

test('an attribution without a source says so in the text, the list and the table', async ({
  world,
  openDesk,
}) => {
  await world.load([NESTED]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, NESTED.title);
  await reader.label('On craint', 'c');
  await reader.label('le pont ne soit pas reconstruit', 'q');
  await page.keyboard.press('a');
  await expect(page.getByRole('region', { name: 'Proposed attribution' })).toContainText(
    'no source named',
  );
  await page.keyboard.press('Enter');
  await reader.saved();
  await expect(page.getByText('no source named').first()).toBeVisible();
  await page.keyboard.press('t');
  const table = page.getByRole('grid', { name: 'Who says what' });
  await expect(table.getByText('no source named')).toBeVisible();
  await expect(table.getByText('Nobody named')).toBeVisible();
  await axe(page);
});

test('the table is walked, edited, filtered and taken along by keyboard', async ({
  world,
  openDesk,
}) => {
  await world.load([NESTED]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, NESTED.title);
  await page.keyboard.press('t');
  await expect(page.getByText('No attribution yet')).toBeVisible();
  await page.keyboard.press('t');
  await reader.label('l’agence Vesta', 's');
  await reader.label('Selon', 'c');
  await reader.label('la frontière resterait ouverte', 'q');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await reader.saved();
  await page.keyboard.press('t');
  const cell = (column: string) => page.locator(`[data-cell$=":${column}"]`).first();
  await expect(cell('source')).toBeFocused();
  for (const column of ['cue', 'content', 'quotation']) {
    await page.keyboard.press('ArrowRight');
    await expect(cell(column)).toBeFocused();
  }
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: 'Edit: contents' })).toBeVisible();
  await page.keyboard.press('i');
  await page.keyboard.press('Escape');
  await expect(cell('quotation')).toHaveText(/Indirect/);
  await expect(cell('quotation')).toBeFocused();
  await reader.saved();

  await page.getByLabel('Source holds').fill('nobody of that name');
  await expect(page.getByText('No attribution passes the filters.')).toBeVisible();
  await page.getByLabel('Source holds').fill('véstA');
  await expect(cell('source')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const csv = Buffer.concat(chunks).toString('utf8');
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toContain('l’agence Vesta');
  expect(csv).toContain('indirect');

  await cell('source').focus();
  await page.keyboard.press('Enter');
  await expect(reader.text).toBeFocused();
  await expect(page.getByRole('region', { name: /Details of Attribution/ })).toBeVisible();

  // The same table as a page, which Enter leaves for the text.
  await page.goto(`${new URL(page.url()).pathname}/attributions`);
  await expect(page.getByRole('heading', { name: NESTED.title })).toBeVisible();
  await axe(page);
  await cell('source').focus();
  await page.keyboard.press('Enter');
  await reader.ready();
});

test('sixty attributions in one article stay readable', async ({ world, openDesk }) => {
  test.setTimeout(240_000);
  const article = crowd();
  await world.load([article]);
  await world.attribute('ana', article, /according to (.+?), (pier \S+ stays shut until day \d+)/g);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, article.title);
  await expect(page.locator('[data-bracket]').first()).toBeVisible();
  for (const [name, width, scheme] of [
    ['wide-light', 1440, 'light'],
    ['wide-dark', 1440, 'dark'],
    ['narrow-light', 390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('[data-bracket]').first()).toBeAttached();
    await page.screenshot({ path: `.sourcemark/e2e-results/attributions-${name}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('t');
  const table = page.getByRole('grid', { name: 'Who says what' });
  await expect(table.locator('tr[data-attribution]')).toHaveCount(60);
  await page.screenshot({ path: '.sourcemark/e2e-results/attributions-table.png' });
  await axe(page);
});
