import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ARABIC, HARBOUR } from './articles';
import { expect, test } from './fixtures';
import { ReaderPage } from './reader';

/** Every page below a project. */
const PROJECT_PAGES = [
  'dashboard',
  'dashboard/codings',
  'dashboard/threads',
  'articles',
  'assignments',
  'search',
  'search?q=port&view=kwic',
  'search?layer=attribution',
  'review',
  'review/adjudicate',
  'review/causes',
  'review/appeals',
  'my-work',
  'my-work/final',
  'codebook',
  'imports',
  'releases',
  'history',
  'members',
];

/** In the dark only the colours differ: the rest of axe's rules are asked in the light. */
async function violations(page: Page, colorScheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (colorScheme === 'dark') axe.withRules(['color-contrast']);
  const { violations: found } = await axe.analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme}`, async ({ world, openDesk }) => {
    test.setTimeout(300_000);
    await world.load([HARBOUR, ARABIC]);
    const { page } = await openDesk('admin', { colorScheme, reducedMotion: 'reduce' });
    const reader = new ReaderPage(page);
    await reader.open(world.projectId, HARBOUR.title);
    await reader.label('port authority', 's');
    await reader.saved();
    const found = await violations(page, colorScheme);
    const articleUrl = page.url();
    const id = await reader.cards.first().getAttribute('data-annotation');
    const urls = [
      '/',
      '/account',
      ...PROJECT_PAGES.map((name) => `/projects/${world.projectId}/${name}`),
      `${articleUrl}/history`,
      `/projects/${world.projectId}/annotations/${id}`,
    ];
    for (const url of urls) {
      await page.goto(url);
      await expect(page.getByRole('heading').first()).toBeVisible();
      found.push(...(await violations(page, colorScheme)));
    }
    await reader.open(world.projectId, ARABIC.title);
    found.push(...(await violations(page, colorScheme)));
    expect(found).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious where a codebook is made, ${colorScheme}`, async ({
    world,
    openDesk,
  }) => {
    // The draft is one long page, which axe reads whole.
    test.setTimeout(300_000);
    const { page } = await openDesk('lead', { colorScheme, reducedMotion: 'reduce' });
    const codebook = `/projects/${world.projectId}/codebook`;
    await page.goto(codebook);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('treeitem', { name: /^Attribution/ }).click();
    await expect(page.getByRole('group', { name: 'What it joins' })).toBeVisible();
    const found = await violations(page, colorScheme);
    for (const name of ['publish', 'migrate', 'waiting']) {
      await page.goto(`${codebook}/${name}`);
      await expect(page.getByRole('heading').first()).toBeVisible();
      found.push(...(await violations(page, colorScheme)));
    }
    expect(found).toEqual([]);
  });
}

test('axe finds nothing serious on a colleague’s submitted coding under review', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR]);
  const { page } = await openDesk('ana', { reducedMotion: 'reduce' });
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, HARBOUR.title);
  await reader.label('port authority', 's');
  await reader.saved();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Submit' }).click();
  await reader.saved();
  const ben = await openDesk('ben', { reducedMotion: 'reduce' });
  await ben.page.goto(`/projects/${world.projectId}/review`);
  await ben.page.getByRole('link', { name: HARBOUR.title }).first().click();
  await expect(ben.page.getByRole('article').first()).toBeVisible();
  expect(await violations(ben.page)).toEqual([]);
});

test('axe finds nothing serious before signing in', async ({ page }) => {
  await page.goto('/sign-in');
  expect(await violations(page)).toEqual([]);
  await page.goto('/no-such-page');
  expect(await violations(page)).toEqual([]);
});

test('pages carry the security headers', async ({ page }) => {
  const response = await page.goto('/sign-in');
  const headers = response?.headers() ?? {};
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src[^;]*'nonce-/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBeTruthy();
  expect(headers['permissions-policy']).toBeTruthy();
});

test('stored words are never markup', async ({ world, openDesk }) => {
  const hostile = {
    ...HARBOUR,
    id: 'hostile',
    title: 'Markup <img src=x onerror=alert(1)> in a title</script><script>alert(2)</script>',
    text: 'A body with </script><script>alert(3)</script> and <b>tags</b> in it, said the editor.',
  };
  await world.load([hostile]);
  const { page } = await openDesk('ana');
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const reader = new ReaderPage(page);
  await reader.open(world.projectId, hostile.title);
  await expect(reader.text).toContainText('<b>tags</b>');
  await reader.label('said', 'c');
  await reader.saved();
  expect(dialogs).toBe(0);
});
