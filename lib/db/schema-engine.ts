import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { repoRoot } from './paths';

/** Nothing is managed outside the migrations. */
export const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] };

const require = createRequire(import.meta.url);

type EngineModule = typeof import('@prisma/schema-engine-wasm');
let enginePromise: Promise<EngineModule> | undefined;

/**
 * Loads Prisma's real migration engine as WebAssembly. The package expects a bundler that imports
 * `.wasm`; Node does not, so the module is instantiated by hand.
 */
async function loadEngine(): Promise<EngineModule> {
  enginePromise ??= (async () => {
    const glueFile = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as EngineModule & {
      __wbg_set_wasm(exports: WebAssembly.Exports): void;
    };
    const bytes = await readFile(path.join(path.dirname(glueFile), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
    });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return glue;
  })();
  return enginePromise;
}

// Type numbers of pg_type.dat.
const INTERNAL_CHAR = 18;
const BPCHAR = 1042;

/**
 * Mends two faults of adapter-pg that only migrations meet. It cuts a script at every `;`, which
 * breaks function bodies between `$$`: a migration is sent whole, as one simple query, which
 * PostgreSQL runs as one implicit transaction. And it knows no column of the catalogue's type
 * "char", which reading the schema back needs: such a column is passed as character.
 */
function mendAdapter(adapter: SqlDriverAdapter & { underlyingDriver(): pg.Pool }) {
  const pool = adapter.underlyingDriver();
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (cause) {
      throw describeScriptError(cause, script);
    }
  };
  const charColumns = new Map<string, number[]>();
  const poolQuery = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const query = async (config: pg.QueryConfig) => {
    const result = await poolQuery(config);
    const found = [...(result.fields ?? []).entries()].filter(
      ([, field]) => field.dataTypeID === INTERNAL_CHAR,
    );
    for (const [, field] of found) field.dataTypeID = BPCHAR;
    if (found.length > 0)
      charColumns.set(
        config.text,
        found.map(([index]) => index),
      );
    return result;
  };
  Object.assign(pool, { query });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (statement) => {
    const result = await queryRaw(statement);
    for (const index of charColumns.get(statement.sql) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  };
  return adapter;
}

/** Points at the line of the script that PostgreSQL refused. */
function describeScriptError(cause: unknown, script: string): Error {
  if (!(cause instanceof pg.DatabaseError)) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
  const at = Number(cause.position ?? Number.NaN);
  const where = Number.isFinite(at) ? ` (line ${script.slice(0, at).split('\n').length})` : '';
  const extra = [cause.detail, cause.hint, cause.where].filter(Boolean).join('; ');
  return new Error(`${cause.code} ${cause.message}${where}${extra ? `; ${extra}` : ''}`, { cause });
}

/** A throw-away database; adapter-pg's own drops it before it leaves it, which is refused. */
async function connectToShadow(config: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = new pg.Client(config);
  await admin.connect();
  await admin.query(`CREATE DATABASE "${database}"`);
  const adapter = mendAdapter(await new PrismaPg({ ...config, database }).connect());
  const leave = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await leave();
    await admin.query(`DROP DATABASE "${database}" WITH (FORCE)`);
    await admin.end();
  };
  return adapter;
}

/** `sslmode` as libpq understands it, as node-postgres wants it. */
function sslOf(mode: string | null): pg.PoolConfig['ssl'] {
  if (mode === null || mode === 'disable' || mode === 'allow' || mode === 'prefer')
    return undefined;
  return { rejectUnauthorized: mode.startsWith('verify') };
}

function adapterFactory(ownerUrl: string): SqlMigrationAwareDriverAdapterFactory {
  // Taken apart, because a connection string would win over the name of the shadow database.
  const { hostname, port, username, password, pathname, searchParams } = new URL(ownerUrl);
  const config: pg.PoolConfig = {
    host: decodeURIComponent(hostname),
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: sslOf(searchParams.get('sslmode')),
    max: 1,
  };
  const factory = new PrismaPg(config);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mendAdapter(await factory.connect()),
    connectToShadowDb: () => connectToShadow(config),
  };
}

/** Runs `work` with an engine that talks to the database at `ownerUrl`. */
export async function withEngine<T>(
  ownerUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const bound = bindMigrationAwareSqlAdapterFactory(adapterFactory(ownerUrl));
  const engine = await SchemaEngine.new({ datamodels: await schemaFiles() }, () => {}, bound);
  try {
    return await work(engine);
  } catch (cause) {
    throw explainEngineError(cause, bound.errorRegistry);
  } finally {
    engine.free();
  }
}

/** The engine wraps what the adapter threw in a number; this brings the original back. */
function explainEngineError(
  cause: unknown,
  registry: { consumeError(id: number): { error: unknown } | undefined },
): unknown {
  for (let id = 0; id < 64; id += 1) {
    const found = registry.consumeError(id);
    if (found?.error instanceof Error) {
      const name = /Migration name: (\S+)/.exec(String((cause as Error)?.message))?.[1];
      return new Error(`${name ? `Migration ${name}: ` : ''}${found.error.message}`, {
        cause: found.error,
      });
    }
  }
  return cause;
}

/** The Prisma schema as the engine wants it: pairs of path and content. */
export async function schemaFiles(): Promise<[string, string][]> {
  const file = path.join(repoRoot(), 'prisma', 'schema.prisma');
  return [[file, await readFile(file, 'utf8')]];
}

/** The Prisma schema as a side of a comparison. */
export async function schemaTarget(): Promise<DiffTarget> {
  const files = (await schemaFiles()).map(([file, content]) => ({ path: file, content }));
  return { tag: 'schemaDatamodel', files };
}
