import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '@/lib/db/paths';
import { appSecret } from '@/lib/secret';
import { actionsKey } from './build';

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 10_000;

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  /** The address that people type; sign-in needs it. */
  readonly publicUrl: string;
  /** As the application's role: the web server never learns the owner's password. */
  readonly appUrl: string;
  readonly dev?: boolean;
  /** Where its lines go; to this process's own output when absent. */
  readonly quiet?: boolean;
}

export interface WebServer {
  readonly url: string;
  /** Settles with the exit code when the server ends. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts Next and waits until it answers. It ends with this process, however that ends. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const child = fork(
    fromRoot('node_modules/next/dist/bin/next'),
    [options.dev ? 'dev' : 'start', '-H', options.host, '-p', String(options.port)],
    {
      execArgv: ['exit-with-parent', 'peer-address'].flatMap((name) => [
        '--import',
        pathToFileURL(fromRoot(`lib/launch/${name}.mjs`)).href,
      ]),
      // Its own group: Ctrl-C reaches the launcher alone, which stops things in order.
      detached: true,
      stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
      env: serverEnv(options),
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  await waitUntilItAnswers(child, `http://${address}:${options.port}/sign-in`);
  return { url: options.publicUrl, ended, stop: () => stop(child, ended) };
}

function serverEnv(options: WebServerOptions): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: options.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_APP_URL: options.appUrl,
    NEXTAUTH_SECRET: appSecret(),
    NEXTAUTH_URL: options.publicUrl,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    HOST: options.host,
    PORT: String(options.port),
  };
}

async function waitUntilItAnswers(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The web server ended with ${child.exitCode ?? child.signalCode}.`);
    }
    const status = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    }).then(
      (response) => response.status,
      () => undefined,
    );
    if (status !== undefined) return;
    if (Date.now() > deadline) throw new Error(`The web server does not answer at ${url}.`);
    await sleep(50);
  }
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(hurry);
}
