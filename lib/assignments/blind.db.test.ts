import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import { type AnnotationDto, createAttributionSchema } from '@/lib/annotations/schema';
import { addArticle, base, marking, only, passage, TEXT, unwrap } from '@/lib/annotations/testing';
import type { UserActor } from '@/lib/auth/actor';
import { findDoors } from '@/lib/auth/matrix/doors';
import { LEAKS } from '@/lib/auth/matrix/leaks';
import { makeCast, type Person, person } from '@/lib/auth/matrix/people';
import type { Scene } from '@/lib/auth/matrix/row';
import { ROWS } from '@/lib/auth/matrix/rows';
import { newPerson } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { readDelta, readPeople } from '@/lib/presence/queries';
import { exportDataset } from '@/lib/releases/commands';
import { createFolderSink } from '@/lib/releases/sink';
import { askAbout, rejectAnnotation } from '@/lib/review/commands';
import { tell } from './blind-testing';
import { reopenForCoder } from './coder-commands';
import { assignArticles, saveSettings } from './commands';

const request = vi.hoisted(() => ({ cookies: [] as { name: string; value: string }[] }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    getAll: () => request.cookies,
    get: (name: string) => request.cookies.find((cookie) => cookie.name === name),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, revalidateTag: () => undefined }));
vi.stubEnv('NEXTAUTH_SECRET', randomBytes(48).toString('base64url'));
const folder = mkdtempSync(path.join(tmpdir(), 'sourcemark-blind-'));
vi.stubEnv('SOURCEMARK_DATA_DIR', folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const db = await testDatabase();
const doors = await findDoors();

/**
 * Two who are to code an article blind, a lead among them, and one in training; a colleague has coded
 * it; another lead has reviewed.
 */
interface Stage {
  readonly scene: Scene;
  readonly ana: UserActor;
  readonly ben: UserActor;
  readonly lena: UserActor;
  readonly tom: UserActor;
  readonly odile: UserActor;
  /** Whatever names the colleague's work: words and ids. */
  readonly secrets: string[];
}

const NO_FILTER = { layers: [], codes: [], coders: [], states: [] };
const WORD = 'kestrel';
const ANA = 'Ana Quellmalz';

async function setStage(): Promise<Stage> {
  const cast = await makeCast();
  const { projectId } = cast;
  const member = async (role: 'analyst' | 'lead', name: string): Promise<UserActor> => {
    const { userId } = await newPerson({ projectId, role }, name);
    return { kind: 'user', userId, projectId };
  };
  const [ana, ben] = [await member('analyst', ANA), await member('analyst', 'Ben Ostrander')];
  const [lena, odile] = [
    await member('lead', 'Lena Brae'),
    await member('lead', 'Odile Marchetti'),
  ];
  const tom = await member('analyst', 'Tom Vesely');
  const article = await addArticle(db, projectId, TEXT, 'en');
  unwrap(await saveSettings(odile, { blind: 'own', queue: null }));
  const coderIds = [ana.userId, ben.userId, lena.userId];
  unwrap(
    await assignArticles(odile, {
      projectId,
      articleIds: [article.articleId],
      coderIds,
      dueOn: null,
    }),
  );
  // In training; what there is to train on does not matter here.
  await db.superPool.query('INSERT INTO trainees (project_id, user_id) VALUES ($1, $2)', [
    projectId,
    tom.userId,
  ]);
  const scene: Scene = { ...cast, ...article, annotationId: uuidv7() };
  return { scene, ana, ben, lena, tom, odile, secrets: [] };
}

/** The colleague codes and hands in; a lead who codes nothing reviews. */
async function colleagueCodes(stage: Stage): Promise<Stage> {
  const { scene, ana, odile } = stage;
  const world = { ...scene, ana, ben: stage.ben, reader: stage.ben };
  const mark = (code: string, words: string) => ({
    ...marking(world, code, passage(words)),
    memo: `memo ${WORD}`,
  });
  const source = only(unwrap(await createAnnotation(ana, mark('source', 'the spokesman'))));
  const cue = only(unwrap(await createAnnotation(ana, mark('cue', 'said'))));
  const claim = only(unwrap(await createAnnotation(ana, mark('claim', 'The budget grew by 4%'))));
  unwrap(
    await createAttribution(
      ana,
      createAttributionSchema.parse({
        ...base(world),
        annotationId: uuidv7(),
        attributes: {},
        members: [
          { role: 'source', annotationId: source.id },
          { role: 'cue', annotationId: cue.id },
        ],
        newSpans: [
          {
            annotationId: uuidv7(),
            role: 'content',
            codeKey: 'content',
            fragments: [passage('Nobody will be turned away')],
          },
        ],
      }),
    ),
  );
  unwrap(await submitCoding(ana, base(world)));
  const about = ({ id, revisionId }: AnnotationDto) => ({
    projectId: scene.projectId,
    idempotencyKey: randomUUID(),
    annotationId: id,
    revisionId,
  });
  unwrap(await askAbout(odile, { ...about(source), question: `thread ${WORD}` }));
  unwrap(await rejectAnnotation(odile, { ...about(cue), reason: `reason ${WORD}` }));
  const { rows } = await db.superPool.query<{ id: string }>(
    `SELECT id::text FROM codings WHERE project_id = $1 AND coder_id = $2
     UNION ALL SELECT id::text FROM annotations WHERE project_id = $1 AND coding_id IN (SELECT id FROM codings WHERE coder_id = $2)
     UNION ALL SELECT id::text FROM annotation_revisions WHERE project_id = $1 AND author_id = $2
     UNION ALL SELECT id::text FROM threads WHERE project_id = $1 UNION ALL SELECT id::text FROM comments WHERE project_id = $1
     UNION ALL SELECT id::text FROM review_decisions WHERE project_id = $1`,
    [scene.projectId, ana.userId],
  );
  return {
    ...stage,
    scene: { ...scene, annotationId: claim.id },
    secrets: [WORD, ...rows.map(({ id }) => id)],
  };
}

async function exported(actor: UserActor, format: 'jsonl' | 'csv' | 'brat'): Promise<string> {
  const target = mkdtempSync(path.join(folder, 'export-'));
  const made = await exportDataset(actor, { format, filter: NO_FILTER }, createFolderSink(target));
  const files = readdirSync(target, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const texts = files.flatMap((file) =>
    file.isFile() ? [readFileSync(path.join(file.parentPath, file.name), 'utf8')] : [],
  );
  return `${JSON.stringify(made)}\n${texts.join('\n')}`;
}

const page = (scene: Scene, params: object, search: object = {}) => ({
  params: Promise.resolve({ projectId: scene.projectId, ...params }),
  searchParams: Promise.resolve(search),
});

/** Questions that get more out of a door than the smallest that it takes. */
const ASKED: Readonly<Record<string, (scene: Scene) => readonly unknown[]>> = {
  'app/(workspace)/projects/[projectId]/search/page.tsx#default': (scene) => [
    page(scene, {}, { code: ['source', 'cue', 'claim'] }),
  ],
  'app/(workspace)/projects/[projectId]/review/page.tsx#default': (scene) => [
    page(scene, {}, { show: 'all' }),
  ],
  'lib/search/actions.ts#findPlacesAction': ({ projectId }) => [
    { projectId, filter: { code: ['source', 'cue', 'claim'] } },
  ],
  'lib/annotations/link-actions.ts#findLinkTargetsAction': ({ projectId }) => [
    { projectId, articleVersionId: uuidv7(), codeKeys: ['claim', 'source'], query: '' },
  ],
  'lib/codebook/draft/actions.ts#findExamplesAction': ({ projectId }) => [
    { projectId, codeKey: 'claim', search: '' },
  ],
};

async function knock(id: string, open: (...args: unknown[]) => unknown, as: Person, scene: Scene) {
  request.cookies = as.cookie ? [as.cookie] : [];
  const asked = ASKED[id];
  try {
    return await tell(await (asked ? open(...asked(scene)) : ROWS[id]?.knock?.(open, as, scene)));
  } catch (thrown) {
    // Next's notFound, redirect and forbidden; anything else is a bug of the door.
    if (typeof thrown === 'object' && thrown !== null && 'digest' in thrown)
      return String(thrown.digest);
    throw thrown;
  }
}

/** As if nobody had knocked: still blind, still not handed in, still assigned. */
async function putBack({ scene: { projectId }, ben, lena }: Stage): Promise<void> {
  const run = (sql: string, ...params: unknown[]) =>
    db.superPool.query(sql, [projectId, ...params]);
  await run(
    `UPDATE codings SET state = 'in_progress' WHERE project_id = $1 AND coder_id = ANY ($2)`,
    [ben.userId, lena.userId],
  );
  await run(`UPDATE assignment_settings SET blind = 'own' WHERE project_id = $1`);
  await run(`UPDATE articles SET blind = NULL WHERE project_id = $1`);
  await run(`UPDATE assignments SET state = 'assigned' WHERE project_id = $1`);
}

const reads = (id: string) =>
  id.startsWith('app/')
    ? /page\.tsx#|#GET$/.test(id)
    : /actions\.ts#(read|find|preview|get)/.test(id);

/** Moments and numbers of events differ; the rest may not. */
const steady = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/[0-9a-f]{64}/g, 'HASH');

const known = doors.filter(({ id }) => ROWS[id]?.knock);
const stage = await setStage();
const blind: Record<'analyst' | 'lead' | 'trainee', Person> = {
  analyst: await person(stage.ben.userId, stage.scene.projectId),
  lead: await person(stage.lena.userId, stage.scene.projectId),
  trainee: await person(stage.tom.userId, stage.scene.projectId),
};
const seer = await person(stage.odile.userId, stage.scene.projectId);

/** What the blind meet at every door that reads. */
async function readAll(scene: Scene): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const [role, who] of Object.entries(blind)) {
    for (const { id, open } of known.filter((door) => reads(door.id))) {
      told.set(`${role} ${id}`, await knock(id, open, who, scene));
    }
  }
  return told;
}

