import type { AnnotationChange } from '@/lib/annotations/schema';
import type { AppError, AppErrorCode } from '@/lib/result/app-error';
import { annotationOf, type Command, perform, type Transport } from '../model/command';
import type { Draft, DraftStorage } from './draft-storage';
import { expectedNoOf, movesRevision, withExpectedNo } from './rebase';

export interface QueueSnapshot {
  /** Changes not yet acknowledged, in order. */
  readonly waiting: readonly Draft[];
  /** Changes that the server refused, kept until the person decides. */
  readonly refused: readonly Draft[];
  /** The last attempt did not reach the server, or the server could not answer. */
  readonly offline: boolean;
  readonly signedOut: boolean;
  /** False when a reload would lose what waits. */
  readonly lasting: boolean;
}

export type QueueEvent =
  | { readonly type: 'adopted'; readonly draft: Draft }
  | {
      readonly type: 'saved';
      readonly command: Command;
      readonly change: AnnotationChange;
    }
  | { readonly type: 'refused'; readonly draft: Draft };

interface DraftQueueOptions {
  readonly storage: DraftStorage;
  readonly transport: Transport;
  /** This tab. */
  readonly owner: string;
  /** Whether the tab that made a draft still lives and will send it itself. */
  isAlive(owner: string): Promise<boolean>;
  /** Resolves after the time (ms), or sooner when the network comes back or `wake` is called. */
  sleep(milliseconds: number): Promise<void>;
}

export interface DraftQueue {
  snapshot(): QueueSnapshot;
  subscribe(listener: () => void): () => void;
  onEvent(listener: (event: QueueEvent) => void): () => void;
  /** Takes over drafts of tabs that are gone. Once, at the start; safe to repeat. */
  adopt(): Promise<void>;
  /** Keeps the change and sends it in its turn. */
  enqueue(command: Command): Promise<void>;
  /** Throws a refused draft away. */
  discard(seq: number): Promise<void>;
  /** Sends a refused draft again, with a new idempotency key if the command is a new one. */
  retry(seq: number, command: Command): Promise<void>;
  /** Signed in again. */
  resume(): void;
  /** Resolves when nothing waits or nothing can be sent. For tests. */
  settled(): Promise<void>;
}

/** The server may well answer later; anything else it says about a command is its last word. */
const TRY_AGAIN: ReadonlySet<AppErrorCode> = new Set(['unavailable', 'rate_limited']);
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

const keyOf = (draft: Draft) => draft.command.input.idempotencyKey;

/**
 * Sends changes one at a time, in the order in which they were made. A change is stored before it
 * is sent and deleted after it is acknowledged; sent twice after a crash, it carries the same key
 * and counts once.
 */
