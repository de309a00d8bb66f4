import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';
import { ARABIC, HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const STRIKE = {
  id: 'strike-fr',
  title: 'La grève des écluses prend fin',
  publisher: 'Le Courrier des quais',
  published_at: '2024-05-02T08:00:00+02:00',
  language: 'fr',
  text: [
    '🚧 Selon le syndicat, l’accord a été signé mardi. Le porte-parole a déclaré que la grève s’arrêtait.',
    'Selon la direction, les écluses rouvrent mercredi. Les éclusiers ont déclaré leur satisfaction.',
  ].join('\n\n'),
};
const FERRY = {
  id: 'ferry-fr',
  title: 'Le bac de nuit revient',
  publisher: 'Le Courrier des quais',
  published_at: '2024-06-02T08:00:00+02:00',
  language: 'fr',
  text: 'Selon la mairie, le bac de nuit circulera dès juin.',
};

/** What the highlights of that name cover, as text. */
async function painted(page: Page, name: string): Promise<string[]> {
  return page.evaluate((key) => {
    const highlight = CSS.highlights.get(key);
    return [...(highlight ?? [])].map((one) => {
      const range = document.createRange();
      range.setStart(one.startContainer, one.startOffset);
      range.setEnd(one.endContainer, one.endOffset);
      return range.toString();
    });
  }, name);
}

async function seriousOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test('find in an article: as one types, without accents, next and previous, and the caret after it', async ({
  world,
  openDesk,
}) => {
  await world.load([STRIKE]);
  const { page } = await openDesk('ana');
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, STRIKE.title);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Find in this article' });
  await expect(field).toBeFocused();
  await page.keyboard.type('declare');
  await expect(page.getByText('1 of 2')).toBeVisible();
  expect(await painted(page, 'sm-find')).toEqual(['déclaré', 'déclaré']);
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await field.fill('eclus');
  await expect(page.getByText(/\d of 2/)).toBeVisible();
  await page.getByRole('button', { name: 'Whole words only' }).click();
  await expect(page.getByText('Not found')).toBeVisible();
  expect(await seriousOf(page)).toEqual([]);
  await field.fill('éclusiers');
  // Alt+Enter takes the place as the selection: one letter more labels it.
  await field.press('Alt+Enter');
  await expect(reader.palette).toBeVisible();
  await page.keyboard.press('s');
  await reader.saved();
  await expect(reader.card('éclusiers')).toBeVisible();
  expect(await painted(page, 'sm-find')).toEqual([]);
});

test('search a project, walk the concordance, open a hit at its place', async ({
  world,
  openDesk,
}) => {
  await world.load([STRIKE, FERRY, HARBOUR, ARABIC]);
  const { page } = await openDesk('ana', { reducedMotion: 'reduce' });
  const reader = new ReaderPage(page);
  await page.goto(`/projects/${world.projectId}/articles`);
  await page.keyboard.press('Control+Shift+f');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search');
  const words = page.getByRole('searchbox', { name: 'Words to look for' });
  const articles = page.locator('[data-found-article]');
  const hits = page.locator('[data-hit] mark');

  await test.step('a word without its accents, in its other forms', async () => {
    await words.fill('greve signer');
    await words.press('Enter');
    await expect(articles).toHaveCount(1);
    await expect(hits).toHaveText(['signé', 'grève']);
    await expect(articles.getByRole('heading').locator('mark')).toHaveText('grève');
  });

  await test.step('a phrase', async () => {
    await words.fill('"porte parole a declare"');
    await words.press('Enter');
    await expect(hits).toHaveText(['porte-parole a déclaré']);
  });

  await test.step('a query that cannot be read says why', async () => {
    await words.fill('"porte parole');
    await words.press('Enter');
    await expect(page.getByText('A quotation mark is opened and not closed.')).toBeVisible();
  });

  await test.step('filters stand in the address', async () => {
    await words.fill('selon OR the OR الجسر');
    await words.press('Enter');
    await expect(articles).toHaveCount(4);
    await page.getByText('Filters and order').click();
    await page.getByLabel('Publisher').selectOption('Le Courrier des quais');
    await page.getByLabel('Order').selectOption('newest');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/publisher=Le\+Courrier/);
    await expect(articles.getByRole('heading')).toHaveText([FERRY.title, STRIKE.title]);
    expect(await seriousOf(page)).toEqual([]);
  });

  await test.step('the concordance, sorted by what follows, walked by keys', async () => {
    await page.getByRole('link', { name: 'Keyword in context' }).click();
    const lines = page.locator('[data-kwic] a');
    await expect(lines).toHaveCount(3);
    await page.getByRole('button', { name: 'What follows' }).click();
    await expect(lines.first()).toContainText('la direction');
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('j');
    await expect(lines.first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/at=\d+-\d+/);
    await reader.ready();
    await expect.poll(() => painted(page, 'sm-find-current')).toEqual(['Selon']);
    const before = await page.evaluate(() => document.querySelector('[data-caret]') !== null);
    expect(before).toBe(true);
  });
});

