import type { Actor, UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import type { AddressPolicy } from '@/lib/net/guard';
import { err, ok, type Result } from '@/lib/result/result';
import { deriveBehind } from './after-import';
import { fetchList, type ListedAddress, listAddresses } from './fetch-list';
import { roomForImport, startImport } from './import-row';
import { type RunOptions, runImport } from './import-run';
import type { ImportReport } from './report';
import type { ImportUrls } from './url-schema';

export interface UrlImportOptions extends Omit<RunOptions, 'format'> {
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
  { policy, ...options }: UrlImportOptions,
): Promise<Result<ImportReport>> {
  const allowed = await inProject(actor, 'articles.import', async () => ok(undefined));
  if (!allowed.ok) return allowed;
  if (addresses.length === 0) return err('invalid_input', 'There is no address in the list.');
  return runImport(
    actor,
    [
      {
        format: 'url',
        rows: ({ tally: { counts } }) => {
          const listener = {
            done: () => {
              counts.progress.read += 1;
              counts.files.read += 1;
            },
            more: (count: number) => {
              counts.progress.total += count;
            },
          };
          return fetchList(options.sourceName, addresses, listener, policy);
        },
      },
    ],
    { ...options, format: 'url' },
    { total: addresses.length, skipped: 0, refused: [] },
  );
}

/**
 * Starts the import of a list of addresses in the background and answers its id. Errors:
 * `rate_limited` while too many imports of the project run, and those of `importUrls`.
 */
export async function startUrlImport(
  actor: UserActor,
  { addresses: text }: Pick<ImportUrls, 'addresses'>,
): Promise<Result<string>> {
  const room = await inProject(actor, 'articles.import', (tx) => roomForImport(tx));
  if (!room.ok) return room;
  const addresses = listAddresses(text);
  const [first] = addresses;
  if (!first) return err('invalid_input', 'There is no address in the list.');
  const sourceName = nameOf(first.raw, addresses.length);
  const started = await startImport(actor, sourceName, 'url');
  if (!started.ok) return started;
  const importId = started.value;
  // The page polls the import's row; failures are written there, and bugs to the log.
  void importUrls(actor, addresses, { sourceName, importId })
    .then(() => deriveBehind(actor))
    .catch((cause: unknown) => console.error(`Import ${importId} broke off.`, cause));
  return started;
}

/** The first address, and how many more there are. */
function nameOf(first: string, count: number): string {
  const shown = first.length > 150 ? `${first.slice(0, 150)}…` : first;
  return count > 1 ? `${shown} (+${count - 1})` : shown;
}