export function createDraftQueue(options: DraftQueueOptions): DraftQueue {
  const { storage, transport, owner } = options;
  let waiting: Draft[] = [];
  let refused: Draft[] = [];
  let offline = false;
  let signedOut = false;
  // Numbers for drafts that the browser has not stored, or would not; above any that it gives.
  let volatileSeq = 2 ** 40;
  let lasting = storage.lasting;
  let pumping: Promise<void> | null = null;
  let adding: Promise<void> = Promise.resolve();
  /** Drafts on their way into the browser's database, by key; none is sent before it is there. */
  const storing = new Map<string, Promise<void>>();
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(event: QueueEvent) => void>();
  let current: QueueSnapshot;

  const publish = () => {
    current = { waiting, refused, offline, signedOut, lasting };
    for (const listener of listeners) listener();
  };
  current = { waiting, refused, offline, signedOut, lasting };
  const emit = (event: QueueEvent) => {
    for (const listener of eventListeners) listener(event);
  };

  /** A full or broken browser database must not stop the sending; the header says what is at risk. */
  const store = async <T>(write: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await write();
    } catch (cause) {
      console.warn('A draft could not be written to this browser.', cause);
      lasting = false;
      return otherwise;
    }
  };

  /** Later changes of the same annotation were made on top of ours: they expect what we became. */
  const rebase = async (command: Command, change: AnnotationChange) => {
    const numbers = new Map(change.annotations.map((head) => [head.id, head.revisionNo]));
    const changed: string[] = [];
    waiting = waiting.map((draft) => {
      const id = annotationOf(draft.command);
      const number = id === null ? undefined : numbers.get(id);
      if (id === null || number === undefined || expectedNoOf(draft.command) === null) return draft;
      if (movesRevision(draft.command)) numbers.set(id, number + 1);
      if (expectedNoOf(draft.command) === number) return draft;
      changed.push(keyOf(draft));
      return { ...draft, command: withExpectedNo(draft.command, number) };
    });
    for (const key of changed) {
      await storing.get(key);
      const draft = waiting.find((one) => keyOf(one) === key);
      if (draft) await store(() => storage.put(draft), undefined);
    }
    emit({ type: 'saved', command, change });
  };

  const refuse = async (draft: Draft, error: AppError) => {
    const { code, userMessage, field, details } = error;
    const state = code === 'stale_version' ? ('conflict' as const) : ('refused' as const);
    const id = annotationOf(draft.command);
    const plain = { code, userMessage, field, details };
    // What was changed on top of a stale change is part of the same question.
    const together = waiting.filter(
      (one) =>
        keyOf(one) === keyOf(draft) || (state === 'conflict' && annotationOf(one.command) === id),
    );
    for (const one of together) await storing.get(keyOf(one));
    const keys = new Set(together.map(keyOf));
    const marked = waiting
      .filter((one) => keys.has(keyOf(one)))
      .map((one): Draft => ({ ...one, state, error: plain }));
    waiting = waiting.filter((one) => !keys.has(keyOf(one)));
    refused = [...refused, ...marked];
    for (const one of marked) await store(() => storage.put(one), undefined);
    publish();
    for (const one of marked) emit({ type: 'refused', draft: one });
  };

  const sendFirst = async (draft: Draft): Promise<'again' | 'stop' | 'next'> => {
    let result: Awaited<ReturnType<typeof perform>>;
    try {
      result = await perform(transport, draft.command);
    } catch (cause) {
      console.warn('A change could not be sent and will be sent again.', cause);
      return 'again';
    }
    if (!result.ok && TRY_AGAIN.has(result.error.code)) return 'again';
    if (!result.ok && result.error.code === 'not_signed_in') return 'stop';
    offline = false;
    if (result.ok) {
      waiting = waiting.filter((one) => keyOf(one) !== keyOf(draft));
      await store(() => storage.delete(draft.seq), undefined);
      await rebase(draft.command, result.value);
      publish();
    } else {
      await refuse(draft, result.error);
    }
    return 'next';
  };

  const pump = async () => {
    let wait = FIRST_WAIT;
    while (waiting[0] && !signedOut) {
      await storing.get(keyOf(waiting[0]));
      const draft = waiting[0];
      const outcome = await sendFirst(draft);
      if (outcome === 'next') {
        wait = FIRST_WAIT;
      } else if (outcome === 'stop') {
        signedOut = true;
        publish();
      } else {
        offline = true;
        publish();
        await options.sleep(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  };
  const start = () => {
    if (pumping || signedOut || waiting.length === 0) return;
    pumping = pump().finally(() => {
      pumping = null;
      start();
    });
  };

  const enqueue = (command: Command): Promise<void> => {
    // At once among those that wait, so that an answer on its way moves it like the others.
    volatileSeq += 1;
    const draft: Draft = { seq: volatileSeq, owner, command, state: 'waiting', error: null };
    const key = keyOf(draft);
    waiting = [...waiting, draft];
    publish();
    // One after the other, so that two quick changes are stored in the order in which they were made.
    const stored = adding.then(async () => {
      const { seq: provisional, ...rest } = waiting.find((one) => keyOf(one) === key) ?? draft;
      const seq = await store(() => storage.add(rest), provisional);
      waiting = waiting.map((one) => (keyOf(one) === key ? { ...one, seq } : one));
      storing.delete(key);
    });
    storing.set(key, stored);
    adding = stored;
    start();
    return stored;
  };

  return {
    snapshot: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    adopt: async () => {
      const alive = new Map<string, boolean>();
      for (const draft of await storage.all()) {
        if (draft.owner === owner) continue;
        const known = alive.get(draft.owner) ?? (await options.isAlive(draft.owner));
        alive.set(draft.owner, known);
        if (known) continue;
        const mine = { ...draft, owner };
        await store(() => storage.put(mine), undefined);
        if (mine.state === 'waiting') {
          waiting = [...waiting, mine].sort((a, b) => a.seq - b.seq);
          emit({ type: 'adopted', draft: mine });
        } else {
          refused = [...refused, mine];
        }
      }
      publish();
      start();
    },
    enqueue,
    discard: async (seq) => {
      refused = refused.filter((draft) => draft.seq !== seq);
      await store(() => storage.delete(seq), undefined);
      publish();
    },
    retry: async (seq, command) => {
      refused = refused.filter((draft) => draft.seq !== seq);
      await store(() => storage.delete(seq), undefined);
      await enqueue(command);
    },
    resume: () => {
      signedOut = false;
      publish();
      start();
    },
    settled: async () => {
      await adding;
      while (pumping) await pumping;
    },
  };
}
