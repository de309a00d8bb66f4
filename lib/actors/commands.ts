import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { nameKey } from './rules';
import type {
  ActorDto,
  addNameSchema,
  changeActorSchema,
  createActorSchema,
  mergeActorsSchema,
  removeNameSchema,
  splitActorSchema,
} from './schema';
import { insertName, lockActor, ownerOf, readActors } from './store';

const WRITE = 'annotations.write';

/**
 * Puts an actor into the register, under one name. Errors: `invalid_input` (a name without letters),
 * `conflict` (the name is somebody's), `forbidden`.
 */
export function createActor(
  actor: Actor,
  { name, kind }: Pick<z.output<typeof createActorSchema>, 'name' | 'kind'>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const made = await insertActor(tx, me.userId, name, kind);
    if (!made.ok) return made;
    const after = { name, kind };
    await appendEvent(tx, {
      type: 'actor.created',
      actorId: me.userId,
      payload: { registerId: made.value.id, name, before: null, after },
    });
    return made;
  });
}

/** Changes what is said of an actor. Errors: `not_found`, `conflict` (merged into another), `forbidden`. */
export function changeActor(
  actor: Actor,
  { actorId, ...input }: z.output<typeof changeActorSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, actorId);
    if (!found.ok) return found;
    const said = ({ name, kind, wikidataId, note }: ActorDto) => ({ name, kind, wikidataId, note });
    const before = said(found.value);
    const { projectId: _, ...given } = input;
    const after = { ...before, ...given };
    if (JSON.stringify(before) === JSON.stringify(after)) return found;
    if (after.name !== before.name) {
      const named = await giveName(tx, found.value, after.name, null);
      if (!named.ok) return named;
    }
    await tx.sql(
      `UPDATE actors SET name = $3, kind = $4, wikidata_id = $5, note = $6
        WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      actorId,
      after.name,
      after.kind,
      after.wikidataId,
      after.note,
    );
    await appendEvent(tx, {
      type: 'actor.changed',
      actorId: me.userId,
      payload: { registerId: actorId, name: after.name, before, after },
    });
    return now(tx, actorId);
  });
}

/** One more name, in whatever language. Errors as `createActor`, and `not_found`. */
export function addName(
  actor: Actor,
  { actorId, name, language }: z.output<typeof addNameSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, actorId);
    if (!found.ok) return found;
    const given = await giveName(tx, found.value, name, language);
    if (!given.ok) return given;
    if (!given.value) return found;
    await appendEvent(tx, {
      type: 'actor.named',
      actorId: me.userId,
      payload: {
        registerId: actorId,
        name: found.value.name,
        before: null,
        after: { name, language },
      },
    });
    return now(tx, actorId);
  });
}

/** Takes a name away; quotes under it count for nobody then. `conflict`: its last one, or the main one. */
export function removeName(
  actor: Actor,
  { actorId, key }: z.output<typeof removeNameSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, actorId);
    if (!found.ok) return found;
    const before = found.value.names.find((one) => one.key === key);
    if (!before) return err('not_found', 'This is none of the actor’s names.');
    if (key === nameKey(found.value.name)) {
      return err('conflict', 'This is the name that the actor goes by: give it another one first.');
    }
    await tx.sql(
      'DELETE FROM actor_names WHERE project_id = $1::uuid AND name_key = $2 AND actor_id = $3::uuid',
      tx.projectId,
      key,
      actorId,
    );
    await appendEvent(tx, {
      type: 'actor.unnamed',
      actorId: me.userId,
      payload: { registerId: actorId, name: found.value.name, before, after: null },
    });
    return now(tx, actorId);
  });
}

/**
 * Two entries turn out to be one actor: all names of the first become the other's, and the first
 * stays as a pointer. Splitting takes it back. Errors: `not_found`, `conflict`, `forbidden`.
 */
export function mergeActors(
  actor: Actor,
  { fromId, intoId }: z.output<typeof mergeActorsSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    if (fromId === intoId) return err('conflict', 'An actor is not merged into itself.');
    // In the order of ids, so that two mergers wait for each other and do not lock up.
    for (const id of [fromId, intoId].toSorted()) await lockActor(tx, id);
    const [from, into] = [await standing(tx, fromId), await standing(tx, intoId)];
    if (!from.ok) return from;
    if (!into.ok) return into;
    await tx.sql(
      'UPDATE actor_names SET actor_id = $3::uuid WHERE project_id = $1::uuid AND actor_id = $2::uuid',
      tx.projectId,
      fromId,
      intoId,
    );
    // Who was merged into the first before now leads to the other.
    await tx.sql(
      `UPDATE actors SET merged_into = $3::uuid
        WHERE project_id = $1::uuid AND (id = $2::uuid OR merged_into = $2::uuid)`,
      tx.projectId,
      fromId,
      intoId,
    );
    await appendEvent(tx, {
      type: 'actor.merged',
      actorId: me.userId,
      payload: {
        registerId: intoId,
        fromId,
        name: into.value.name,
        before: { name: from.value.name, names: from.value.names },
        after: { names: [...into.value.names, ...from.value.names] },
      },
    });
    return now(tx, intoId);
  });
}

/**
 * Some names of an actor turn out to be somebody else's, who is made of them. Errors: `not_found` (a
 * name that is not the actor's), `conflict` (the name that it goes by), `forbidden`.
 */
export function splitActor(
  actor: Actor,
  { actorId, keys }: z.output<typeof splitActorSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, actorId);
    if (!found.ok) return found;
    const moved = found.value.names.filter(({ key }) => keys.includes(key));
    const [first] = moved;
    if (!first || moved.length < new Set(keys).size) {
      return err('not_found', 'This is none of the actor’s names.');
    }
    if (moved.some(({ key }) => key === nameKey(found.value.name))) {
      return err('conflict', 'This is the name that the actor goes by: give it another one first.');
    }
    const id = uuidv7();
    await tx.sql(
      `INSERT INTO actors (project_id, id, name, kind, created_by)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid)`,
      tx.projectId,
      id,
      first.name,
      found.value.kind,
      me.userId,
    );
    await tx.sql(
      `UPDATE actor_names SET actor_id = $3::uuid
        WHERE project_id = $1::uuid AND actor_id = $2::uuid AND name_key = ANY ($4)`,
      tx.projectId,
      actorId,
      id,
      moved.map(({ key }) => key),
    );
    await appendEvent(tx, {
      type: 'actor.split',
      actorId: me.userId,
      payload: {
        registerId: id,
        fromId: actorId,
        name: first.name,
        before: { name: found.value.name, names: found.value.names },
        after: { names: moved },
      },
    });
    return now(tx, id);
  });
}

async function insertActor(
  tx: ProjectTx,
  createdBy: string | null,
  name: string,
  kind: ActorDto['kind'],
): Promise<Result<ActorDto>> {
  const free = await freeKey(tx, name);
  if (!free.ok) return free;
  const id = uuidv7();
  await tx.sql(
    'INSERT INTO actors (project_id, id, name, kind, created_by) VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid)',
    tx.projectId,
    id,
    name,
    kind,
    createdBy,
  );
  if (!(await insertName(tx, id, { key: free.value, name, language: null }))) return taken(name);
  return now(tx, id);
}

/** Answers false where the actor goes by that name already. */
async function giveName(
  tx: ProjectTx,
  actor: ActorDto,
  name: string,
  language: string | null,
): Promise<Result<boolean>> {
  if (actor.names.some(({ key }) => key === nameKey(name))) return ok(false);
  const free = await freeKey(tx, name);
  if (!free.ok) return free;
  const given = await insertName(tx, actor.id, { key: free.value, name, language });
  return given ? ok(true) : taken(name);
}

async function freeKey(tx: ProjectTx, name: string): Promise<Result<string>> {
  const key = nameKey(name);
  if (key === '') return err('invalid_input', 'A name has letters or digits.', { field: 'name' });
  const owner = await ownerOf(tx, key);
  if (!owner) return ok(key);
  return err('conflict', `“${name}” is a name of ${owner.name} already.`, { field: 'name' });
}

function taken(name: string): Extract<Result<never>, { ok: false }> {
  return err('conflict', `“${name}” has just become somebody’s name.`, { field: 'name' });
}

async function standing(tx: ProjectTx, id: string): Promise<Result<ActorDto>> {
  const found = await lockActor(tx, id);
  if (!found) return err('not_found', 'There is no such actor.');
  if (found.mergedInto !== null) return err('conflict', 'This actor was merged into another one.');
  return ok(found);
}

async function now(tx: ProjectTx, id: string): Promise<Result<ActorDto>> {
  const [found] = await readActors(tx, { id });
  if (!found) throw new Error(`actor ${id} is gone`);
  return ok(found);
}
