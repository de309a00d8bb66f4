import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { createAnnotationSchema } from '@/lib/annotations/schema';
import { addArticle, passage, TEXT } from '@/lib/annotations/testing';
import { getPrisma } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/testing';
import { deactivateUser, signOutEverywhere } from '../account-commands';
import { codeOf, newTestProject, unwrap } from '../people-testing';
import { getUser } from '../session';
import { findDoors } from './doors';
import { type Outcome, outcomeOf } from './outcome';
import { makeCast, PERSONAS, type Person, type Persona, person } from './people';
import type { Scene } from './row';
import { ROWS } from './rows';
import { sample } from './sample';

// The request that a page or an action believes it is in: only its cookies differ.
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
const dataFolder = mkdtempSync(path.join(tmpdir(), 'sourcemark-matrix-'));
vi.stubEnv('SOURCEMARK_DATA_DIR', dataFolder);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const db = await testDatabase();
const doors = await findDoors();

function enterAs({ cookie }: Person): void {
  request.cookies = cookie ? [cookie] : [];
}

async function makeScene(): Promise<Scene> {
  const cast = await makeCast();
  const article = await addArticle(db, cast.projectId, TEXT);
  const annotationId = uuidv7();
  unwrap(
    await createAnnotation(cast.people.analyst.actor, {
      ...sample(createAnnotationSchema, {
        projectId: cast.projectId,
        articleVersionId: article.articleVersionId,
        idempotencyKey: annotationId,
        annotationId,
        kind: 'span',
        codeKey: 'cue',
        fragments: [passage('said')],
      }).parsed,
    }),
  );
  return { ...cast, ...article, annotationId };
}

const shared = await makeScene();

beforeEach(() => {
  request.cookies = [];
});

describe('the matrix', () => {
  it('has one row for each door and one door for each row', () => {
    expect(doors.length).toBeGreaterThan(50);
    const ids = doors.map((door) => door.id);
    // A new door gets a row in rows.ts; a row whose door is gone goes too.
    expect({
      doorsWithoutRow: ids.filter((id) => !(id in ROWS)),
      rowsWithoutDoor: Object.keys(ROWS).filter((id) => !ids.includes(id)),
    }).toEqual({ doorsWithoutRow: [], rowsWithoutDoor: [] });
  });

  const known = doors.flatMap(({ id, open }) => {
    const row = ROWS[id];
    return row ? [[id, open, row] as const] : [];
  });
  it.each(known)('%s', async (_id, open, row) => {
    if (!row.knock) {
      expect(row.why).toBeTruthy();
      return;
    }
    const met: Partial<Record<Persona, Outcome>> = {};
    const scene = row.changesPeople ? await makeScene() : shared;
    for (const persona of [...PERSONAS].reverse()) {
      const someone = scene.people[persona];
      enterAs(someone);
      met[persona] = await outcomeOf(() => row.knock?.(open, someone, scene));
    }
    expect(met).toEqual(row.expected);
  });
});

describe('a session', () => {
  async function signedIn(): Promise<{ userId: string; name: string | null }> {
    const user = await getUser();
    return { userId: user?.id ?? 'nobody', name: user?.name ?? null };
  }

  it('is whose it says, until they sign out everywhere', async () => {
    const member = await (await newTestProject()).member('reader');
    enterAs(await person(member.userId, member.projectId));
    expect(await signedIn()).toMatchObject({ userId: member.userId });
    await signOutEverywhere(member.userId);
    expect(await signedIn()).toMatchObject({ userId: 'nobody' });
    enterAs(await person(member.userId, member.projectId, 2));
    expect(await signedIn()).toMatchObject({ userId: member.userId });
  });

  it('ends with the account', async () => {
    const member = await (await newTestProject()).member('reader');
    enterAs(await person(member.userId, member.projectId));
    expect(codeOf(await deactivateUser({ kind: 'operator' }, { userId: member.userId }))).toBe(
      'ok',
    );
    expect(await signedIn()).toMatchObject({ userId: 'nobody' });
    // Not even one of the generation that the deactivation began.
    enterAs(await person(member.userId, member.projectId, 2));
    expect(await signedIn()).toMatchObject({ userId: 'nobody' });
  });

  it('is none when the cookie is forged, altered, or of another secret', async () => {
    const member = await (await newTestProject()).member('admin');
    const { cookie } = await person(member.userId, member.projectId);
    if (!cookie) throw new Error('no cookie');
    const forged = [
      member.userId,
      `${cookie.value.slice(0, -4)}AAAA`,
      `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: member.userId, sessionVersion: 1 }))}.`,
    ];
    for (const value of forged) {
      request.cookies = [{ name: cookie.name, value }];
      expect(await signedIn()).toMatchObject({ userId: 'nobody' });
    }
    vi.stubEnv('NEXTAUTH_SECRET', randomBytes(48).toString('base64url'));
    request.cookies = [cookie];
    expect(await signedIn()).toMatchObject({ userId: 'nobody' });
  });

  it('says nothing about roles: they are read from the database', async () => {
    const member = await (await newTestProject()).member('admin');
    const row = await getPrisma().user.findUnique({ where: { id: member.userId } });
    enterAs(await person(member.userId, member.projectId));
    expect((await signedIn()).name).toBe(row?.name);
  });
});
