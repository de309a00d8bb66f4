import { fork } from 'node:child_process';
import path from 'node:path';
import { findBrowser } from '../lib/launch/browser.mjs';
import type { E2eServer } from '../lib/launch/e2e-server';

const root = path.resolve(import.meta.dirname, '..');

/** Starts the product once for all browser tests; its address goes to the workers by environment. */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.PLAYWRIGHT_CHROMIUM ??= await findBrowser();
  const child = fork(path.join(root, 'lib/launch/e2e-server.ts'), {
    cwd: root,
    execArgv: ['--import', 'tsx'],
  });
  const server = await new Promise<E2eServer>((resolve, reject) => {
    child.once('message', (message) => resolve(message as E2eServer));
    child.once('exit', (code) => reject(new Error(`The server for the tests ended with ${code}.`)));
  });
  process.env.SOURCEMARK_E2E_URL = server.url;
  process.env.SOURCEMARK_E2E_APP_DATABASE = server.appUrl;
  process.env.SOURCEMARK_E2E_OWNER_DATABASE = server.ownerUrl;
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
}