const before = await readAll(stage.scene);
const after = await colleagueCodes(stage);
await putBack(after);
const since = await readAll(after.scene);

describe('every door', () => {
  it('has a decision on what it may tell', () => {
    expect({
      undecided: known.map(({ id }) => id).filter((id) => !(id in LEAKS)),
      gone: Object.keys(LEAKS).filter((id) => !known.some((door) => door.id === id)),
    }).toEqual({ undecided: [], gone: [] });
  });

  it.each(known.map(({ id, open }) => [id, open] as const))('%s', async (id, open) => {
    const leak = LEAKS[id];
    for (const [role, who] of Object.entries(blind)) {
      const here = ROWS[id]?.changesPeople ? await colleagueCodes(await setStage()) : after;
      const eyes = ROWS[id]?.changesPeople
        ? await person(here.ben.userId, here.scene.projectId)
        : who;
      await putBack(here);
      const read = since.get(`${role} ${id}`);
      const told = read ?? (await knock(id, open, eyes, here.scene));
      expect(here.secrets.filter((secret) => told.includes(secret))).toEqual([]);
      if (leak?.names !== true) {
        expect([ANA, here.ana.userId].filter((name) => told.includes(name))).toEqual([]);
      }
      // Not even that something was done: the same words and numbers as before.
      if (read !== undefined && leak?.moves === undefined) {
        expect(steady(read)).toBe(steady(before.get(`${role} ${id}`) ?? ''));
      }
    }
    await putBack(after);
  });
});

