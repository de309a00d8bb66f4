import type { Me, ProjectTx } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { ok, type Result } from '@/lib/result/result';
import type { Entry, EntryName, Register } from './register';
import { nameKey } from './rules';

/** The entry, locked until the transaction ends; undefined for none. */
async function lockEntry<E extends Entry>(
  tx: ProjectTx,
  register: Register<E>,
  id: string,
): Promise<E | undefined> {
  await tx.sql(
    `SELECT 1 AS one FROM ${register.table} WHERE project_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    tx.projectId,
    id,
  );
  return (await register.read(tx, { id }))[0];
}

/** The entry, locked, if it stands: neither gone nor merged. */
export async function standing<E extends Entry>(
  tx: ProjectTx,
  register: Register<E>,
  id: string,
): Promise<Result<E>> {
  const found = await lockEntry(tx, register, id);
  if (!found) return register.said.gone();
  if (found.mergedInto !== null) return register.said.merged();
  return ok(found);
}

/** The entry as it is now; throws when it is not there. */
export async function entryNow<E extends Entry>(
  tx: ProjectTx,
  register: Register<E>,
  id: string,
): Promise<Result<E>> {
  const [found] = await register.read(tx, { id });
  if (!found) throw new Error(`${register.table}: ${id} is gone`);
  return ok(found);
}

/** Gives an entry a name, without an event. Answers false where it goes by that name already. */
export async function giveName(
  tx: ProjectTx,
  register: Register<Entry>,
  entry: Pick<Entry, 'id' | 'names'>,
  name: string,
  language: string | null,
): Promise<Result<boolean>> {
  const { said, names, owner, table } = register;
  const key = nameKey(name);
  if (entry.names.some((one) => one.key === key)) return ok(false);
  if (key === '') return said.noLetters();
  const [holder] = await tx.sql<{ name: string }>(
    `SELECT e.name FROM ${names} n JOIN ${table} e ON e.project_id = n.project_id AND e.id = n.${owner}
      WHERE n.project_id = $1::uuid AND n.name_key = $2`,
    tx.projectId,
    key,
  );
  if (holder) return said.nameOf(name, holder.name);
  const given = await tx.sql(
    `INSERT INTO ${names} (project_id, name_key, ${owner}, name, language)
     VALUES ($1::uuid, $2, $3::uuid, $4, $5) ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    tx.projectId,
    key,
    entry.id,
    name,
    language,
  );
  return given.length === 1 ? ok(true) : said.justTaken(name);
}

/** One more name, with its event. Expected failures: the register's own. */
export async function addNameTo<E extends Entry>(
  tx: ProjectTx,
  me: Me,
  register: Register<E>,
  id: string,
  { name, language }: Omit<EntryName, 'key'>,
): Promise<Result<E>> {
  const found = await standing(tx, register, id);
  if (!found.ok) return found;
  const given = await giveName(tx, register, found.value, name, language);
  if (!given.ok) return given;
  if (!given.value) return found;
  await appendEvent(tx, {
    type: register.events.named,
    actorId: me.userId,
    payload: {
      registerId: id,
      name: found.value.name,
      before: null,
      after: { name, language },
    },
  });
  return entryNow(tx, register, id);
}

/** Takes a name away; what goes by it belongs to no entry then. Not the name that the entry goes by. */
export async function removeNameFrom<E extends Entry>(
  tx: ProjectTx,
  me: Me,
  register: Register<E>,
  id: string,
  key: string,
): Promise<Result<E>> {
  const found = await standing(tx, register, id);
  if (!found.ok) return found;
  const before = found.value.names.find((one) => one.key === key);
  if (!before) return register.said.notItsName();
  if (key === nameKey(found.value.name)) return register.said.mainName();
  await tx.sql(
    `DELETE FROM ${register.names}
      WHERE project_id = $1::uuid AND name_key = $2 AND ${register.owner} = $3::uuid`,
    tx.projectId,
    key,
    id,
  );
  await appendEvent(tx, {
    type: register.events.unnamed,
    actorId: me.userId,
    payload: { registerId: id, name: found.value.name, before, after: null },
  });
  return entryNow(tx, register, id);
}

/**
 * Two entries turn out to be one: all names of the first become the other's, and the first stays as a
 * pointer.
 */
export async function mergeEntries<E extends Entry>(
  tx: ProjectTx,
  me: Me,
  register: Register<E>,
  { fromId, intoId }: { readonly fromId: string; readonly intoId: string },
): Promise<Result<E>> {
  const { table, names, owner, events, said } = register;
  if (fromId === intoId) return said.itself();
  // In the order of ids, so that two mergers wait for each other and do not lock up.
  for (const id of [fromId, intoId].toSorted()) await lockEntry(tx, register, id);
  const [from, into] = [await standing(tx, register, fromId), await standing(tx, register, intoId)];
  if (!from.ok) return from;
  if (!into.ok) return into;
  await tx.sql(
    `UPDATE ${names} SET ${owner} = $3::uuid WHERE project_id = $1::uuid AND ${owner} = $2::uuid`,
    tx.projectId,
    fromId,
    intoId,
  );
  // What was merged into the first before now leads to the other.
  await tx.sql(
    `UPDATE ${table} SET merged_into = $3::uuid
      WHERE project_id = $1::uuid AND (id = $2::uuid OR merged_into = $2::uuid)`,
    tx.projectId,
    fromId,
    intoId,
  );
  await appendEvent(tx, {
    type: events.merged,
    actorId: me.userId,
    payload: {
      registerId: intoId,
      fromId,
      name: into.value.name,
      before: { name: from.value.name, names: from.value.names },
      after: { names: [...into.value.names, ...from.value.names] },
    },
  });
  return entryNow(tx, register, intoId);
}

/**
 * Some names of an entry turn out to be another's, which `make` makes under the first of them, with an
 * id that it answers.
 */
export async function splitEntry<E extends Entry>(
  tx: ProjectTx,
  me: Me,
  register: Register<E>,
  { id, keys }: { readonly id: string; readonly keys: readonly string[] },
  make: (first: EntryName, from: E) => Promise<string>,
): Promise<Result<E>> {
  const found = await standing(tx, register, id);
  if (!found.ok) return found;
  const moved = found.value.names.filter(({ key }) => keys.includes(key));
  const [first] = moved;
  if (!first || moved.length < new Set(keys).size) return register.said.notItsName();
  if (moved.some(({ key }) => key === nameKey(found.value.name))) return register.said.mainName();
  const madeId = await make(first, found.value);
  await tx.sql(
    `UPDATE ${register.names} SET ${register.owner} = $3::uuid
      WHERE project_id = $1::uuid AND ${register.owner} = $2::uuid AND name_key = ANY ($4)`,
    tx.projectId,
    id,
    madeId,
    moved.map(({ key }) => key),
  );
  await appendEvent(tx, {
    type: register.events.split,
    actorId: me.userId,
    payload: {
      registerId: madeId,
      fromId: id,
      name: first.name,
      before: { name: found.value.name, names: found.value.names },
      after: { names: moved },
    },
  });
  return entryNow(tx, register, madeId);
}
