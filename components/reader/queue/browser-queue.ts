import type { Transport } from '../model/command';
import { createDraftQueue, type DraftQueue } from './draft-queue';
import { openDraftStorage } from './draft-storage';

const queues = new Map<string, Promise<DraftQueue>>();

const lockName = (owner: string) => `sourcemark-tab:${owner}`;

/** Holds a lock as long as this tab lives: how other tabs know that its drafts are being sent. */
function proveLife(owner: string): void {
  if (!('locks' in navigator)) return;
  void navigator.locks.request(lockName(owner), () => new Promise<never>(() => undefined));
}

/**
 * Without the Web Locks API (insecure addresses) every other tab is taken for dead: its drafts may
 * then be sent by two tabs, and the idempotency key makes them count once.
 */
async function isAlive(owner: string): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockName(owner));
}

/** Waits, but no longer than until the browser says that the network is back. */
function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
  });
}

/**
 * This tab's queue for one user. It outlives the page that opened it: changes made in one article
 * go on being sent while the next one is read.
 */
export function browserQueue(userId: string, transport: Transport): Promise<DraftQueue> {
  const known = queues.get(userId);
  if (known) return known;
  const owner = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  proveLife(owner);
  const made = openDraftStorage(userId).then(async (storage) => {
    const queue = createDraftQueue({
      storage,
      transport,
      owner,
      isAlive,
      sleep,
    });
    return queue;
  });
  queues.set(userId, made);
  return made;
}