test('label all these: see each place, leave one out, one act, one undo', async ({
  world,
  openDesk,
}) => {
  await world.load([STRIKE, FERRY]);
  const { page } = await openDesk('ana', { reducedMotion: 'reduce' });
  await page.goto(`/projects/${world.projectId}/search?q=selon`);
  await page.getByRole('button', { name: 'Label all these' }).click();
  const dialog = page.getByRole('dialog', { name: 'Label all these' });
  await expect(dialog).toContainText('3 places were found.');
  await dialog.getByLabel('Code', { exact: true }).selectOption('cue');
  const places = dialog.getByRole('checkbox');
  await expect(places).toHaveCount(3);
  await places.nth(1).click();
  await expect(dialog).toContainText('2 of 3 chosen.');
  expect(await seriousOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Label 2 places' }).click();
  await expect(dialog).toContainText('2 places in 2 articles labelled Cue.');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await test.step('what has the code already is passed over', async () => {
    await page.getByRole('button', { name: 'Label all these' }).click();
    await dialog.getByLabel('Code', { exact: true }).selectOption('cue');
    await expect(dialog).toContainText('1 of 3 chosen. 2 are passed over.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('the filters find what was labelled, and the words outside it', async () => {
    await page.goto(`/projects/${world.projectId}/search?code=cue`);
    await expect(page.locator('[data-found-annotation]')).toHaveCount(2);
    await page.goto(`/projects/${world.projectId}/search?q=selon&code=cue&where=outside`);
    await expect(page.locator('[data-hit]')).toHaveCount(1);
  });

  await test.step('one undo, in every article', async () => {
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText('2 labels were taken back.')).toBeVisible();
    await page.goto(`/projects/${world.projectId}/search?code=cue`);
    await expect(page.getByText('Nothing fits')).toBeVisible();
  });

  await test.step('from the find bar, the open article shows it at once', async () => {
    const reader = new ReaderPage(page);
    await reader.open(world.projectId, STRIKE.title);
    await page.keyboard.press('/');
    await page.keyboard.type('selon');
    await page.getByRole('button', { name: 'Label all these' }).click();
    await dialog.getByLabel('Code', { exact: true }).selectOption('cue');
    await dialog.getByRole('button', { name: 'Label 2 places' }).click();
    await expect(dialog).toContainText('2 places in 1 article labelled Cue.');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(reader.cards).toHaveCount(2);
  });
});

test('a reader searches and does not label; French speaks French', async ({ world, openDesk }) => {
  await world.load([STRIKE]);
  const { page, context } = await openDesk('reader');
  await page.goto('/');
  await context.addCookies([{ name: LOCALE_COOKIE, value: 'fr', url: page.url() }]);
  await page.goto(`/projects/${world.projectId}/search?q=selon`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recherche');
  await expect(page.locator('[data-hit]')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Tout étiqueter' })).toHaveCount(0);
});
