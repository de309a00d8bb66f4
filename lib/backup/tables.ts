import type pg from 'pg';

/** Bookkeeping of the installation, not of the work, and what is derived: the search's index, twins. */
const LEFT_OUT = [
  '_prisma_migrations',
  'rate_limits',
  'search_articles',
  'search_pending',
  'search_words',
  'wire_articles',
  'wire_keys',
  'wire_pairs',
  'wire_pending',
];

/** A table with the columns that are stored (not computed). */
export interface Table {
  readonly table: string;
  readonly columns: readonly string[];
}

/** All tables that a backup holds, by name. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND c.relname <> ALL ($1)
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** The names of the migrations that made this database, in order. */
export async function listMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

/**
 * Runs `load` with the rules that look at other rows lifted: foreign keys dropped, triggers
 * disabled. Puts both back as they were; making a foreign key again checks every row. Run it inside
 * a transaction of the owner, so that nobody sees the rules away and a failure brings them back.
 */
export async function withRulesLifted(
  client: pg.ClientBase,
  load: () => Promise<void>,
): Promise<void> {
  const keys = await statements(
    client,
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                   pg_get_constraintdef(oid)) AS on
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      ORDER BY conname`,
  );
  const triggers = await statements(
    client,
    `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
            format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
                   CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END,
                   tgname) AS on
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT tgisinternal AND tgenabled <> 'D' AND c.relnamespace = 'public'::regnamespace
      ORDER BY tgrelid, tgname`,
  );
  for (const { off } of [...triggers, ...keys]) await client.query(off);
  await load();
  // Statistics first: without them the checks of the keys are planned as if tables were empty.
  await client.query('ANALYZE');
  for (const { on } of [...keys, ...triggers]) await client.query(on);
}

async function statements(client: pg.ClientBase, sql: string) {
  return (await client.query<{ off: string; on: string }>(sql)).rows;
}
