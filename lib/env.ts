import { z } from 'zod';
import { fromRoot } from './db/paths';

const url = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' });
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' });
const hosts = z
  .string()
  .regex(/^[a-z0-9.:[\]-]+(,[a-z0-9.:[\]-]+)*$/i, {
    error: 'must be host names or host:port, parted by commas',
  })
  .optional();
const wholeNumber = (min: number, max: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(min).max(max);

/** Every setting of the product: its shape and what it is for. The README's table lists them all. */
export const SETTINGS = {
  DATABASE_URL: {
    schema: url.optional(),
    about: 'PostgreSQL 18 database to use, as its owner. Unset: the embedded server is started.',
  },
  DATABASE_APP_URL: {
    schema: url.optional(),
    about:
      'The same database as the restricted role that the application runs as. Unset: that role is made by the migrations and its password derived from the secret.',
  },
  DATABASE_LISTEN_URL: {
    schema: url.optional(),
    about:
      'The same as DATABASE_APP_URL but past any pooler: live updates LISTEN on it. Unset: DATABASE_APP_URL.',
  },
  DATABASE_POOL_MAX: {
    schema: wholeNumber(2, 1000).default(20),
    about: 'Most database connections that one server process opens.',
  },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    about: 'Address to listen on. 0.0.0.0 serves other machines too.',
  },
  PORT: {
    schema: wholeNumber(1, 65535).default(3000),
    about: 'Port to listen on. When it is taken, the next free one is used and told.',
  },
  NEXTAUTH_URL: {
    schema: httpUrl.optional(),
    about: 'Address that people type, when it is not the one that is listened on (proxy, TLS).',
  },
  NEXTAUTH_SECRET: {
    schema: z.string().optional(),
    about:
      'Secret that signs sessions, at least 32 random characters. Unset: made at first start and kept in the data folder.',
  },
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: {
    schema: z.base64().optional(),
    about: 'Key fixed at build time, alike on all replicas. Unset: derived from the secret.',
  },
  SOURCEMARK_DATA_DIR: {
    schema: z.string().min(1).default('.sourcemark'),
    about:
      'Folder of the embedded database, the secret and what was built. Relative to the checkout.',
  },
  SOURCEMARK_DEMO: {
    schema: flag.default('1'),
    about: '1 loads the demo project at first start, 0 leaves it out.',
  },
  SOURCEMARK_JOBS: {
    schema: wholeNumber(0, 32).default(2),
    about:
      'Jobs (imports, fetches) that the worker beside the web server runs at once. 0: none; workers are started by themselves with the command "worker".',
  },
  SOURCEMARK_TRUSTED_PROXIES: {
    schema: wholeNumber(0, 10).default(0),
    about:
      'Number of proxies in front whose X-Forwarded-For entries are believed, for limits per address.',
  },
  SOURCEMARK_PROVIDER_HOSTS: {
    schema: hosts,
    about:
      'Hosts of suggestion providers on your own network (name or name:port, commas between). Unset: public addresses only.',
  },
  SOURCEMARK_WEBHOOK_HOSTS: {
    schema: hosts,
    about:
      'Hosts on your own network that webhooks may send to (name or name:port, commas between). Unset: public addresses only.',
  },
  PLAYWRIGHT_CHROMIUM: {
    schema: z.string().min(1).optional(),
    about: 'Chromium that the browser tests run. Unset: one is looked for.',
  },
  SOURCEMARK_SHARED: {
    schema: z.string().min(1).optional(),
    about: 'Folder of the large corpora that some tests read; they are skipped without it.',
  },
} as const satisfies Record<string, { schema: z.ZodType; about: string }>;

type SettingName = keyof typeof SETTINGS;
export type Env = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> };

const schema = z.object(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, setting]) => [name, setting.schema])),
);

/**
 * Reads and checks the settings. An empty variable counts as unset. Throws one message that names
 * every wrong setting and never repeats a value, which may be a secret.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.keys(SETTINGS).map((name) => [name, source[name] === '' ? undefined : source[name]]),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong settings:\n  ${lines.join('\n  ')}`);
  }
  return parsed.data as Env;
}

/** The settings of this process, read anew at each call so that a test can set one. */
export function env(): Env {
  return readEnv(process.env);
}

/** Absolute path inside the data folder. */
export function dataPath(...segments: string[]): string {
  return fromRoot(env().SOURCEMARK_DATA_DIR, ...segments);
}

/** Whether this is `next dev`, which needs a laxer content security policy. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}
