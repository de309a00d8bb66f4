import type { ProjectTx } from '@/lib/db/tx';
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

/** The actor, locked until the transaction ends; undefined for none. */
export async function lockActor(tx: ProjectTx, id: string): Promise<ActorDto | undefined> {
  await tx.sql(
    'SELECT 1 AS one FROM actors WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE',
    tx.projectId,
    id,
  );
  return (await readActors(tx, { id }))[0];
}

/** Whose a name is; null while it is nobody's. */
export async function ownerOf(
  tx: ProjectTx,
  key: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await tx.sql<{ id: string; name: string }>(
    `SELECT a.id::text, a.name FROM actor_names n
       JOIN actors a ON a.project_id = n.project_id AND a.id = n.actor_id
      WHERE n.project_id = $1::uuid AND n.name_key = $2`,
    tx.projectId,
    key,
  );
  return row ?? null;
}

/** Answers false where the name has come to somebody meanwhile. */
export async function insertName(
  tx: ProjectTx,
  actorId: string,
  name: { readonly key: string; readonly name: string; readonly language: string | null },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO actor_names (project_id, name_key, actor_id, name, language)
     VALUES ($1::uuid, $2, $3::uuid, $4, $5) ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    tx.projectId,
    name.key,
    actorId,
    name.name,
    name.language,
  );
  return rows.length === 1;
}
