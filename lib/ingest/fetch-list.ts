import type { AddressPolicy } from '@/lib/net/guard';
import { fetchPage } from './fetch-page';
import { webAddress } from './formats/page-url';
import { type IngestRow, rejected } from './schema';

/** Pages fetched at the same time, of different hosts: one host is asked for one page after another. */
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

/**
 * Fetches the pages of a list, in its order, one row for each: what is no address and what cannot be
 * fetched is refused by its line, and the rest goes on. An address that stands twice is fetched once.
 */
export async function* fetchList(
  name: string,
  addresses: readonly ListedAddress[],
  onDone: () => void,
  policy?: AddressPolicy,
): AsyncGenerator<IngestRow> {
  const busy = new Map<string, Promise<unknown>>();
  const seen = new Set<string>();
  const fetchOne = ({ line, raw }: ListedAddress): Promise<IngestRow> => {
    const address = webAddress(raw);
    const refuse = (reason: string) => Promise.resolve(rejected(name, line, 'article', reason));
    const shown = raw.length > 200 ? `${raw.slice(0, 200)}…` : raw;
    if (address === null) return refuse(`${shown}: This is no web address.`);
    if (seen.has(address)) return refuse(`${shown}: This address stands in the list twice.`);
    seen.add(address);
    const { host } = new URL(address);
    const before = busy.get(host) ?? Promise.resolve();
    const row = before.then(() => fetchPage(address, { file: name, line }, policy));
    busy.set(
      host,
      row.catch(() => undefined),
    );
    return row;
  };
  const waiting: Promise<IngestRow>[] = [];
  let next = 0;
  while (next < addresses.length || waiting.length > 0) {
    while (waiting.length < AT_ONCE && next < addresses.length) {
      const one = addresses[next];
      next += 1;
      if (!one) continue;
      const row = fetchOne(one);
      // It is waited for, and throws, in its turn; until then nobody listens.
      row.catch(() => undefined);
      waiting.push(row);
    }
    const row = await waiting.shift();
    onDone();
    if (row) yield row;
  }
}
