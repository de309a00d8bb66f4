import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { createUser } from '@/lib/auth/account-commands';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import { inProject } from '@/lib/db/tx';
import { importSource } from '@/lib/ingest/commands';
import { createProject } from '@/lib/projects/commands';
import { ok, type Result } from '@/lib/result/result';

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
  /**
   * Makes a person's attributions in an article: one for each match of the pattern, whose first group
   * is the source, whose second the content; the words between the match's start and the source are
   * the cue.
   */
  attribute(
    person: keyof World['people'],
    article: { readonly id: string; readonly text: string },
    pattern: RegExp,
  ): Promise<void>;
  /** Marks words of an article for a person; answers the annotation's id. */
  mark(
    person: keyof World['people'],
    article: { readonly id: string; readonly text: string },
    codeKey: string,
    words: string,
  ): Promise<string>;
  /** Submits a person's coding of an article. */
  submit(person: keyof World['people'], article: { readonly id: string }): Promise<void>;
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
    async attribute(person, article, pattern) {
      const actor = { kind: 'user', userId: people[person].userId, projectId: project.id } as const;
      const articleVersionId = await versionOf(actor, article.id);
      for (const match of article.text.matchAll(pattern)) {
        const [whole, source = '', content = ''] = match;
        const span = (codeKey: 'source' | 'cue' | 'content', words: string) => {
          const start = points(article.text, match.index + whole.indexOf(words));
          const end = start + [...words].length;
          return { annotationId: uuidv7(), codeKey, fragments: [{ start, end }], attributes: {} };
        };
        const newSpans = [
          span('source', source),
          span('cue', whole.slice(0, whole.indexOf(source)).trim()),
          span('content', content),
        ];
        must(
          await createAttribution(actor, {
            projectId: project.id,
            articleVersionId,
            idempotencyKey: uuidv7(),
            annotationId: uuidv7(),
            newSpans,
            members: newSpans.map(({ annotationId, codeKey }) => ({ role: codeKey, annotationId })),
            attributes: {},
            memo: null,
          }),
        );
      }
    },
    async mark(person, article, codeKey, words) {
      const actor = { kind: 'user', userId: people[person].userId, projectId: project.id } as const;
      const annotationId = uuidv7();
      const start = points(article.text, article.text.indexOf(words));
      must(
        await createAnnotation(actor, {
          projectId: project.id,
          articleVersionId: await versionOf(actor, article.id),
          idempotencyKey: uuidv7(),
          annotationId,
          kind: 'span',
          codeKey,
          fragments: [{ start, end: start + [...words].length }],
          attributes: {},
          confidence: null,
          memo: null,
        }),
      );
      return annotationId;
    },
    async submit(person, article) {
      const actor = { kind: 'user', userId: people[person].userId, projectId: project.id } as const;
      const articleVersionId = await versionOf(actor, article.id);
      const idempotencyKey = uuidv7();
      must(await submitCoding(actor, { articleVersionId, idempotencyKey }));
    },
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

/** Code points before a UTF-16 index. */
const points = (text: string, index: number) => [...text.slice(0, index)].length;

async function versionOf(actor: Actor, externalId: string): Promise<string> {
  const found = await inProject(actor, 'project.read', async (tx) =>
    ok(
      await tx.sql<{ id: string }>(
        `SELECT v.id FROM article_versions v
           JOIN articles a ON a.project_id = v.project_id AND a.id = v.article_id
          WHERE v.project_id = $1::uuid AND a.external_id = $2`,
        tx.projectId,
        externalId,
      ),
    ),
  );
  const [row] = must(found);
  if (!row) throw new Error(`no article ${externalId}`);
  return row.id;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.userMessage, { cause: result.error.cause });
  return result.value;
}
