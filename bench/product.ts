import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { reopenCoding } from '@/lib/annotations/commands/coding';
import { createUser } from '@/lib/auth/account-commands';
import type { Actor } from '@/lib/auth/actor';
import { closeConnections, connectTo, getOwnerPool } from '@/lib/db/client';
import { fromRoot } from '@/lib/db/paths';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { findBrowser } from '@/lib/launch/browser.mjs';
import type { E2eServer } from '@/lib/launch/e2e-server';
import { createProject } from '@/lib/projects/commands';
import { type BratSize, writeBratFolder } from './brat-folder';
import { must } from './must';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PASSWORD = randomBytes(12).toString('base64url');

/** The built product on a database of its own, and a browser in which an analyst is signed in. */
export interface Product {
  readonly url: string;
  readonly projectId: string;
  readonly analyst: Extract<Actor, { kind: 'user' }> & { readonly email: string };
  readonly context: BrowserContext;
  newPage(): Promise<Page>;
}

/** Builds if need be, serves, signs in, runs `work`, and stops it all. */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium here and none could be installed.');
  const child = fork(fromRoot('lib/launch/e2e-server.ts'), { execArgv: ['--import', 'tsx'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let browser: Browser | undefined;
  try {
    const server = await new Promise<E2eServer>((resolve, reject) => {
      child.once('message', (message) => resolve(message as E2eServer));
      child.once('exit', (code) => reject(new Error(`The product ended with ${code}.`)));
    });
    connectTo(server);
    browser = await chromium.launch({ executablePath, args: FLAGS });
    return await work(await signedIn(browser, server.url));
  } finally {
    await browser?.close();
    await closeConnections();
    child.kill('SIGTERM');
    await ended;
  }
}

async function signedIn(browser: Browser, url: string): Promise<Product> {
  const slug = `bench-${randomBytes(4).toString('hex')}`;
  const project = must(await createProject({ slug, name: 'Bench' }));
  const email = `${slug}@desk.example`;
  const user = must(
    await createUser(
      { kind: 'operator' },
      {
        email,
        name: 'Ana Lyst',
        password: PASSWORD,
        membership: { projectId: project.id, role: 'analyst' },
      },
    ),
  );
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  // tsx has functions remember their names by a helper that the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
  await page.close();
  return {
    url,
    projectId: project.id,
    analyst: { kind: 'user', userId: user.userId, projectId: project.id, email },
    context,
    newPage: () => context.newPage(),
  };
}

/**
 * Loads one text with the analyst's own annotations, open for more, and answers the path at which it
 * is read.
 */
export async function loadText(
  { projectId, analyst }: Product,
  folder: string,
  size: Omit<BratSize, 'articles'>,
): Promise<string> {
  const name = `text-${size.annotationsEach}`;
  const source = path.join(folder, name);
  await writeBratFolder(source, { ...size, articles: 1, name });
  const report = must(
    await importSource({ kind: 'operator', projectId }, must(await openSource(source)), {
      format: 'brat',
      sourceName: name,
      coder: analyst.email,
    }),
  );
  if (report.annotations.created !== size.annotationsEach) {
    throw new Error(`Stored ${JSON.stringify(report).slice(0, 2000)}.`);
  }
  const { rows } = await getOwnerPool().query<{ article: string; version: string }>(
    `SELECT v.article_id AS article, v.id AS version FROM article_versions v
       JOIN articles a ON a.project_id = v.project_id AND a.id = v.article_id
      WHERE a.project_id = $1 AND a.external_id LIKE $2`,
    [projectId, `${name}-%`],
  );
  const [stored] = rows;
  if (!stored) throw new Error(`The text ${name} was not stored.`);
  if (size.annotationsEach > 0) {
    // What is imported counts as submitted.
    const idempotencyKey = randomBytes(12).toString('hex');
    must(await reopenCoding(analyst, { articleVersionId: stored.version, idempotencyKey }));
  }
  return `/projects/${projectId}/articles/${stored.article}`;
}
