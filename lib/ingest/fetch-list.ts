import type { AddressPolicy } from '@/lib/net/guard';
import { RobotsRules } from '@/lib/net/robots';
import { type FetchedRow, fetchPage } from './fetch-page';
import { webAddress } from './formats/page-url';
import { addressKey, type ListedAddress } from './listed-address';
import { type IngestRow, rejected } from './schema';

/** Pages fetched at the same time, of different hosts. */
const AT_ONCE = 4;

/** Who hears how far a list is. */
export interface ListListener {
  /**
   * An address is done: its row comes next, if it has one. Null for one that is read again where an
   * import goes on (a feed: not all that it lists is done), and for one that was done before.
   */
  done(address: ListedAddress | null): void;
  /** A feed has listed so many more addresses. */
  more(count: number): void;
}

/**
 * Fetches the pages of a list, in its order, one row for each: what is no address and what cannot be
 * fetched is refused by its line, and the rest goes on. An address that stands twice is fetched once.
 * Where an address leads to a feed, the pages that the feed lists come in its place, unless their site
 * tells programs to stay away; a feed behind a feed is not followed. What is `doneBefore` (keys of
 * addresses) is passed over. `policy` is for tests.
 */
export async function* fetchList(
  name: string,
  addresses: readonly ListedAddress[],
  listener: ListListener,
  { doneBefore = new Set(), followed = false, policy }: FetchListOptions = {},
): AsyncGenerator<IngestRow> {
  const fetcher = new ListFetcher(name, policy);
  const coming: (ListedAddress & { readonly ofFeed: boolean })[] = addresses.map((address) => ({
    ...address,
    ofFeed: followed,
  }));
  const waiting: { readonly address: ListedAddress; readonly row: Promise<FetchedRow | null> }[] =
    [];
  while (coming.length > 0 || waiting.length > 0) {
    while (waiting.length < AT_ONCE && coming.length > 0) {
      const address = coming.shift();
      if (!address) continue;
      if (doneBefore.has(addressKey(address))) {
        fetcher.passOver(address);
        listener.done(null);
        continue;
      }
      const row = address.ofFeed ? fetcher.follow(address) : fetcher.fetch(address);
      // It is waited for, and throws, in its turn; until then nobody listens.
      row.catch(() => undefined);
      waiting.push({ address, row });
    }
    const next = waiting.shift();
    const row = await next?.row;
    if (!next) continue;
    listener.done(row?.kind === 'feed' ? null : next.address);
    if (!row) continue;
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

export interface FetchListOptions {
  readonly doneBefore?: ReadonlySet<string>;
  /** No person has listed them. */
  readonly followed?: boolean;
  readonly policy?: AddressPolicy;
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

  /** Takes an address for seen without fetching it. */
  passOver({ raw }: ListedAddress): void {
    const address = webAddress(raw);
    if (address !== null) this.seen.add(address);
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
