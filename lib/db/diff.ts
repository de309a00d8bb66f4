/**
 * Prints the SQL that leads from the migrations to prisma/schema.prisma, for a new migration.
 * `--from-empty` starts from nothing; `--exit-code` ends with 2 when there is a difference.
 */
import { migrationList } from './migration-list';
import { NO_FILTER, schemaTarget, withEngine } from './schema-engine';
import { withTestServer } from './test-server';

/** The SQL that the migrations folder lacks; an empty string when it agrees with the schema. */
export async function schemaDiff(adminUrl: string, from: 'empty' | 'migrations'): Promise<string> {
  return withEngine(adminUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: from === 'empty' ? { tag: 'empty' } : { tag: 'migrations', ...(await migrationList()) },
      to: await schemaTarget(),
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  });
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const from = process.argv.includes('--from-empty') ? 'empty' : 'migrations';
  const sql = await withTestServer((server) => schemaDiff(server.superuserUrl('postgres'), from));
  console.log(sql === '' ? '-- No difference.' : sql);
  if (sql !== '' && process.argv.includes('--exit-code')) process.exitCode = 2;
}
