/** How often an open page says that it is there, and how long others believe it. ms. */
export const HEARTBEAT_MS = 10_000;
export const FORGOTTEN_AFTER_MS = 25_000;

interface Seen {
  readonly userId: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** Who has which article open, as told by all processes. Time is passed in. */
export class PresenceTable {
  private readonly articles = new Map<string, Map<string, Seen>>();
  /**
   * When connections left. A notice that one is here may come after the one that it left, since they
   * travel on different connections to the database: it would bring back somebody who is gone.
   */
  private readonly gone = new Map<string, number>();

  /** Answers whether the people of the article changed. */
  saw(article: string, connection: string, userId: string, at: number): boolean {
    if (this.gone.has(connection)) return false;
    const known = this.articles.get(article) ?? new Map<string, Seen>();
    this.articles.set(article, known);
    const before = new Set([...known.values()].map((seen) => seen.userId));
    known.set(connection, { userId, at });
    return !before.has(userId);
  }

  /** Answers whether the people of the article changed. */
  left(article: string, connection: string, at: number): boolean {
    this.gone.set(connection, at);
    const known = this.articles.get(article);
    const seen = known?.get(connection);
    if (!known || !seen) return false;
    known.delete(connection);
    if (known.size === 0) this.articles.delete(article);
    return ![...known.values()].some(({ userId }) => userId === seen.userId);
  }

  /** Forgets whom nobody has heard of for long; answers the articles whose people changed. */
  forget(now: number): string[] {
    const changed: string[] = [];
    for (const [connection, at] of [...this.gone]) {
      if (now - at > FORGOTTEN_AFTER_MS) this.gone.delete(connection);
    }
    for (const [article, known] of [...this.articles]) {
      const before = this.people(article).length;
      for (const [connection, { at }] of [...known]) {
        if (now - at > FORGOTTEN_AFTER_MS) known.delete(connection);
      }
      if (known.size === 0) this.articles.delete(article);
      if (this.people(article).length !== before) changed.push(article);
    }
    return changed;
  }

  /** The people of an article, each once, by id. */
  people(article: string): string[] {
    const known = this.articles.get(article);
    return [...new Set([...(known?.values() ?? [])].map(({ userId }) => userId))].sort();
  }
}

/** The part of a stream's text that carries one event (WHATWG HTML, server-sent events). */
export function sseMessage(event: string, data: unknown, id?: number): string {
  const lines = [`event: ${event}`];
  if (id !== undefined) lines.push(`id: ${id}`);
  // JSON holds no raw line break, so one data line is enough.
  lines.push(`data: ${JSON.stringify(data)}`);
  return `${lines.join('\n')}\n\n`;
}

/** The last event a returning page knows: a whole number, or null for anything else. */
export function readLastEventId(header: string | null): number | null {
  if (header === null || !/^\d{1,15}$/.test(header)) return null;
  return Number(header);
}
