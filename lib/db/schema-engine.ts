import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type {
  DiffTarget,
  MigrationList,
  SchemaEngine,
  SchemaFilter,
} from '@prisma/schema-engine-wasm';
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
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const mended = async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = BPCHAR;
    }
    return result;
  };
  Object.assign(pool, { query: mended });
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

function adapterFactory(ownerUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString: ownerUrl, max: 1 });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mendAdapter(await factory.connect()),
    connectToShadowDb: async () => mendAdapter(await factory.connectToShadowDb()),
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

/** The migrations folder as the engine wants it, in order of name. */
export async function migrationList(): Promise<MigrationList> {
  const baseDir = path.join(repoRoot(), 'prisma', 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const hasLock = entries.some((entry) => entry.name === 'migration_lock.toml');
  const content = hasLock
    ? await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8')
    : null;
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
