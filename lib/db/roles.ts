import pg from 'pg';
import { env } from '@/lib/env';
import { deriveKey } from '@/lib/secret';

/** The role that grants go to; the first migration makes it. */
export const APP_GROUP = 'sourcemark_app';

/** A login and what it is for. */
export interface AppLogin {
  readonly name: string;
  readonly password: string;
}

/**
 * The login that the application uses on a database: one role per database, so that two
 * installations on one server share nothing. Its password is derived from the secret.
 */
export function appLogin(database: string): AppLogin {
  return { name: `${database}_app`.slice(-63), password: deriveKey(`app-role:${database}`) };
}

/** The application's connection string, given the owner's. */
export function appUrlFor(ownerUrl: string): string {
  const given = env().DATABASE_APP_URL;
  if (given !== undefined) return given;
  const url = new URL(ownerUrl);
  const login = appLogin(databaseName(ownerUrl));
  url.username = encodeURIComponent(login.name);
  url.password = encodeURIComponent(login.password);
  return url.href;
}

/** The name of the database in a connection string. */
export function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/**
 * Makes or mends the application's login: may sign in, is a member of {@link APP_GROUP}, and
 * nothing else. Run as the owner, who needs CREATEROLE, after the migrations.
 */
export async function ensureAppLogin(client: pg.ClientBase, login: AppLogin): Promise<void> {
  const name = pg.escapeIdentifier(login.name);
  const password = pg.escapeLiteral(login.password);
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login.name]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${name} LOGIN INHERIT PASSWORD ${password}`);
  const member = await client.query(`SELECT pg_has_role($1, $2, 'USAGE') AS is_member`, [
    login.name,
    APP_GROUP,
  ]);
  if (member.rows[0]?.is_member) return;
  try {
    await client.query(`GRANT ${APP_GROUP} TO ${name}`);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42501') throw cause;
    throw new Error(
      `The database's owner may not hand on the role ${APP_GROUP}, made by another owner. As superuser, run: GRANT ${APP_GROUP} TO CURRENT_OWNER WITH ADMIN OPTION (with the owner's name).`,
      { cause },
    );
  }
}

/**
 * Throws unless the connection's role is as weak as the design asks: it can bypass nothing, owns
 * nothing, and may create no role or database.
 */
export async function assertWeakRole(client: pg.ClientBase | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ fault: string }>(`
    SELECT unnest(ARRAY[
      CASE WHEN r.rolsuper THEN 'is a superuser' END,
      CASE WHEN r.rolbypassrls THEN 'bypasses row-level security' END,
      CASE WHEN r.rolcreaterole THEN 'may create roles' END,
      CASE WHEN r.rolcreatedb THEN 'may create databases' END,
      CASE WHEN EXISTS (
        SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER')
      ) THEN 'owns tables' END
    ]) AS fault FROM pg_roles r WHERE r.rolname = current_user`);
  const faults = rows.map((row) => row.fault).filter((fault) => fault !== null);
  if (faults.length > 0) {
    throw new Error(`The application's database role ${faults.join(', ')}. See DATABASE_APP_URL.`);
  }
}
