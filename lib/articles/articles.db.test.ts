import { createHash, randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { createProject } from '@/lib/projects/commands';
import { getArticle, getNextUnfinished, getQueue } from './queries';
import { PAGE_SIZE, QUEUE_SORTS, type QueueFilter, type QueuePage } from './schema';

const db = await testDatabase();

const everything: QueueFilter = {
  q: '',
  state: null,
  progress: null,
  language: null,
  sort: 'newest',
};

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function newProject(): Promise<{ projectId: string; analyst: Actor; userId: string }> {
  const project = unwrap(await createProject({ slug: `p-${randomUUID()}`, name: 'Test' }));
  const userId = randomUUID();
  await db.prisma.user.create({ data: { id: userId, email: `${userId}@test.example`, name: 'A' } });
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'analyst')`,
    [project.id, userId],
  );
  return {
    projectId: project.id,
    userId,
    analyst: { kind: 'user', userId, projectId: project.id },
  };
}

interface Seed {
  readonly title: string;
  readonly publishedAt?: string;
  readonly language?: string;
  readonly articleId?: string;
  readonly versionNo?: number;
}

async function addArticle(
  projectId: string,
  seed: Seed,
): Promise<{ articleId: string; versionId: string }> {
  const articleId = seed.articleId ?? uuidv7();
  const versionId = uuidv7();
  const captureId = uuidv7();
  const bytes = Buffer.from(seed.title, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest();
  if (seed.articleId === undefined) {
    await db.superPool.query(
      'INSERT INTO articles (project_id, id, external_id) VALUES ($1, $2, $3)',
      [projectId, articleId, articleId],
    );
  }
  await db.superPool.query(
    `INSERT INTO captures (project_id, id, sha256, bytes, media_type, source_name, importer, importer_version, retrieved_at)
     VALUES ($1, $2, $3, $4, 'text/plain', 'a.txt', 'plain', '1', now())`,
    [projectId, captureId, sha256, bytes],
  );
  await db.superPool.query(
    `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text, text_sha256,
       text_length, canonicaliser, title, language, published_at, keywords)
     VALUES ($1, $2, $3, $4, $5, $6, $7, char_length($6), 'test', $6, $8, $9, '{}')`,
    [
      projectId,
      versionId,
      articleId,
      seed.versionNo ?? 1,
      captureId,
      seed.title,
      sha256,
      seed.language ?? null,
      seed.publishedAt ?? null,
    ],
  );
  return { articleId, versionId };
}

async function setCoding(projectId: string, versionId: string, coderId: string, state: string) {
  await db.superPool.query(
    `INSERT INTO codings (project_id, id, article_version_id, coder_id, state, submitted_at)
     VALUES ($1, $2, $3, $4, $5::coding_state, CASE WHEN $5 = 'submitted' THEN now() END)`,
    [projectId, uuidv7(), versionId, coderId, state],
  );
}

const titles = (page: QueuePage) => page.rows.map((row) => row.title);

describe('the queue', () => {
  it('tells an empty project from an empty filter', async () => {
    const { projectId, analyst } = await newProject();
    expect(unwrap(await getQueue(analyst, everything))).toMatchObject({
      rows: [],
      projectIsEmpty: true,
      total: 0,
      previous: null,
      next: null,
    });
    await addArticle(projectId, { title: 'Harbour', language: 'en' });
    const none = unwrap(await getQueue(analyst, { ...everything, q: 'bridge' }));
    expect(none).toMatchObject({ rows: [], projectIsEmpty: false, languages: ['en'] });
  });

  it('shows each article once, in its newest version', async () => {
    const { projectId, analyst } = await newProject();
    const { articleId } = await addArticle(projectId, { title: 'First state' });
    await addArticle(projectId, { title: 'Second state', articleId, versionNo: 2 });
    expect(titles(unwrap(await getQueue(analyst, everything)))).toEqual(['Second state']);
    expect(titles(unwrap(await getQueue(analyst, { ...everything, q: 'first' })))).toEqual([]);
  });

  it('orders by date with the undated last, and by title', async () => {
    const { projectId, analyst } = await newProject();
    await addArticle(projectId, { title: 'beta', publishedAt: '2025-01-02T00:00:00Z' });
    await addArticle(projectId, { title: 'Alpha', publishedAt: '2025-01-01T00:00:00Z' });
    await addArticle(projectId, { title: 'gamma' });
    const order = async (sort: QueueFilter['sort']) =>
      titles(unwrap(await getQueue(analyst, { ...everything, sort })));
    expect(await order('newest')).toEqual(['beta', 'Alpha', 'gamma']);
    expect(await order('oldest')).toEqual(['Alpha', 'beta', 'gamma']);
    expect(await order('title')).toEqual(['Alpha', 'beta', 'gamma']);
    expect(await order('added')).toEqual(['gamma', 'Alpha', 'beta']);
  });

  it('walks forward and back over the same pages in every order', async () => {
    const { projectId, analyst } = await newProject();
    const count = PAGE_SIZE * 2 + 10;
    for (let n = 0; n < count; n += 1) {
      const dated = n % 3 !== 0;
      const day = `2025-01-${String((n % 9) + 1).padStart(2, '0')}T00:00:00.000123Z`;
      await addArticle(projectId, {
        title: `Title ${n % 7}`,
        ...(dated ? { publishedAt: day } : {}),
      });
    }
    for (const sort of QUEUE_SORTS) {
      const filter = { ...everything, sort };
      const pages: string[][] = [];
      let page = unwrap(await getQueue(analyst, filter));
      for (;;) {
        pages.push(page.rows.map((row) => row.versionId));
        if (page.next === null) break;
        page = unwrap(await getQueue(analyst, filter, page.next));
      }
      expect(pages.map((ids) => ids.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 10]);
      expect(new Set(pages.flat()).size).toBe(count);
      const back: string[][] = [];
      while (page.previous !== null) {
        page = unwrap(await getQueue(analyst, filter, page.previous));
        back.unshift(page.rows.map((row) => row.versionId));
      }
      expect(back).toEqual(pages.slice(0, -1));
      expect(page.total).toBe(count);
    }
  });

  it('filters by my own state, by language and by words that mean themselves', async () => {
    const { projectId, analyst, userId } = await newProject();
    const done = await addArticle(projectId, { title: '100% done_', language: 'fr' });
    const begun = await addArticle(projectId, { title: '100 done', language: 'de' });
    const fresh = await addArticle(projectId, { title: 'Fresh' });
    await setCoding(projectId, done.versionId, userId, 'submitted');
    await setCoding(projectId, begun.versionId, userId, 'in_progress');
    const find = async (filter: Partial<QueueFilter>) =>
      titles(unwrap(await getQueue(analyst, { ...everything, sort: 'title', ...filter })));
    expect(await find({ state: 'submitted' })).toEqual(['100% done_']);
    expect(await find({ state: 'in_progress' })).toEqual(['100 done']);
    expect(await find({ state: 'not_started' })).toEqual(['Fresh']);
    expect(await find({ state: 'unfinished' })).toEqual(['100 done', 'Fresh']);
    expect(await find({ language: 'fr' })).toEqual(['100% done_']);
    expect(await find({ language: 'und' })).toEqual(['Fresh']);
    expect(await find({ q: '0% D' })).toEqual(['100% done_']);
    expect(await find({ q: 'done_' })).toEqual(['100% done_']);
    const page = unwrap(await getQueue(analyst, { ...everything, sort: 'title' }));
    const next = async (filter: QueueFilter, after?: string) =>
      unwrap(await getNextUnfinished(analyst, filter, after));
    expect(await next({ ...everything, sort: 'title' })).toBe(begun.articleId);
    expect(await next({ ...everything, sort: 'title' }, begun.articleId)).toBe(fresh.articleId);
    expect(await next({ ...everything, state: 'not_started' })).toBe(fresh.articleId);
    expect(await next({ ...everything, language: 'fr' })).toBeNull();
    expect(page.rows.map((row) => row.myState)).toEqual([
      'in_progress',
      'submitted',
      'not_started',
    ]);
    expect(fresh.articleId).toBe(page.rows[2]?.articleId);
  });

  it('goes round to the next unfinished article', async () => {
    const { projectId, analyst, userId } = await newProject();
    const made = [];
    for (const day of [3, 2, 1]) {
      made.push(
        await addArticle(projectId, {
          title: `Day ${day}`,
          publishedAt: `2025-01-0${day}T00:00:00Z`,
        }),
      );
    }
    const undated = await addArticle(projectId, { title: 'Undated' });
    const ids = [...made.map((item) => item.articleId), undated.articleId];
    const next = async (after?: string) =>
      unwrap(await getNextUnfinished(analyst, everything, after));
    expect(await next()).toBe(ids[0]);
    expect(await next(ids[0])).toBe(ids[1]);
    expect(await next(ids[2])).toBe(ids[3]);
    expect(await next(ids[3])).toBe(ids[0]);
    for (const { versionId } of made) await setCoding(projectId, versionId, userId, 'submitted');
    expect(await next(ids[0])).toBe(ids[3]);
    expect(await next(ids[3])).toBeNull();
  });

  it('shows nothing of another project', async () => {
    const other = await newProject();
    const hidden = await addArticle(other.projectId, { title: 'Hidden' });
    const { analyst } = await newProject();
    expect(unwrap(await getQueue(analyst, everything)).projectIsEmpty).toBe(true);
    const read = await getArticle(analyst, hidden.articleId);
    expect(!read.ok && read.error.code).toBe('not_found');
    const stranger: Actor = { kind: 'user', userId: randomUUID(), projectId: other.projectId };
    for (const result of [
      await getQueue(stranger, everything),
      await getNextUnfinished(stranger, everything),
    ]) {
      expect(!result.ok && result.error.code).toBe('not_found');
    }
  });
});

describe('getArticle', () => {
  it('gives the newest version or the one asked for, with its capture', async () => {
    const { projectId, analyst } = await newProject();
    const { articleId } = await addArticle(projectId, { title: 'Ж\u{1F30A} one' });
    await addArticle(projectId, { title: 'two', articleId, versionNo: 2 });
    const newest = unwrap(await getArticle(analyst, articleId));
    expect(newest).toMatchObject({ versionNo: 2, versionNos: [1, 2], text: 'two' });
    const first = unwrap(await getArticle(analyst, articleId, 1));
    expect(first.textLength).toBe(6);
    expect(first.textSha256).toBe(
      createHash('sha256').update('Ж\u{1F30A} one', 'utf8').digest('hex'),
    );
    expect(first.capture.sha256).toBe(first.textSha256);
    const missing = await getArticle(analyst, articleId, 3);
    expect(!missing.ok && missing.error.code).toBe('not_found');
  });
});
