import { type ChildProcess, fork } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '@/lib/db/paths';
import { appSecret } from '@/lib/secret';

/** What runs gets this long to end by itself, ms; what is cut off goes on at the next start. */
const STOP_TIMEOUT_MS = 5_000;
/** Before a worker that ended by itself is started again, ms. */
const AGAIN_AFTER_MS = 2_000;

export interface WorkerProcess {
  /** The process at present; for tests that end it. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the worker beside the web server, as the application's role, and starts it again should it
 * end by itself. It ends with this process, however that ends.
 */
export function startWorkerProcess(appUrl: string): WorkerProcess {
  let stopping = false;
  let again: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  const start = () => {
    child = fork(fromRoot('lib/worker/process.ts'), {
      execArgv: ['--import', 'tsx', '--import', exitWithParent()],
      // Its own group: Ctrl-C reaches the launcher alone, which stops things in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: workerEnv(appUrl),
    });
    child.once('exit', (code) => {
      if (stopping) return;
      console.error(`The worker ended by itself (${code}); it is started again.`);
      again = setTimeout(start, AGAIN_AFTER_MS);
    });
  };
  start();
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(hurry);
    },
  };
}

const exitWithParent = () => pathToFileURL(fromRoot('lib/launch/exit-with-parent.mjs')).href;

function workerEnv(appUrl: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  return { ...inherited, DATABASE_APP_URL: appUrl, NEXTAUTH_SECRET: appSecret() };
}
