import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Actor } from '@/lib/auth/actor';
import { can, type Role } from '@/lib/auth/roles';
import { getPool } from '@/lib/db/client';
import { err, type Result } from '@/lib/result/result';

/**
 * An open transaction over plain `pg`, for COPY, which Prisma cannot do. The same wall as
 * `inProject`: the application's role, row-level security on the project, membership and permission
 * read inside.
 */
export interface BulkTx {
  readonly projectId: string;
  /** The person who acts; null for the operator. */
  readonly actorId: string | null;
  sql<Row>(text: string, ...params: readonly unknown[]): Promise<Row[]>;
  /** Streams rows in COPY's text format, whole or in pieces, into a table of this transaction. */
  copy(target: string, rows: Iterable<string>): Promise<void>;
}

/** About this much text is handed to the connection at a time. */
const COPY_CHUNK = 64 * 1024;
/** Room for a batch with its hexadecimal bytes. Used as needed. */
const TEMP_BUFFERS = '96MB';
/** UTF-16 units. */
const LONG_PIECE = 1024;

/**
 * A connection of one import's own, for its transactions one after another. Closed at the end, not
 * handed back: with it end the plans that the session's triggers made for thousands of rows, which
 * would be slow for a single label, and whatever transaction is still open.
 */
export class BulkConnection {
  private client: pg.PoolClient | null = null;

  /**
   * Runs `work` in one transaction with the permission `articles.import`; a Result that is not ok
   * rolls back, and so does an exception, which is thrown on. Errors as `inProject`.
   */
  async transaction<T>(actor: Actor, work: (tx: BulkTx) => Promise<Result<T>>): Promise<Result<T>> {
    const client = await this.open();
    try {
      await client.query('BEGIN');
      const result = await enterAndWork(client, actor, work);
      await client.query(result.ok ? 'COMMIT' : 'ROLLBACK');
      return result;
    } catch (cause) {
      this.close();
      throw cause;
    }
  }

  close(): void {
    this.client?.release(true);
    this.client = null;
  }

  private async open(): Promise<pg.PoolClient> {
    if (this.client) return this.client;
    this.client = await getPool().connect();
    // A batch waits in a temporary table: in memory, where the default would write it to files.
    await this.client.query(`SET temp_buffers = '${TEMP_BUFFERS}'`);
    return this.client;
  }
}

async function enterAndWork<T>(
  client: pg.PoolClient,
  actor: Actor,
  work: (tx: BulkTx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const actorId = actor.kind === 'user' ? actor.userId : null;
  await client.query(
    // Whole sight: what is there already counts, also what blind coding hides from the importer.
    `SELECT set_config('app.project_id', $1, true), set_config('app.user_id', $2, true),
            set_config('app.sight', 'whole', true)`,
    [actor.projectId, actorId ?? ''],
  );
  const refused = await refusal(client, actor);
  if (refused) return refused;
  return work({
    projectId: actor.projectId,
    actorId,
    sql: async <Row>(text: string, ...params: readonly unknown[]) =>
      // The row type is the caller's promise about its own SQL, as for Prisma's raw queries.
      (await client.query(text, [...params])).rows as Row[],
    copy: (target, rows) =>
      pipeline(Readable.from(inChunks(rows)), client.query(copyFrom(`COPY ${target} FROM STDIN`))),
  });
}

async function refusal(client: pg.PoolClient, actor: Actor): Promise<Result<never> | null> {
  if (actor.kind === 'operator') return null;
  const { rows } = await client.query<{ role: Role }>(
    `SELECT m.role::text AS role FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.project_id = $1 AND m.user_id = $2 AND m.removed_at IS NULL AND u.deactivated_at IS NULL`,
    [actor.projectId, actor.userId],
  );
  const role = rows[0]?.role;
  if (!role) return err('not_found', 'There is no such project, or you are not a member of it.');
  if (can(role, 'articles.import')) return null;
  return err('forbidden', `Your role in this project (${role}) does not allow this.`);
}

function* inChunks(rows: Iterable<string>): Generator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let small = '';
  for (const row of rows) {
    size += row.length;
    if (row.length < LONG_PIECE) small += row;
    else {
      // Encoded by itself: joined to others, one wide letter would make all of it wide.
      parts.push(Buffer.from(small), Buffer.from(row));
      small = '';
    }
    if (size < COPY_CHUNK) continue;
    parts.push(Buffer.from(small));
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
    small = '';
  }
  parts.push(Buffer.from(small));
  if (size > 0) yield Buffer.concat(parts);
}

export type CopyValue = string | number | boolean | null | Uint8Array | readonly string[];

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** One row of COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
export function copyRow(values: readonly CopyValue[]): string {
  return `${values.map(copyCell).join('\t')}\n`;
}

/** The first cells of a row, if the pieces that follow are the rest of it. */
export function copyRowStart(values: readonly CopyValue[]): string {
  return `${values.map(copyCell).join('\t')}\t`;
}

function copyCell(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(SPECIAL, (char) => ESCAPES[char] ?? char);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) return `\\\\x${toHex(value)}`;
  return copyCell(`{${value.map((one) => `"${one.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
