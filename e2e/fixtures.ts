import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { closeConnections, connectTo } from '@/lib/db/client';
import { makeWorld, type World } from './world';

/** A person's own browser, signed in. */
export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
}

interface Fixtures {
  /** A project of the test's own, with members of every role; nothing is shared between tests. */
  readonly world: World;
  /** Opens a browser for a member of the world, signed in. Closed after the test. */
  readonly openDesk: (person: keyof World['people'], options?: DeskOptions) => Promise<Desk>;
}

type DeskOptions = Parameters<Browser['newContext']>[0];

/** Messages of the browser itself that say nothing about the product. */
const HARMLESS = [/Failed to load resource: net::ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/];

export const test = base.extend<Fixtures, { database: undefined }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here.
    async ({}, use) => {
      const appUrl = process.env.SOURCEMARK_E2E_APP_DATABASE;
      const ownerUrl = process.env.SOURCEMARK_E2E_OWNER_DATABASE;
      if (!appUrl || !ownerUrl) throw new Error('The global setup has not started the product.');
      connectTo({ appUrl, ownerUrl });
      await use(undefined);
      await closeConnections();
    },
    { scope: 'worker', auto: true },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here.
  world: async ({}, use) => {
    await use(await makeWorld());
  },

  openDesk: async ({ browser, world }, use) => {
    const desks: Desk[] = [];
    const errors: string[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      watchErrors(page, errors);
      await signInByRequest(context, world.people[person].email, world.password);
      desks.push({ page, context });
      return { page, context };
    });
    for (const { context } of desks) await context.close();
    expect(errors, 'the browser console').toEqual([]);
  },
});

/** An error in the console fails the test that caused it. */
export function watchErrors(page: Page, into: string[]): void {
  page.on('pageerror', (error) => into.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (HARMLESS.some((pattern) => pattern.test(message.text()))) return;
    into.push(`${message.text()} (${message.location().url})`);
  });
}

/**
 * Signs a context in by the requests that the sign-in page makes, without the page: two page loads
 * less a test. The page itself is tested where people sign in.
 */
async function signInByRequest(
  context: BrowserContext,
  email: string,
  password: string,
): Promise<void> {
  const csrf: { csrfToken: string } = await (await context.request.get('/api/auth/csrf')).json();
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { email, password, csrfToken: csrf.csrfToken, json: 'true' },
  });
  expect(answer.status(), 'signing in').toBe(200);
  const { url } = (await answer.json()) as { url: string };
  expect(new URL(url).searchParams.get('error'), 'signing in').toBeNull();
}

/** Signs in as a person would, and waits for the page behind the door. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export { expect };

/** Fails with what axe finds on the page, once it has its title: that comes with the last of its parts. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}
