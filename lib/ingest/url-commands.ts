import type { Actor, UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import type { AddressPolicy } from '@/lib/net/guard';
import { err, ok, type Result } from '@/lib/result/result';
import { fetchList } from './fetch-list';
import { queueImport, roomForImport } from './import-row';
import { type RunOptions, runImport } from './import-run';
import { addressKey, type ListedAddress, listAddresses } from './listed-address';
import type { ImportReport } from './report';
import type { ImportUrls } from './url-schema';

export interface UrlImportOptions extends Omit<RunOptions, 'format'> {
  /** A feed listed them, no person: robots.txt is heeded. */
  readonly followed?: boolean;
  /** Only tests give one. */
  readonly policy?: AddressPolicy;
}

/**
 * Fetches the pages of a list, and of the feeds in it, and loads them as articles, each with what the
 * server said. Errors: `invalid_input` (no address in it), those of `inProject` with
 * `articles.import`.
 */
export async function importUrls(
  actor: Actor,
  addresses: readonly ListedAddress[],
  { policy, followed = false, ...options }: UrlImportOptions,
): Promise<Result<ImportReport>> {
  const allowed = await inProject(actor, 'articles.import', async () => ok(undefined));
  if (!allowed.ok) return allowed;
  if (addresses.length === 0) return err('invalid_input', 'There is no address in the list.');
  return runImport(
    actor,
    [
      {
        format: 'url',
        resumes: true,
        rows: (run) => {
          const { counts } = run.tally;
          const listener = {
            done: (address: ListedAddress | null) => {
              if (address) run.markDone(addressKey(address));
              counts.progress.read += 1;
              counts.files.read += 1;
            },
            more: (count: number) => {
              counts.progress.total += count;
            },
          };
          return fetchList(options.sourceName, addresses, listener, {
            doneBefore: run.doneBefore,
            followed,
            ...(policy ? { policy } : {}),
          });
        },
      },
    ],
    { ...options, format: 'url' },
    { total: addresses.length, skipped: 0, refused: [] },
  );
}

/**
 * Queues the import of a list of addresses and answers its id. Errors: `invalid_input` (no address in
 * it), `rate_limited` while too many imports of the project run, those of `inProject` with
 * `articles.import`.
 */
export function startUrlImport(
  actor: UserActor,
  { addresses }: Pick<ImportUrls, 'addresses'>,
): Promise<Result<string>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const room = await roomForImport(tx);
    if (!room.ok) return room;
    const listed = listAddresses(addresses);
    const [first] = listed;
    if (!first) return err('invalid_input', 'There is no address in the list.');
    const sourceName = nameOf(first.raw, listed.length);
    const source = { kind: 'addresses', addresses } as const;
    return ok(await queueImport(tx, me, { sourceName, format: 'url', source }));
  });
}

/** The first address, and how many more there are. */
function nameOf(first: string, count: number): string {
  const shown = first.length > 150 ? `${first.slice(0, 150)}…` : first;
  return count > 1 ? `${shown} (+${count - 1})` : shown;
}
