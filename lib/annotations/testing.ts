import { createHash, randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/roles';
import type { TestDatabase } from '@/lib/db/testing';
import { createProject } from '@/lib/projects/commands';
import type { Result } from '@/lib/result/result';
import type { AnnotationChange, AnnotationDto, Fragment } from './schema';

/** An invented article; its first character is beyond the basic plane, so that offsets must be right. */
export const TEXT = [
  '😀 Selon l’agence Vesta, le ministre a déclaré mardi que la frontière resterait ouverte.',
  '“Nobody will be turned away,” the spokesman said. Critics doubt it.',
  'The budget grew by 4% in 2022, according to the statistics office.',
].join('\n\n');

export type UserOfProject = Extract<Actor, { kind: 'user' }>;

/** A project with one article and its members. */
export interface World {
  readonly projectId: string;
  readonly articleId: string;
  readonly articleVersionId: string;
  readonly ana: UserOfProject;
  readonly ben: UserOfProject;
  readonly reader: UserOfProject;
}

/** Where something is marked. */
export type Place = Pick<World, 'projectId' | 'articleVersionId'>;

/** The value of a success; anything else fails the test with the error's words. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Makes a project of its own for one test. */
export async function makeWorld(db: TestDatabase, text = TEXT): Promise<World> {
  const project = unwrap(await createProject({ slug: `p-${randomUUID()}`, name: 'Test' }));
  const member = async (name: string, role: Role): Promise<UserOfProject> => {
    const userId = uuidv7();
    await db.superPool.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
      userId,
      `${userId}@test.example`,
      name,
    ]);
    await db.superPool.query(
      'INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, $3)',
      [project.id, userId, role],
    );
    return { kind: 'user', userId, projectId: project.id };
  };
  return {
    projectId: project.id,
    ...(await addArticle(db, project.id, text)),
    ana: await member('Ana', 'analyst'),
    ben: await member('Ben', 'analyst'),
    reader: await member('Rita', 'reader'),
  };
}

/** Stores one more article. */
export async function addArticle(
  db: TestDatabase,
  projectId: string,
  text: string,
  language: string | null = null,
  told: { readonly publisher?: string; readonly publishedAt?: string } = {},
) {
  const [articleId, captureId, articleVersionId] = [uuidv7(), uuidv7(), uuidv7()];
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest();
  await db.superPool.query(
    'INSERT INTO articles (project_id, id, external_id) VALUES ($1, $2, $3)',
    [projectId, articleId, articleId],
  );
  await db.superPool.query(
    `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, importer,
       importer_version, retrieved_at)
     VALUES ($1, $2, $3, $4, 'text/plain', 'a.txt', 'plain', '1', now())`,
    [projectId, captureId, sha256, bytes],
  );
  await db.superPool.query(
    `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text,
       text_sha256, text_length, canonicaliser, title, keywords, language, publisher,
       published_at, written_in)
     VALUES ($1, $2, $3, 1, $4, $5, $6, char_length($5), 'sourcemark/1', 'Border', '{}', $7, $8, $9,
       NULL)`,
    [
      projectId,
      articleVersionId,
      articleId,
      captureId,
      text,
      sha256,
      language,
      told.publisher ?? null,
      told.publishedAt ?? null,
    ],
  );
  return { articleId, articleVersionId };
}

/** The code points at which a passage of `text` stands. */
export function passage(words: string, text = TEXT): Fragment {
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`the text lacks “${words}”`);
  const start = [...text.slice(0, at)].length;
  return { start, end: start + [...words].length };
}

/** What every command's input begins with; a new key each time. */
export function base(world: Place) {
  return {
    projectId: world.projectId,
    articleVersionId: world.articleVersionId,
    idempotencyKey: randomUUID(),
  };
}

/** Input for marking one passage. */
export function marking(world: Place, codeKey: string, ...fragments: Fragment[]) {
  return {
    ...base(world),
    annotationId: uuidv7(),
    kind: 'span' as const,
    codeKey,
    fragments,
    attributes: {},
    confidence: null,
    memo: null,
  };
}

/** The annotation of a change that has just one. */
export function only(change: AnnotationChange): AnnotationDto {
  const [annotation, ...others] = change.annotations;
  if (!annotation || others.length > 0) throw new Error(JSON.stringify(change.annotations));
  return annotation;
}
