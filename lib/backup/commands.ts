import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { getOwnerPool } from '@/lib/db/client';
import { verifyHistory } from '@/lib/provenance/verify';
import { err, ok, type Result } from '@/lib/result/result';
import {
  BackupReader,
  type Header,
  headerSchema,
  Tallier,
  type Tally,
  tableSchema,
  trailerSchema,
} from './file';
import { listMigrations, listTables, type Table, withRulesLifted } from './tables';

/** What a backup holds or a restore brought back. */
export interface BackupReport {
  readonly file: string;
  readonly rows: number;
  readonly tables: readonly Tally[];
}

/** What a restore found when it read everything back. */
export interface RestoreReport extends BackupReport {
  readonly projects: number;
  /** Events whose hash chain was verified, over all projects. */
  readonly eventsVerified: number;
}

/**
 * Writes every table into one new file, as of one moment (one repeatable-read snapshot), without
 * stopping anyone's work. Acts as the database's owner: for the command line alone. Expected
 * failure: `conflict` when the file exists.
 */
export async function backup(file: string): Promise<Result<BackupReport>> {
  if (existsSync(file)) return err('conflict', `${file} exists already; nothing was written.`);
  const partial = `${file}.partial`;
  const client = await getOwnerPool().connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = await writeBackup(client, partial);
    await client.query('COMMIT');
    await rename(partial, file);
    return ok({ file, tables, rows: sum(tables) });
  } finally {
    await rm(partial, { force: true });
    // A connection whose COPY broke off is not used again.
    client.release(true);
  }
}

async function writeBackup(client: pg.PoolClient, file: string): Promise<Tally[]> {
  const gzip = createGzip({ level: 6 });
  // Passwords' hashes are in it: for its owner's eyes.
  const stored = pipeline(gzip, createWriteStream(file, { mode: 0o600, flags: 'w' }));
  // A full disk shows when the end is awaited; until then it must not count as unhandled.
  stored.catch(() => undefined);
  const header: Header = {
    format: 'sourcemark-backup',
    version: 1,
    createdAt: new Date().toISOString(),
    migrations: await listMigrations(client),
  };
  await write(gzip, `${JSON.stringify(header)}\n`);
  const tallies: Tally[] = [];
  for (const table of await listTables(client)) {
    await write(gzip, `${JSON.stringify(table)}\n`);
    const tally = new Tallier(table.table);
    for await (const chunk of client.query(copyTo(`COPY ${columnsOf(table)} TO STDOUT`))) {
      tally.add(chunk as Buffer);
      await write(gzip, chunk as Buffer);
    }
    await write(gzip, '\\.\n');
    tallies.push(tally.result());
  }
  gzip.end(`${JSON.stringify({ tables: tallies })}\n`);
  await stored;
  return tallies;
}

async function write(gzip: Gzip, chunk: string | Buffer): Promise<void> {
  if (!gzip.write(chunk)) await once(gzip, 'drain');
}

/**
 * Fills an empty, migrated database from a backup, all or nothing, then reads it back: row counts
 * and hashes, every constraint, and each project's history. Acts as the database's owner. Expected
 * failures: `conflict` (not empty, or made by other migrations), `invalid_input` (damaged file).
 */
export async function restore(file: string): Promise<Result<RestoreReport>> {
  if (!existsSync(file)) return err('not_found', `There is no file ${file}.`);
  const reader = new BackupReader(file);
  const client = await getOwnerPool().connect();
  try {
    const header = headerSchema.safeParse(await reader.json().catch(() => undefined));
    if (!header.success) return err('invalid_input', `${file} is no backup of Sourcemark.`);
    const unfit = await whyUnfit(client, header.data);
    if (unfit !== undefined) return err('conflict', unfit);
    await client.query('BEGIN');
    const loaded = await loadAll(client, reader);
    if (!loaded.ok) {
      await client.query('ROLLBACK');
      return loaded;
    }
    await client.query('COMMIT');
    const history = await verifyAll(client);
    if (!history.ok) return history;
    return ok({ file, tables: loaded.value, rows: sum(loaded.value), ...history.value });
  } finally {
    client.release(true);
    await reader.close();
  }
}

async function whyUnfit(client: pg.PoolClient, header: Header): Promise<string | undefined> {
  const here = await listMigrations(client);
  if (here.join() !== header.migrations.join()) {
    return `The backup was made by another version (last migration ${header.migrations.at(-1)}, here ${here.at(-1)}). Restore with that version, then update.`;
  }
  for (const { table } of await listTables(client)) {
    const found = await client.query(`SELECT 1 FROM ${pg.escapeIdentifier(table)} LIMIT 1`);
    if (found.rowCount !== 0) {
      return `The database is not empty (${table}). Restore into a new one: another SOURCEMARK_DATA_DIR or DATABASE_URL.`;
    }
  }
  return undefined;
}

async function loadAll(client: pg.PoolClient, reader: BackupReader): Promise<Result<Tally[]>> {
  const known = new Map((await listTables(client)).map((table) => [table.table, table]));
  const tallies: Tally[] = [];
  let promised: Tally[] = [];
  try {
    await withRulesLifted(client, async () => {
      for (;;) {
        const line = await reader.json();
        const trailer = trailerSchema.safeParse(line);
        if (trailer.success) {
          promised = trailer.data.tables;
          return;
        }
        tallies.push(await loadTable(client, reader, known, tableSchema.parse(line)));
      }
    });
    // The search's index and the twins are in no backup: they are made again, from the first look on.
    for (const waiting of ['search_pending', 'wire_pending']) {
      await client.query(
        `INSERT INTO ${waiting} SELECT project_id, id FROM article_versions ON CONFLICT DO NOTHING`,
      );
    }
  } catch (cause) {
    return err('invalid_input', `The backup cannot be restored: ${messageOf(cause)}`, { cause });
  }
  if (JSON.stringify(tallies) !== JSON.stringify(promised)) {
    return err('invalid_input', 'The backup is damaged: its rows are not those that were written.');
  }
  return ok(tallies);
}

async function loadTable(
  client: pg.PoolClient,
  reader: BackupReader,
  known: ReadonlyMap<string, Table>,
  table: Table,
): Promise<Tally> {
  const own = known.get(table.table);
  if (own === undefined || table.columns.some((column) => !own.columns.includes(column))) {
    throw new Error(`unknown table or column in ${table.table}`);
  }
  const tally = new Tallier(table.table);
  const sink = client.query(copyFrom(`COPY ${columnsOf(table)} FROM STDIN`));
  const source = Readable.from(reader.rows());
  source.on('data', (chunk: Buffer) => tally.add(chunk));
  source.pipe(sink);
  source.once('error', (error) => sink.destroy(error));
  await finished(sink);
  return tally.result();
}

async function verifyAll(
  client: pg.PoolClient,
): Promise<Result<{ projects: number; eventsVerified: number }>> {
  const { rows } = await client.query<{ id: string; slug: string }>(
    'SELECT id::text, slug FROM projects ORDER BY slug',
  );
  let eventsVerified = 0;
  for (const { id, slug } of rows) {
    const found = await verifyHistory({ kind: 'operator', projectId: id });
    if (!found.ok) return found;
    const { broken, events } = found.value;
    if (broken) {
      return err('conflict', `History of ${slug} breaks at event ${broken.seq}: ${broken.reason}`);
    }
    eventsVerified += events;
  }
  return ok({ projects: rows.length, eventsVerified });
}

function columnsOf({ table, columns }: Table): string {
  return `${pg.escapeIdentifier(table)} (${columns.map(pg.escapeIdentifier).join(', ')})`;
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { rows }) => total + rows, 0);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
