import { getPool, listenUrl } from '@/lib/db/client';
import { listen } from './listener';
import { HEARTBEAT_MS, PresenceTable } from './rules';
import { LIVE_CHANNEL, type Notice } from './schema';

/** One open stream, as the hub knows it. */
export interface Subscriber {
  readonly projectId: string;
  readonly articleId: string;
  readonly userId: string;
  /** Unique among all processes. */
  readonly connection: string;
  /** There may be news about the article. */
  onNews(): void;
  onPeople(userIds: readonly string[]): void;
  /** The person may have lost the right to be here. */
  onPerson(): void;
  /** Whether notices come in at the moment. */
  onConnected(connected: boolean): void;
  /** The process ends. */
  onClose(): void;
}

/** Those who open an article together ask at nearly the same time. */
const ANSWER_AFTER_MS = 150;

/**
 * The process's one ear and mouth: a single listening connection, however many pages are open.
 * It exists while there is a subscriber.
 */
class LiveHub {
  private readonly subscribers = new Map<string, Set<Subscriber>>();
  private readonly presence = new PresenceTable();
  private readonly answering = new Set<string>();
  private stop: (() => Promise<void>) | null = null;
  private beat: NodeJS.Timeout | undefined;
  private connected = false;

  /** Adds a stream; returns what takes it away. */
  add(subscriber: Subscriber): () => void {
    const key = keyOf(subscriber);
    const known = this.subscribers.get(key) ?? new Set();
    this.subscribers.set(key, known.add(subscriber));
    this.start();
    // Told here, not when the own notice comes back: by then it is no news to the table.
    if (this.presence.saw(key, subscriber.connection, subscriber.userId, Date.now())) {
      this.tellPeople(key);
    }
    if (this.connected) this.arrive(subscriber);
    return () => {
      if (!known.delete(subscriber)) return;
      if (known.size === 0) this.subscribers.delete(key);
      if (this.presence.left(key, subscriber.connection, Date.now())) this.tellPeople(key);
      const { projectId: p, articleId: a, connection: c } = subscriber;
      this.say({ t: 'gone', p, a, c });
      if (this.subscribers.size === 0) this.end();
    };
  }

  peopleOf(subscriber: Subscriber): string[] {
    return this.presence.people(keyOf(subscriber));
  }

  closeAll(): void {
    for (const subscriber of this.all()) subscriber.onClose();
  }

  private start(): void {
    if (this.stop) return;
    this.stop = listen({
      connectionString: listenUrl(),
      onNotice: (notice) => this.hear(notice),
      onReady: () => {
        this.connected = true;
        for (const subscriber of this.all()) {
          this.arrive(subscriber);
          subscriber.onConnected(true);
          subscriber.onNews();
        }
      },
      onLost: () => {
        this.connected = false;
        for (const subscriber of this.all()) subscriber.onConnected(false);
      },
    });
    this.beat = setInterval(() => this.tick(), HEARTBEAT_MS);
    this.beat.unref();
  }

  private end(): void {
    clearInterval(this.beat);
    const { stop } = this;
    this.stop = null;
    this.connected = false;
    stop?.().catch((cause: unknown) => console.error('Live updates did not end cleanly.', cause));
  }

  private arrive({ projectId: p, articleId: a, userId: u, connection: c }: Subscriber): void {
    this.say({ t: 'here', p, a, u, c });
    this.say({ t: 'who', p, a });
  }

  /** Says who is here a little later and once, however many have asked by then. */
  private answer(key: string): void {
    if (this.answering.has(key)) return;
    this.answering.add(key);
    const wait = setTimeout(() => {
      this.answering.delete(key);
      for (const { projectId: p, articleId: a, userId: u, connection: c } of this.subscribers.get(
        key,
      ) ?? []) {
        this.say({ t: 'here', p, a, u, c });
      }
    }, ANSWER_AFTER_MS);
    wait.unref();
  }

  private tick(): void {
    for (const { projectId: p, articleId: a, userId: u, connection: c } of this.all()) {
      this.presence.saw(`${p}/${a}`, c, u, Date.now());
      this.say({ t: 'here', p, a, u, c });
    }
    for (const key of this.presence.forget(Date.now())) this.tellPeople(key);
  }

  private hear(notice: Notice): void {
    if (notice.t === 'person') {
      for (const subscriber of this.all()) {
        if (subscriber.userId === notice.u) subscriber.onPerson();
      }
      return;
    }
    const key = `${notice.p}/${notice.a}`;
    const here = this.subscribers.get(key);
    // Nobody of this process has it open: nothing to remember.
    if (!here) return;
    switch (notice.t) {
      case 'event':
        for (const subscriber of here) subscriber.onNews();
        break;
      case 'here':
        if (this.presence.saw(key, notice.c, notice.u, Date.now())) this.tellPeople(key);
        break;
      case 'gone':
        if (this.presence.left(key, notice.c, Date.now())) this.tellPeople(key);
        break;
      case 'who':
        this.answer(key);
        break;
    }
  }

  private tellPeople(key: string): void {
    const people = this.presence.people(key);
    for (const subscriber of this.subscribers.get(key) ?? []) subscriber.onPeople(people);
  }

  /** Best effort: what is lost here is said again with the next heartbeat. */
  private say(notice: Notice): void {
    getPool()
      .query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, JSON.stringify(notice)])
      .catch((cause: unknown) => console.error('A live notice was not sent.', cause));
  }

  private *all(): Generator<Subscriber> {
    for (const known of [...this.subscribers.values()]) yield* [...known];
  }
}

function keyOf({ projectId, articleId }: Subscriber): string {
  return `${projectId}/${articleId}`;
}

// On the global object: the server bundles this module once for each route that uses it.
const holder = globalThis as typeof globalThis & { sourcemarkLive?: LiveHub };

/** The process's hub. */
export function liveHub(): LiveHub {
  if (!holder.sourcemarkLive) {
    const hub = new LiveHub();
    holder.sourcemarkLive = hub;
    // An open stream would hold the server's end back.
    process.once('SIGTERM', () => {
      hub.closeAll();
      // Listening took the signal's own effect away: without another listener nobody would end.
      if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
    });
  }
  return holder.sourcemarkLive;
}
