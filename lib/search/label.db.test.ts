import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { redo, undo } from '@/lib/annotations/commands/undo';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { codeOf, newTestProject, unwrap } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { verifyHistory } from '@/lib/provenance/verify';
import { labelPlaces } from './commands/label';
import { undoLabels } from './commands/undo';
import { findPlaces, previewLabels } from './queries';
import { labelPlacesSchema, type Place } from './schema';
import { filterOf, loadArticles } from './testing';

const db = await testDatabase();

async function desk() {
  const project = await newTestProject();
  const { projectId } = project;
  await loadArticles(projectId, [
    {
      id: 'one',
      title: 'One',
      language: 'fr',
      text: '🚀 Selon Vesta, rien. Selon Brava, tout.',
    },
    { id: 'two', title: 'Two', language: 'fr', text: 'Le ministre, selon Vesta, démissionne.' },
  ]);
  const ana = await project.member('analyst');
  const { places } = unwrap(await findPlaces(ana, filterOf({ q: 'selon' })));
  const apply = (given: Record<string, unknown> = {}) =>
    labelPlaces(
      ana,
      labelPlacesSchema.parse({
        projectId,
        codeKey: 'cue',
        places,
        idempotencyKey: randomUUID(),
        ...given,
      }),
    );
  const marked = async () => {
    const all: string[] = [];
    for (const id of new Set(places.map((place) => place.articleVersionId))) {
      const { annotations } = unwrap(await getArticleAnnotations(ana, id));
      for (const { codeKey, fragments } of annotations) {
        all.push(`${codeKey}:${fragments.map(({ quote }) => quote).join()}`);
      }
    }
    return all.sort();
  };
  const takeBack = (batchId: string, idempotencyKey: string = randomUUID()) =>
    undoLabels(ana, { projectId, batchId, idempotencyKey });
  return { project, projectId, ana, places, apply, marked, takeBack };
}

describe('label all these', () => {
  let world: Awaited<ReturnType<typeof desk>>;
  beforeAll(async () => {
    world = await desk();
  });

  it('shows every place before anything is done', async () => {
    const { ana, projectId, places } = world;
    expect(places).toHaveLength(3);
    const shown = unwrap(
      await previewLabels(ana, {
        projectId,
        codeKey: 'cue',
        places: [...places, { ...(places[0] as Place), start: 9_000, end: 9_001 }],
      }),
    );
    expect(shown.map(({ hit, state }) => `${hit.words} ${state}`).sort()).toEqual([
      'Selon new',
      'Selon new',
      'selon new',
    ]);
    expect(await world.marked()).toEqual([]);
  });

  it('labels all in one act, once, and passes over what stands there already', async () => {
    const { places, apply } = world;
    const idempotencyKey = randomUUID();
    const first = unwrap(await apply({ places: places.slice(0, 1), idempotencyKey }));
    expect(first).toMatchObject({ created: 1, articles: 1 });
    expect(unwrap(await apply({ places: places.slice(0, 1), idempotencyKey }))).toEqual(first);
    const rest = unwrap(await apply({ places: [...places, ...places] }));
    expect(rest).toMatchObject({ created: 2, articles: 2, skipped: { labelled: 1 } });
    expect(await world.marked()).toEqual(['cue:Selon', 'cue:Selon', 'cue:selon']);
    expect(codeOf(await apply())).toBe('conflict');
    const { rows } = await db.superPool.query(
      `SELECT count(*)::int AS n FROM events WHERE project_id = $1 AND type = 'annotation.created'`,
      [world.projectId],
    );
    expect(rows[0]).toEqual({ n: 3 });
  });

  it('takes a batch back whole, once', async () => {
    const fresh = await desk();
    const { batchId } = unwrap(await fresh.apply());
    const key = randomUUID();
    const answer = unwrap(await fresh.takeBack(batchId, key));
    expect(answer).toMatchObject({ removed: 3, kept: [] });
    expect(unwrap(await fresh.takeBack(batchId, key))).toEqual(answer);
    expect(await fresh.marked()).toEqual([]);
    expect(codeOf(await fresh.takeBack(batchId))).toBe('conflict');
    // As the last step of each coding it can be done again there.
    const [place] = fresh.places;
    const again = { articleVersionId: place?.articleVersionId ?? '', idempotencyKey: randomUUID() };
    unwrap(await redo(fresh.ana, again));
    expect((await fresh.marked()).length).toBeGreaterThan(0);
    unwrap(await undo(fresh.ana, { ...again, idempotencyKey: randomUUID() }));
    expect(await fresh.marked()).toEqual([]);
    const history = unwrap(await verifyHistory(fresh.project.operator));
    expect(history).toMatchObject({ broken: null });
  });

  it('leaves and names what was changed since, and codings that are handed in', async () => {
    const fresh = await desk();
    const { batchId } = unwrap(await fresh.apply());
    const one = fresh.places.find((_, index, all) =>
      all.some(
        (other, at) => at !== index && other.articleVersionId === all[index]?.articleVersionId,
      ),
    );
    const two = fresh.places.find(
      ({ articleVersionId }) => articleVersionId !== one?.articleVersionId,
    );
    if (!one || !two) throw new Error('no places');
    const { annotations } = unwrap(await getArticleAnnotations(fresh.ana, one.articleVersionId));
    unwrap(
      await changeAnnotation(fresh.ana, {
        projectId: fresh.projectId,
        articleVersionId: one.articleVersionId,
        annotationId: annotations[0]?.id ?? '',
        expectedNo: 1,
        memo: 'Sure?',
        idempotencyKey: randomUUID(),
      }),
    );
    const coding = { articleVersionId: two.articleVersionId, idempotencyKey: randomUUID() };
    unwrap(await submitCoding(fresh.ana, coding));
    const answer = unwrap(await fresh.takeBack(batchId));
    expect(answer.removed).toBe(1);
    expect(answer.kept.map(({ reason, words }) => `${reason}: ${words}`).sort()).toEqual([
      'changed: Selon',
      'submitted: selon',
    ]);
    expect(codeOf(await fresh.apply({ places: [two] }))).toBe('conflict');
  });

  it('is for whoever codes, in their own codings, with codes that mark passages', async () => {
    const fresh = await desk();
    const ben = await fresh.project.member('analyst');
    const reader = await fresh.project.member('reader');
    const { batchId } = unwrap(await fresh.apply());
    const idempotencyKey = randomUUID();
    const { projectId } = fresh;
    expect(codeOf(await undoLabels(ben, { projectId, batchId, idempotencyKey }))).toBe('not_found');
    expect(codeOf(await undoLabels(reader, { projectId, batchId, idempotencyKey }))).toBe(
      'forbidden',
    );
    expect(codeOf(await fresh.apply({ codeKey: 'attribution' }))).toBe('invalid_input');
    expect(codeOf(await fresh.apply({ codeKey: 'no_such_code' }))).toBe('invalid_input');
    expect(codeOf(await fresh.apply({ attributes: { kind: 'no such' } }))).toBe('invalid_input');
    // Ben's own coding has none of Ana's labels: they are new there.
    const mine = unwrap(
      await previewLabels(ben, { projectId, codeKey: 'cue', places: [...fresh.places] }),
    );
    expect(mine.every(({ state }) => state === 'new')).toBe(true);
  });
});
