import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import {
  base,
  makeWorld,
  marking,
  only,
  passage,
  unwrap,
  type World,
} from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { addName, changeActor, createActor, mergeActors, removeName, splitActor } from './commands';
import { getActorPage, getRegister, getSourcesReport } from './queries';
import { sourcesFilterSchema } from './schema';

const db = await testDatabase();
const EVERYTHING = sourcesFilterSchema.parse({});

const create = async (world: World, name: string) =>
  unwrap(await createActor(world.ana, { name, kind: null }));

/** Ana joins a source, with the attributes given, to what it says. */
async function attribute(
  world: World,
  words: string,
  attributes: Record<string, string>,
  said: string,
) {
  const mark = async (code: string, quote: string, given = {}) =>
    only(
      unwrap(
        await createAnnotation(world.ana, {
          ...marking(world, code, passage(quote)),
          attributes: given,
        }),
      ),
    );
  const source = await mark('source', words, attributes);
  const content = await mark('content', said, { quotation: 'direct' });
  unwrap(
    await createAttribution(world.ana, {
      ...base(world),
      annotationId: uuidv7(),
      members: [
        { role: 'source', annotationId: source.id },
        { role: 'content', annotationId: content.id },
      ],
      newSpans: [],
      attributes: {},
      memo: null,
    }),
  );
}

async function history(world: World) {
  const { rows } = await db.superPool.query<{ type: string }>(
    `SELECT type FROM events WHERE project_id = $1 AND type LIKE 'actor.%' ORDER BY seq`,
    [world.projectId],
  );
  return rows.map(({ type }) => type);
}

describe('the register', () => {
  it('keeps every name once, merges, splits, and remembers', async () => {
    const world = await makeWorld(db);
    const vesta = await create(world, 'Agence Vesta');
    const twin = await create(world, 'Vesta');
    const same = await createActor(world.ben, { name: 'agence  VESTA', kind: null });
    expect(same).toMatchObject({ ok: false, error: { code: 'conflict', field: 'name' } });
    expect(await createActor(world.ben, { name: '…', kind: null })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
    const projectId = world.projectId;
    unwrap(
      await addName(world.ana, { projectId, actorId: vesta.id, name: 'Веста', language: 'ru' }),
    );
    const merged = unwrap(
      await mergeActors(world.ana, { projectId, fromId: twin.id, intoId: vesta.id }),
    );
    expect(merged.names.map(({ name }) => name).toSorted()).toEqual(
      ['Agence Vesta', 'Vesta', 'Веста'].toSorted(),
    );
    expect(await changeActor(world.ana, { projectId, actorId: twin.id, note: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    const other = unwrap(
      await splitActor(world.ana, { projectId, actorId: vesta.id, keys: ['vesta'] }),
    );
    expect(other).toMatchObject({ name: 'Vesta', names: [{ key: 'vesta' }] });
    const main = await removeName(world.ana, { projectId, actorId: vesta.id, key: 'agence vesta' });
    expect(main).toMatchObject({ ok: false, error: { code: 'conflict' } });
    unwrap(await removeName(world.ana, { projectId, actorId: vesta.id, key: 'веста' }));
    const changed = unwrap(
      await changeActor(world.ana, {
        projectId,
        actorId: vesta.id,
        name: 'Vesta News',
        kind: 'media',
        wikidataId: 'Q42',
      }),
    );
    expect(changed).toMatchObject({ name: 'Vesta News', kind: 'media', wikidataId: 'Q42' });
    expect(changed.names.map(({ key }) => key)).toEqual(['agence vesta', 'vesta news']);
    expect(unwrap(await getRegister(world.reader)).map(({ name }) => name)).toEqual([
      'Vesta',
      'Vesta News',
    ]);
    expect(await history(world)).toEqual([
      ...['actor.created', 'actor.created', 'actor.named', 'actor.merged', 'actor.split'],
      ...['actor.unnamed', 'actor.changed'],
    ]);
    expect(await createActor(world.reader, { name: 'Oakes', kind: null })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });

  it('has one winner where two write the same name at once, and merges that cross end', async () => {
    const world = await makeWorld(db);
    const both = await Promise.all([
      createActor(world.ana, { name: 'Oakes', kind: null }),
      createActor(world.ben, { name: 'OAKES', kind: null }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [a, b] = [await create(world, 'A'), await create(world, 'B')];
    const { projectId } = world;
    const crossed = await Promise.all([
      mergeActors(world.ana, { projectId, fromId: a.id, intoId: b.id }),
      mergeActors(world.ben, { projectId, fromId: b.id, intoId: a.id }),
    ]);
    expect(crossed.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is kept by the database: names of who was merged, and chains of merges, are refused', async () => {
    const world = await makeWorld(db);
    const [a, b] = [await create(world, 'A'), await create(world, 'B')];
    const merge = db.superPool.query('UPDATE actors SET merged_into = $2 WHERE id = $1', [
      a.id,
      b.id,
    ]);
    await expect(merge).rejects.toThrow('hands all its names over');
    const itself = db.superPool.query('UPDATE actors SET merged_into = id WHERE id = $1', [a.id]);
    await expect(itself).rejects.toThrow('actors_not_itself');
  });
});

describe('who is quoted', () => {
  it('is counted over all names of an actor, and every count opens its quotes', async () => {
    const world = await makeWorld(db);
    const said = 'la frontière resterait ouverte';
    await attribute(
      world,
      'l’agence Vesta',
      { actor: 'Agence Vesta', source_naming: 'named' },
      said,
    );
    await attribute(
      world,
      'the spokesman',
      { source_naming: 'anonymous' },
      'Nobody will be turned away',
    );
    await attribute(
      world,
      'the statistics office',
      { source_naming: 'named' },
      'The budget grew by 4% in 2022',
    );
    const vesta = await create(world, 'Vesta');
    const before = unwrap(await getSourcesReport(world.reader, EVERYTHING));
    expect(before.stats).toMatchObject({ attributions: 3, anonymous: 1, told: 3 });
    expect(before.stats.actors.map(({ name, actorId }) => [name, actorId])).toEqual([
      ['Agence Vesta', null],
      ['the statistics office', null],
    ]);
    unwrap(
      await addName(world.ana, {
        projectId: world.projectId,
        actorId: vesta.id,
        name: 'agence vesta',
        language: null,
      }),
    );
    const { stats } = unwrap(await getSourcesReport(world.reader, EVERYTHING));
    for (const one of stats.actors) {
      const which = one.actorId === null ? { key: one.key } : { id: one.actorId };
      const page = unwrap(await getActorPage(world.reader, which, EVERYTHING, 1));
      expect(page.total).toBe(one.quotes);
      expect(page.name).toBe(one.name);
    }
    const anonymous = unwrap(
      await getActorPage(world.reader, { naming: 'anonymous' }, EVERYTHING, 1),
    );
    expect(anonymous.quotes).toMatchObject([
      { words: 'the spokesman', said: 'Nobody will be turned away', quotation: 'direct' },
    ]);
    const nobody = unwrap(
      await getSourcesReport(world.reader, { ...EVERYTHING, coder: world.ben.userId }),
    );
    expect(nobody.stats.attributions).toBe(0);
    const later = unwrap(
      await getSourcesReport(world.reader, { ...EVERYTHING, from: '2001-01-01' }),
    );
    expect(later.stats.attributions).toBe(0);
    const undated = unwrap(await getSourcesReport(world.reader, { ...EVERYTHING, unsaid: 'date' }));
    expect(undated.stats.attributions).toBe(3);
  });
});
