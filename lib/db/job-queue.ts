import { createRequire } from 'node:module';
import type pg from 'pg';
import { APP_GROUP } from './roles';

/** The schema of the queue in the database; graphile-worker makes it. */
export const QUEUE_SCHEMA = 'graphile_worker';

const { version } = createRequire(import.meta.url)('graphile-worker/package.json') as {
  version: string;
};

/** What the queue's schema was made by; a template of a database is named after it, too. */
export const QUEUE_VERSION = `graphile-worker ${version}`;

/**
 * Makes or renews the queue's tables as the owner and opens them to the application's role, which
 * owns nothing here either. Does nothing where this version has been. Call it inside the lock of the
 * migrations.
 */
export async function installQueue(client: pg.ClientBase, ownerUrl: string): Promise<void> {
  const { rows } = await client.query<{ made: string | null }>(
    `SELECT obj_description(to_regnamespace($1), 'pg_namespace') AS made`,
    [QUEUE_SCHEMA],
  );
  if (rows[0]?.made === QUEUE_VERSION) return;
  // Loaded only when it is needed: every command of the command line comes by here.
  const { Logger, runMigrations } = await import('graphile-worker');
  await runMigrations({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    logger: new Logger(() => () => undefined),
  });
  await client.query(`
    GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${APP_GROUP};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_GROUP};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_GROUP};
    DO $$
    DECLARE walled record;
    BEGIN
      FOR walled IN SELECT relname FROM pg_class
        WHERE relnamespace = '${QUEUE_SCHEMA}'::regnamespace AND relrowsecurity
      LOOP
        EXECUTE format('DROP POLICY IF EXISTS app ON ${QUEUE_SCHEMA}.%I', walled.relname);
        EXECUTE format('CREATE POLICY app ON ${QUEUE_SCHEMA}.%I TO ${APP_GROUP} USING (true)', walled.relname);
      END LOOP;
    END $$;
    COMMENT ON SCHEMA ${QUEUE_SCHEMA} IS '${QUEUE_VERSION}'`);
}
