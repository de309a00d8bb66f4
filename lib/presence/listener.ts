import pg from 'pg';
import { LIVE_CHANNEL, type Notice, noticeSchema } from './schema';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
const KEEP_ALIVE_MS = 20_000;

interface ListenerOptions {
  /** A direct connection: a pooler in transaction mode forgets a LISTEN. */
  readonly connectionString: string;
  onNotice(notice: Notice): void;
  /** Listening, for the first time or again: what was said in between was missed. */
  onReady(): void;
  onLost(): void;
}

/**
 * Keeps one connection that listens, and makes a new one whenever it is lost. Returns what ends it.
 */
export function listen(options: ListenerOptions): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let alive: NodeJS.Timeout | undefined;
  let wait = FIRST_WAIT_MS;
  let ended = false;

  const lost = (from: pg.Client, cause: unknown) => {
    if (client !== from) return;
    client = null;
    clearInterval(alive);
    from.removeAllListeners('notification');
    void from.end().catch(() => undefined);
    if (!ended) options.onLost();
    // Whoever heard of it may have ended us.
    if (ended) return;
    const words = cause instanceof Error ? cause.message : String(cause);
    console.error(`Live updates lost their database connection (${words}); trying again.`);
    timer = setTimeout(() => void open(), wait);
    timer.unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };

  const open = async () => {
    const mine = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'sourcemark live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    client = mine;
    mine.on('error', (error) => lost(mine, error));
    mine.on('end', () => lost(mine, 'it ended'));
    mine.on('notification', ({ payload }) => {
      const notice = readNotice(payload);
      if (notice) options.onNotice(notice);
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch (cause) {
      lost(mine, cause);
      return;
    }
    if (ended || client !== mine) return;
    wait = FIRST_WAIT_MS;
    // A connection that is cut without a word is noticed by asking.
    alive = setInterval(() => {
      mine.query('SELECT 1').catch((cause: unknown) => lost(mine, cause));
    }, KEEP_ALIVE_MS);
    alive.unref();
    options.onReady();
  };

  void open();
  return async () => {
    ended = true;
    clearTimeout(timer);
    clearInterval(alive);
    const last = client;
    client = null;
    if (last) await last.end();
  };
}

/** Null for what is not ours or of another version: it is passed over. */
function readNotice(payload: string | undefined): Notice | null {
  let json: unknown;
  try {
    json = JSON.parse(payload ?? '');
  } catch (cause) {
    console.error('A notice of the database is no JSON.', cause);
    return null;
  }
  const parsed = noticeSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
