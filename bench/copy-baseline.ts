import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type BenchDatabase, settle } from './database';
import { timed } from './statistics';

export interface CopiedTables {
  readonly seconds: number;
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * The least that storing these rows can take: what stands in `tables` now is written to files, the
 * tables are emptied (and whatever hangs on them), and the files are put back by COPY, as the owner,
 * with all indexes, checks and foreign keys. Only our own triggers are off: a revision passes them
 * only when it comes in one statement with its fragments, which COPY cannot do. The time is that of
 * the COPY alone.
 */
export async function copyBack(
  database: BenchDatabase,
  tables: readonly string[],
  folder: string,
): Promise<CopiedTables> {
  const client = await database.owner.connect();
  try {
    const rows: Record<string, number> = {};
    for (const table of tables) {
      const file = path.join(folder, `${table}.copy`);
      const out = client.query(copyTo(`COPY ${table} TO STDOUT`));
      await pipeline(out, createWriteStream(file));
      rows[table] = out.rowCount;
    }
    const list = tables.map((table) => pg.escapeIdentifier(table)).join(', ');
    const hangingOn = await triggersOff(client);
    await client.query(`TRUNCATE ${list} CASCADE`);
    await settle(database);
    const { seconds } = await timed(async () => {
      await client.query('BEGIN');
      for (const table of tables) {
        const file = createReadStream(path.join(folder, `${table}.copy`), {
          highWaterMark: 1024 * 1024,
        });
        await pipeline(file, client.query(copyFrom(`COPY ${table} FROM STDIN`)));
      }
      await client.query('COMMIT');
    });
    for (const table of hangingOn) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    return { seconds, rows };
  } finally {
    client.release(true);
  }
}

/** Of every table: emptying one empties those that refer to it, whose triggers refuse that. */
async function triggersOff(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relhastriggers`,
  );
  for (const { name } of rows) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  return rows.map(({ name }) => name);
}
