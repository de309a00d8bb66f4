import type { LiveDelta, LivePerson } from '@/lib/presence/schema';

/** `off`: nothing comes in at the moment, it is tried again. `ended`: the server sent us away. */
export type LiveState = 'connecting' | 'live' | 'off' | 'ended';

interface LiveHandlers {
  onState(state: LiveState): void;
  onPeople(people: readonly LivePerson[]): void;
  onDelta(delta: LiveDelta): void;
  /** Too much happened: read everything again. */
  onReload(): void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A tab in the background lets go: a browser gives one site six connections in all. */
const HIDDEN_MS = 30_000;

/**
 * Keeps a stream of server-sent events open from event `after` on. The browser itself comes back
 * after a lost connection with the last event's number; after a refusal it gives up, so that is
 * tried again here, ever more slowly. Returns what ends it.
 */
export function connectLive(address: string, after: number, handlers: LiveHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = after;
  let wait = FIRST_WAIT_MS;
  let ended = false;

  let resting: ReturnType<typeof setTimeout> | undefined;

  const letGo = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    handlers.onPeople([]);
  };
  const onVisibility = () => {
    clearTimeout(resting);
    if (document.visibilityState === 'hidden') resting = setTimeout(letGo, HIDDEN_MS);
    else if (source === null && !ended) open();
  };
  const end = () => {
    ended = true;
    clearTimeout(timer);
    clearTimeout(resting);
    document.removeEventListener('visibilitychange', onVisibility);
    source?.close();
    source = null;
  };

  const open = () => {
    clearTimeout(timer);
    const mine = new EventSource(`${address}&after=${last}`);
    source = mine;
    mine.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
      handlers.onState('live');
    });
    mine.addEventListener('people', ({ data }) => handlers.onPeople(JSON.parse(data)));
    mine.addEventListener('delta', ({ data }) => {
      const delta: LiveDelta = JSON.parse(data);
      last = delta.seq;
      handlers.onDelta(delta);
    });
    mine.addEventListener('reload', ({ lastEventId }) => {
      last = Number(lastEventId);
      handlers.onReload();
    });
    mine.addEventListener('ended', () => {
      end();
      handlers.onPeople([]);
      handlers.onState('ended');
    });
    mine.addEventListener('error', () => {
      if (ended || source !== mine) return;
      handlers.onPeople([]);
      handlers.onState('off');
      if (mine.readyState !== EventSource.CLOSED) return;
      source = null;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };

  handlers.onState('connecting');
  document.addEventListener('visibilitychange', onVisibility);
  open();
  return end;
}
