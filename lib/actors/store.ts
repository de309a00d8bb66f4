import type { ProjectTx } from '@/lib/db/tx';
import type { Register } from '@/lib/register/register';
import { err } from '@/lib/result/result';
import type { ActorDto } from './schema';

type Which = 'standing' | { readonly id: string };

/** The register, by name; or one actor, merged or not. */
export async function readActors(tx: ProjectTx, which: Which = 'standing'): Promise<ActorDto[]> {
  return tx.sql<ActorDto>(
    `SELECT a.id::text, a.name, a.kind, a.wikidata_id AS "wikidataId", a.note,
            a.merged_into::text AS "mergedInto",
            coalesce((SELECT jsonb_agg(jsonb_build_object('key', n.name_key, 'name', n.name,
                'language', n.language) ORDER BY n.name, n.name_key) FROM actor_names n
               WHERE n.project_id = a.project_id AND n.actor_id = a.id), '[]') AS names
       FROM actors a
      WHERE a.project_id = $1::uuid
        AND CASE WHEN $2::uuid IS NULL THEN a.merged_into IS NULL ELSE a.id = $2::uuid END
      ORDER BY a.name, a.id`,
    tx.projectId,
    which === 'standing' ? null : which.id,
  );
}

/** Actors, each under every name that it goes by. */
export const ACTORS: Register<ActorDto> = {
  table: 'actors',
  names: 'actor_names',
  owner: 'actor_id',
  events: {
    named: 'actor.named',
    unnamed: 'actor.unnamed',
    merged: 'actor.merged',
    split: 'actor.split',
  },
  read: readActors,
  said: {
    gone: () => err('not_found', 'There is no such actor.'),
    merged: () => err('conflict', 'This actor was merged into another one.'),
    itself: () => err('conflict', 'An actor is not merged into itself.'),
    notItsName: () => err('not_found', 'This is none of the actor’s names.'),
    mainName: () =>
      err('conflict', 'This is the name that the actor goes by: give it another one first.'),
    noLetters: () => err('invalid_input', 'A name has letters or digits.', { field: 'name' }),
    nameOf: (name, owner) =>
      err('conflict', `“${name}” is a name of ${owner} already.`, { field: 'name' }),
    justTaken: (name) =>
      err('conflict', `“${name}” has just become somebody’s name.`, { field: 'name' }),
  },
};
