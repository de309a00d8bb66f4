import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

const MESSAGES = path.resolve(import.meta.dirname, '../lib/i18n/messages');

/** Messages of a language as they stand on a page: without values in them, by their text. */
function texts(locale: 'en' | 'fr'): Set<string> {
  const found = new Set<string>();
  const read = (value: unknown) => {
    if (typeof value === 'string') {
      if (!/[{<]/.test(value)) found.add(value);
    } else for (const inner of Object.values(value as object)) read(inner);
  };
  for (const name of readdirSync(path.join(MESSAGES, locale))) {
    read(JSON.parse(readFileSync(path.join(MESSAGES, locale, name), 'utf8')));
  }
  return found;
}

const FRENCH = texts('fr');
/** English that is no French word too, such as "Articles". */
const ENGLISH = [...texts('en')].filter((text) => /\p{L}{3}/u.test(text) && !FRENCH.has(text));

/** What a page says, to the eye and to the ear, that is English of ours. Keys are nobody's words. */
async function leftInEnglish(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const parts = [document.title.split(' · ')[0] ?? ''];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('script, style, code')) parts.push(node.textContent ?? '');
    }
    const attributes = ['aria-label', 'placeholder', 'title', 'alt', 'aria-roledescription'];
    for (const element of document.querySelectorAll('*')) {
      for (const name of attributes) parts.push(element.getAttribute(name) ?? '');
    }
    return parts.map((part) => part.trim());
  });
  const english = new Set(ENGLISH);
  return said.filter((part) => english.has(part)).map((part) => `${page.url()}: ${part}`);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test('whoever chooses French gets all of it, and keeps it', async ({ world, openDesk }) => {
  test.setTimeout(240_000);
  await world.load([HARBOUR]);
  const project = `/projects/${world.projectId}`;

  // A colleague's submitted coding, so that the review has something to show.
  const ben = await openDesk('ben');
  const reader = new ReaderPage(ben.page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('port authority', 's');
  await reader.saved();
  await ben.page.keyboard.press('Control+Enter');
  await ben.page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
  await reader.saved();

  const { page } = await openDesk('admin', { reducedMotion: 'reduce' });
  await test.step('chosen on the account page, at once', async () => {
    await page.goto('/account');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByLabel('Language of the interface').selectOption('fr');
    await expect(page.getByRole('heading', { name: 'Compte', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(page).toHaveTitle('Compte · Sourcemark');
  });

  const english: string[] = [];
  await test.step('every page speaks French', async () => {
    const pages = [
      '/',
      '/account',
      ...['articles', 'review', 'my-work', 'codebook', 'imports', 'releases', 'history'].map(
        (name) => `${project}/${name}`,
      ),
      `${project}/members`,
    ];
    for (const url of pages) {
      await page.goto(url);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      english.push(...(await leftInEnglish(page)));
    }
    await page.goto(`${project}/articles`);
    await page.getByRole('link', { name: HARBOUR.title }).first().click();
    await expect(page.getByRole('article').first()).toBeVisible();
    english.push(...(await leftInEnglish(page)));
    await page.goto(`${page.url()}/history`);
    english.push(...(await leftInEnglish(page)));
    await page.goto(`${project}/review`);
    await page.getByRole('link', { name: HARBOUR.title }).first().click();
    await expect(page.getByRole('article').first()).toBeVisible();
    english.push(...(await leftInEnglish(page)));
    expect(await violations(page)).toEqual([]);
    expect([...new Set(english)]).toEqual([]);
  });

  await test.step('dates and numbers are French', async () => {
    await page.goto(`${project}/articles`);
    const row = page.getByRole('row', { name: HARBOUR.title });
    await expect(row.locator('time')).toHaveText('5 mars 2024');
    await expect(row.locator('time')).toHaveAttribute('title', '5 mars 2024, 07:30:00 UTC');
    expect(await violations(page)).toEqual([]);
    await page.goto(`${project}/members`);
    await expect(page.locator('time').first()).toHaveText(/^(à l’instant|il y a \d+ minutes?)$/);
  });

  await test.step('failures are told in French too', async () => {
    await page.goto(`${project}/members`);
    await page.getByRole('button', { name: 'Inviter' }).click();
    await page.getByRole('dialog').getByLabel('Adresse e-mail').fill('nobody');
    await page.getByRole('button', { name: 'Créer le lien' }).click();
    await expect(page.getByRole('dialog')).toContainText(
      'Saisissez une adresse comme nom@exemple.org.',
    );
    await page.keyboard.press('Escape');
  });

  await test.step('nothing runs off a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['articles', 'review', 'releases', 'imports', 'history', 'members']) {
      await page.goto(`${project}/${name}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      // Room kept for a scroll bar counts as less than nothing.
      expect(over, name).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('it stays through signing out and in, and on another machine', async () => {
    await page.goto(project);
    await page.getByRole('button', { name: `Compte de ${world.people.admin.name}` }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await expect(page.getByRole('heading', { name: 'Se connecter' })).toBeVisible();
    const { page: elsewhere } = await openDesk('admin');
    await elsewhere.goto('/');
    await expect(elsewhere.getByRole('heading', { name: 'Projets', level: 1 })).toBeVisible();
    await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'fr');
  });
});

test('a stranger is asked in the language of the browser, and may choose another', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Se connecter' })).toBeVisible();
  expect(await leftInEnglish(page)).toEqual([]);
  await page.getByRole('button', { name: 'Langue' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
