import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import {
  addNameTo,
  entryNow,
  giveName,
  mergeEntries,
  removeNameFrom,
  splitEntry,
  standing,
} from '@/lib/register/names';
import type { Result } from '@/lib/result/result';
import type {
  ActorDto,
  addNameSchema,
  changeActorSchema,
  createActorSchema,
  mergeActorsSchema,
  removeNameSchema,
  splitActorSchema,
} from './schema';
import { ACTORS } from './store';

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
    const id = await insertActor(tx, me.userId, name, kind);
    const named = await giveName(tx, ACTORS, { id, names: [] }, name, null);
    if (!named.ok) return named;
    const after = { name, kind };
    await appendEvent(tx, {
      type: 'actor.created',
      actorId: me.userId,
      payload: { registerId: id, name, before: null, after },
    });
    return entryNow(tx, ACTORS, id);
  });
}

/** Changes what is said of an actor. Errors: `not_found`, `conflict` (merged into another), `forbidden`. */
export function changeActor(
  actor: Actor,
  { actorId, ...input }: z.output<typeof changeActorSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, async (tx, me) => {
    const found = await standing(tx, ACTORS, actorId);
    if (!found.ok) return found;
    const said = ({ name, kind, wikidataId, note }: ActorDto) => ({ name, kind, wikidataId, note });
    const before = said(found.value);
    const { projectId: _, ...given } = input;
    const after = { ...before, ...given };
    if (JSON.stringify(before) === JSON.stringify(after)) return found;
    if (after.name !== before.name) {
      const named = await giveName(tx, ACTORS, found.value, after.name, null);
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
    return entryNow(tx, ACTORS, actorId);
  });
}

/** One more name, in whatever language. Errors as `createActor`, and `not_found`. */
export function addName(
  actor: Actor,
  { actorId, name, language }: z.output<typeof addNameSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, (tx, me) =>
    addNameTo(tx, me, ACTORS, actorId, { name, language }),
  );
}

/** Takes a name away; quotes under it count for nobody then. `conflict`: its last one, or the main one. */
export function removeName(
  actor: Actor,
  { actorId, key }: z.output<typeof removeNameSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, (tx, me) => removeNameFrom(tx, me, ACTORS, actorId, key));
}

/**
 * Two entries turn out to be one actor: all names of the first become the other's, and the first
 * stays as a pointer. Splitting takes it back. Errors: `not_found`, `conflict`, `forbidden`.
 */
export function mergeActors(
  actor: Actor,
  { fromId, intoId }: z.output<typeof mergeActorsSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, (tx, me) => mergeEntries(tx, me, ACTORS, { fromId, intoId }));
}

/**
 * Some names of an actor turn out to be somebody else's, who is made of them. Errors: `not_found` (a
 * name that is not the actor's), `conflict` (the name that it goes by), `forbidden`.
 */
export function splitActor(
  actor: Actor,
  { actorId, keys }: z.output<typeof splitActorSchema>,
): Promise<Result<ActorDto>> {
  return inProject(actor, WRITE, (tx, me) =>
    splitEntry(tx, me, ACTORS, { id: actorId, keys }, (first, { kind }) =>
      insertActor(tx, me.userId, first.name, kind),
    ),
  );
}

async function insertActor(
  tx: ProjectTx,
  createdBy: string | null,
  name: string,
  kind: ActorDto['kind'],
): Promise<string> {
  const id = uuidv7();
  await tx.sql(
    'INSERT INTO actors (project_id, id, name, kind, created_by) VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid)',
    tx.projectId,
    id,
    name,
    kind,
    createdBy,
  );
  return id;
}
