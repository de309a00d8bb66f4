import { v7 as uuidv7 } from 'uuid';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import {
  base,
  makeWorld,
  marking,
  only,
  passage,
  type UserOfProject,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import type { TestDatabase } from '@/lib/db/testing';
import { getAdjudication } from './queries';
import type { AdjudicationItem, AdjudicationView } from './schema';

/** A project with two coders and two who adjudicate. */
export interface Court extends World {
  readonly lead: UserOfProject;
  readonly second: UserOfProject;
}

export async function makeCourt(db: TestDatabase): Promise<Court> {
  const world = await makeWorld(db);
  return {
    ...world,
    lead: await join(db, world.projectId, 'Lea'),
    second: await join(db, world.projectId, 'Sam'),
  };
}

async function join(db: TestDatabase, projectId: string, name: string): Promise<UserOfProject> {
  const userId = uuidv7();
  await db.superPool.query('INSERT INTO users (id, email, name) VALUES ($1, $2, $3)', [
    userId,
    `${userId}@test.example`,
    name,
  ]);
  await db.superPool.query(
    `INSERT INTO members (project_id, user_id, role) VALUES ($1, $2, 'lead')`,
    [projectId, userId],
  );
  return { kind: 'user', userId, projectId };
}

export async function mark(
  world: World,
  who: UserOfProject,
  code: string,
  words: string,
  attributes: Attributes = {},
): Promise<AnnotationDto> {
  const input = { ...marking(world, code, passage(words)), attributes };
  return only(unwrap(await createAnnotation(who, input)));
}

export async function recode(
  world: World,
  who: UserOfProject,
  one: AnnotationDto,
  codeKey: string,
) {
  const { id: annotationId, revisionNo: expectedNo } = one;
  const input = { ...base(world), annotationId, expectedNo, codeKey };
  return only(unwrap(await changeAnnotation(who, input)));
}

export async function submit(world: World, ...people: UserOfProject[]): Promise<void> {
  for (const who of people) unwrap(await submitCoding(who, base(world)));
}

export async function view(court: Court, who = court.lead): Promise<AdjudicationView> {
  return unwrap(await getAdjudication(who, court.articleVersionId));
}

/** The item with the words that a coder marked. */
export function itemOf({ items, annotations }: AdjudicationView, words: string): AdjudicationItem {
  const ids = annotations
    .filter((one) => one.fragments.map(({ quote }) => quote).join(' … ') === words)
    .map(({ id }) => id);
  const found = items.find(({ voices }) => voices.some(({ unitId }) => ids.includes(unitId ?? '')));
  if (!found) throw new Error(`no item with “${words}”`);
  return found;
}

/** Input about an item as it was seen. */
export function at(court: Court, { key, basis }: AdjudicationItem) {
  return { ...base(court), itemKey: key, basis, cause: null, note: null };
}
