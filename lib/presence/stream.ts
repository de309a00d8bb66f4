import { randomUUID } from 'node:crypto';
import type { UserActor } from '@/lib/auth/actor';
import { liveHub, type Subscriber } from './hub';
import { mayStay, readDelta, readPeople } from './queries';
import { sseMessage } from './rules';
import { LIVE_EVENTS, type LiveDelta } from './schema';

interface Watch {
  readonly actor: UserActor;
  /** Generation of the session, to notice when it ends. */
  readonly sessionVersion: number;
  readonly articleId: string;
  readonly articleVersionId: string;
  /** The last event that the page knows. */
  readonly after: number;
  /** Fires when the page goes away. */
  readonly signal: AbortSignal;
}

/** Changes that come together are told together; people of one article do not all ask at once. */
const COALESCE_MS = 60;
const SPREAD_MS = 60;
/** Even if no notice comes, the right to be here is checked this often. */
const RECHECK_MS = 10_000;
/** Proxies close a stream that is silent for long. */
const PING_MS = 15_000;
/** A page that does not read what it is sent is let go; it comes back and catches up. Bytes. */
const MOST_BACKLOG = 4_000_000;

/**
 * The live stream of one open page: who else is here, and what changed since event `after`. It ends
 * by itself when the page goes, the session or membership ends, or the process stops.
 */
export function liveStream(watch: Watch): ReadableStream<Uint8Array> {
  const stream = new OpenStream(watch);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => stream.open(controller),
      cancel: () => stream.close(),
    },
    { highWaterMark: MOST_BACKLOG, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}

class OpenStream implements Subscriber {
  readonly projectId: string;
  readonly articleId: string;
  readonly userId: string;
  readonly connection = randomUUID();
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private leave: (() => void) | null = null;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly encoder = new TextEncoder();
  private reading = false;
  private due = false;
  private after: number;
  private shown = '';
  private asked = 0;

  constructor(private readonly watch: Watch) {
    this.projectId = watch.actor.projectId;
    this.articleId = watch.articleId;
    this.userId = watch.actor.userId;
    this.after = watch.after;
  }

  open(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.controller = controller;
    if (this.watch.signal.aborted) {
      this.close();
      return;
    }
    this.watch.signal.addEventListener('abort', () => this.close(), { once: true });
    // Comes back a second after a loss; the first bytes tell the page that it is connected.
    this.write('retry: 1000\n: welcome\n\n');
    this.leave = liveHub().add(this);
    this.every(PING_MS, () => this.write(': still here\n\n'));
    this.every(RECHECK_MS, () => this.onPerson());
    this.onPeople(liveHub().peopleOf(this));
    this.onNews();
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.timers.clear();
    this.leave?.();
    this.leave = null;
    const { controller } = this;
    this.controller = null;
    try {
      controller?.close();
    } catch (cause) {
      // Closed by the other side already: there is no way to ask beforehand.
      if (!(cause instanceof TypeError)) throw cause;
    }
  }

  onNews(): void {
    if (this.due) return;
    this.due = true;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        void this.guard(() => this.tellNews());
      },
      COALESCE_MS + Math.random() * SPREAD_MS,
    );
    this.timers.add(timer);
  }

  onPeople(userIds: readonly string[]): void {
    const turn = ++this.asked;
    void this.guard(async () => {
      const people = await readPeople(this.watch.actor, this.watch.articleVersionId, userIds);
      if (!people.ok) {
        this.endFor();
        return;
      }
      // A later question may have been answered first.
      if (turn !== this.asked) return;
      const message = sseMessage(LIVE_EVENTS.people, people.value);
      if (message !== this.shown) this.write(message);
      this.shown = message;
    });
  }

  onPerson(): void {
    void this.guard(async () => {
      if (!(await mayStay(this.watch.actor, this.watch.sessionVersion))) this.endFor();
    });
  }

  onConnected(connected: boolean): void {
    // Without notices the page must not believe that it is up to date: it tries again, and is told so.
    if (!connected) this.close();
  }

  onClose(): void {
    this.close();
  }

  private async tellNews(): Promise<void> {
    if (this.reading) {
      // Asked again while an earlier answer is read: that one may have been too early.
      this.due = false;
      this.onNews();
      return;
    }
    this.reading = true;
    this.due = false;
    try {
      const news = await readDelta(this.watch.actor, this.watch, this.after);
      if (!news.ok) {
        this.endFor();
        return;
      }
      const { seq, delta } = news.value;
      if (seq <= this.after) return;
      this.after = seq;
      // Work that is hidden from the person: not even its moment is told.
      if (delta && isEmpty(delta)) return;
      const [event, data] = delta ? [LIVE_EVENTS.delta, delta] : [LIVE_EVENTS.reload, {}];
      this.write(sseMessage(event, data, seq));
    } finally {
      this.reading = false;
    }
  }

  private endFor(): void {
    this.write(sseMessage(LIVE_EVENTS.ended, {}));
    this.close();
  }

  private write(text: string): void {
    const { controller } = this;
    if (!controller) return;
    if ((controller.desiredSize ?? 0) <= 0) this.close();
    else controller.enqueue(this.encoder.encode(text));
  }

  private every(ms: number, work: () => void): void {
    this.timers.add(setInterval(work, ms));
  }

  /** The database may be away: the page is let go, comes back later and catches up. */
  private async guard(work: () => Promise<void>): Promise<void> {
    if (!this.controller) return;
    try {
      await work();
    } catch (cause) {
      console.error('A live stream was let go.', cause);
      this.close();
    }
  }
}

function isEmpty(delta: LiveDelta): boolean {
  const { annotations, relations, gone, goneRelations, codings } = delta;
  return [annotations, relations, gone, goneRelations, codings].every(({ length }) => length === 0);
}
