import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createUser } from '@/lib/auth/account-commands';
import type { Role } from '@/lib/auth/roles';
import { importSource } from '@/lib/ingest/commands';
import { createProject } from '@/lib/projects/commands';
import type { Result } from '@/lib/result/result';

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** A project with one person of each role, and a second analyst. */
export interface World {
  readonly projectId: string;
  readonly slug: string;
  readonly password: string;
  readonly people: Readonly<Record<'admin' | 'lead' | 'ana' | 'ben' | 'reader', Person>>;
  /** Loads articles as JSONL and answers their rows' count. */
  load(articles: readonly Record<string, unknown>[]): Promise<void>;
}

const PASSWORD = 'harbour lantern 4417';
const PEOPLE = [
  ['admin', 'Ada Admin', 'admin'],
  ['lead', 'Lena Lead', 'lead'],
  ['ana', 'Ana Lyst', 'analyst'],
  ['ben', 'Ben Coder', 'analyst'],
  ['reader', 'Rea Reader', 'reader'],
] as const satisfies readonly (readonly [keyof World['people'], string, Role])[];

/** Makes a project of its own with members, through the same commands as the product. */
export async function makeWorld(): Promise<World> {
  const tag = randomBytes(4).toString('hex');
  const slug = `e2e-${tag}`;
  const project = must(await createProject({ slug, name: `Desk ${tag}` }));
  const people = {} as Record<keyof World['people'], Person>;
  for (const [key, name, role] of PEOPLE) {
    const email = `${key}-${tag}@desk.example`;
    const made = must(
      await createUser(
        { kind: 'operator' },
        { email, name, password: PASSWORD, membership: { projectId: project.id, role } },
      ),
    );
    people[key] = { userId: made.userId, email, name };
  }
  return {
    projectId: project.id,
    slug,
    password: PASSWORD,
    people,
    async load(articles) {
      const bytes = Buffer.from(articles.map((article) => JSON.stringify(article)).join('\n'));
      const file = {
        path: 'articles.jsonl',
        size: bytes.length,
        stream: () => Readable.from([bytes]),
      };
      const report = must(
        await importSource({ kind: 'operator', projectId: project.id }, [file], {
          format: 'jsonl',
          sourceName: 'articles.jsonl',
        }),
      );
      if (report.articles.created !== articles.length) {
        throw new Error(`loaded ${JSON.stringify(report)}`);
      }
    },
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.userMessage, { cause: result.error.cause });
  return result.value;
}
