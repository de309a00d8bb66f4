import type { AddressPolicy } from '@/lib/net/guard';
import { RobotsRules } from '@/lib/net/robots';
import { type FetchedRow, fetchPage } from './fetch-page';
import { webAddress } from './formats/page-url';
import { type IngestRow, rejected } from './schema';

/** Pages fetched at the same time, of different hosts. */
const AT_ONCE = 4;

/** One line of a list of addresses. */
export interface ListedAddress {
  /** 1-based. */
  readonly line: number;
  readonly raw: string;
}

/** The lines of a list of addresses; blank ones and comments (`#`) are left out. */
export function listAddresses(text: string): ListedAddress[] {
  return text
    .split(/\r\n?|\n/)
    .map((raw, index) => ({ line: index + 1, raw: raw.trim() }))
    .filter(({ raw }) => raw !== '' && !raw.startsWith('#'));
}

/** Who hears how far a list is. */
export interface ListListener {
  /** An address is done. */
  done(): void;
  /** A feed has listed so many more addresses. */
  more(count: number): void;
}

/**
 * Fetches the pages of a list, in its order, one row for each: what is no address and what cannot be
 * fetched is refused by its line, and the rest goes on. An address that stands twice is fetched once.
 * Where an address leads to a feed, the pages that the feed lists come in its place, unless their site
 * tells programs to stay away; a feed behind a feed is not followed.
 */
export async function* fetchList(
  name: string,
  addresses: readonly ListedAddress[],
  listener: ListListener,
  policy?: AddressPolicy,
): AsyncGenerator<IngestRow> {
  const fetcher = new ListFetcher(name, policy);
  const coming: (ListedAddress & { readonly ofFeed?: boolean })[] = [...addresses];
  const waiting: { readonly address: ListedAddress; readonly row: Promise<FetchedRow | null> }[] =
    [];
  while (coming.length > 0 || waiting.length > 0) {
    while (waiting.length < AT_ONCE && coming.length > 0) {
      const address = coming.shift();
      if (!address) continue;
      const row = address.ofFeed ? fetcher.follow(address) : fetcher.fetch(address);
      // It is waited for, and throws, in its turn; until then nobody listens.
      row.catch(() => undefined);
      waiting.push({ address, row });
    }
    const next = waiting.shift();
    const row = await next?.row;
    listener.done();
    if (!next || !row) continue;
    if (row.kind !== 'feed') {
      yield row;
      continue;
    }
    const { line } = next.address;
    const pages = row.pages.map((raw) => ({ line, raw, ofFeed: true }));
    if (pages.length === 0) yield fetcher.refuse(next.address, 'The feed lists no pages.');
    coming.unshift(...pages);
    listener.more(pages.length);
  }
}

class ListFetcher {
  private readonly busy = new Map<string, Promise<unknown>>();
  private readonly seen = new Set<string>();
  private readonly robots: RobotsRules;

  constructor(
    private readonly name: string,
    private readonly policy?: AddressPolicy,
  ) {
    this.robots = new RobotsRules(policy);
  }

  refuse({ line, raw }: ListedAddress, reason: string): IngestRow {
    const shown = raw.length > 200 ? `${raw.slice(0, 200)}…` : raw;
    return rejected(this.name, line, 'article', `${shown}: ${reason}`);
  }

  /** What a line of the list leads to. */
  async fetch(listed: ListedAddress): Promise<FetchedRow> {
    const address = webAddress(listed.raw);
    if (address === null) return this.refuse(listed, 'This is no web address.');
    if (this.seen.has(address)) {
      return this.refuse(listed, 'This address stands in the list twice.');
    }
    this.seen.add(address);
    return this.inTurn(address, () => this.get(address, listed.line));
  }

  /** What a page of a feed is; null when it was in the list, or in another feed, already. */
  async follow(listed: ListedAddress): Promise<FetchedRow | null> {
    const address = webAddress(listed.raw);
    if (address === null || this.seen.has(address)) return null;
    this.seen.add(address);
    return this.inTurn(address, async () => {
      if (!(await this.robots.allows(address))) {
        return this.refuse(listed, 'The site tells programs not to read this page (robots.txt).');
      }
      const row = await this.get(address, listed.line);
      return row.kind === 'feed' ? this.refuse(listed, 'A feed listed by a feed.') : row;
    });
  }

  private get(address: string, line: number): Promise<FetchedRow> {
    return fetchPage(address, { file: this.name, line }, this.policy);
  }

  /** One host is asked for one page after another. */
  private inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    const { host } = new URL(address);
    const row = (this.busy.get(host) ?? Promise.resolve()).then(work);
    this.busy.set(
      host,
      row.catch(() => undefined),
    );
    return row;
  }
}