describe('the same doors', () => {
  it('tell a lead who does not code the article, so that silence means something', async () => {
    await putBack(after);
    const telling: string[] = [];
    for (const { id, open } of known.filter((door) => reads(door.id))) {
      const told = await knock(id, open, seer, after.scene);
      if (after.secrets.some((secret) => told.includes(secret)))
        telling.push(id.replace(/^.*\/(?=[^/]+\/)/, ''));
    }
    expect(telling.length).toBeGreaterThanOrEqual(10);
  });
});

describe('behind the doors', () => {
  it.each(['jsonl', 'csv', 'brat'] as const)(
    'an export as %s holds one’s own alone',
    async (format) => {
      await putBack(after);
      for (const who of [after.ben, after.lena, after.tom]) {
        const text = await exported(who, format);
        expect(after.secrets.filter((secret) => text.includes(secret))).toEqual([]);
        expect(text).not.toContain(ANA);
      }
      expect(await exported(after.odile, format)).toContain(format === 'brat' ? 'Quellmalz' : WORD);
    },
  );

  it('live updates and faces keep quiet', async () => {
    const watched = {
      articleId: after.scene.articleId,
      articleVersionId: after.scene.articleVersionId,
    };
    const told = JSON.stringify([
      await readDelta(after.ben, watched, 0),
      await readDelta(after.tom, watched, 0),
      await readPeople(after.ben, watched.articleVersionId, [after.ana.userId]),
    ]);
    expect(after.secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).not.toContain(ANA);
    // Handing in may open the text to others: their pages are read again as a whole.
    expect(unwrap(await readDelta(after.odile, watched, 0)).delta).toBeNull();
  });

  it('the database hides every row of it by itself', async () => {
    const { rows: tables } = await db.superPool.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND relname NOT IN ('users', 'members', '_prisma_migrations', 'password_resets', 'rate_limits', 'user_shortcuts')`,
    );
    const leaking: string[] = [];
    for (const who of [after.ben, after.lena, after.tom]) {
      const client = await db.pool.connect();
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('app.project_id', $1, true), set_config('app.user_id', $2, true)`,
        [after.scene.projectId, who.userId],
      );
      for (const { name } of tables) {
        const { rows } = await client.query<{ row: string }>(
          `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
        );
        const text = rows.map(({ row }) => row).join('\n');
        if (after.secrets.some((secret) => text.includes(secret))) leaking.push(name);
      }
      client.release(true);
    }
    expect(leaking).toEqual([]);
  });

  it('handing in opens the colleague’s work, and a lead’s reopening hides it again', async () => {
    await putBack(after);
    const version = base(after.scene);
    unwrap(await submitCoding(after.ben, version));
    expect(await exported(after.ben, 'jsonl')).toContain(WORD);
    const { rows } = await db.superPool.query<{ id: string }>(
      'SELECT id::text FROM assignments WHERE project_id = $1 AND coder_id = $2',
      [after.scene.projectId, after.ben.userId],
    );
    const assignmentId = rows[0]?.id ?? '';
    unwrap(await reopenForCoder(after.odile, { assignmentId, reason: 'A paragraph was missed.' }));
    expect(await exported(after.ben, 'jsonl')).not.toContain(WORD);
  });
});
