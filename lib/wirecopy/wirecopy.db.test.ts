import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { addArticle, makeWorld, marking, passage, unwrap } from '@/lib/annotations/testing';
import { newTestProject } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { loadArticles } from '@/lib/search/testing';
import { askSuggestions } from '@/lib/suggestions/commands';
import { labelArticle, lookAgain } from './commands';
import { compareWaiting } from './compare';
import { getArticleTwins, getWireReport } from './queries';
import { plantTwins, STORY } from './testing';

const db = await testDatabase();

async function idsOf(projectId: string): Promise<Map<string, string>> {
  const { rows } = await db.superPool.query<{ id: string; name: string }>(
    'SELECT id, external_id AS name FROM articles WHERE project_id = $1',
    [projectId],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function newsroom() {
  const project = await newTestProject();
  const { projectId } = project;
  const half = STORY.split('. ').slice(0, 5).join('. ');
  await loadArticles(projectId, [
    {
      id: 'wire',
      title: 'Bridge opens',
      publisher: 'Vesta',
      published_at: '2024-03-01T08:00:00Z',
      text: `PORT, March 1 (Reuters) - ${STORY}`,
    },
    {
      id: 'copy',
      title: 'A bridge',
      publisher: 'The Courier',
      published_at: '2024-03-01T10:00:00Z',
      text: `PORT, March 1 (Reuters) - ${STORY} Read more tomorrow.`,
    },
    {
      id: 'part',
      title: 'Half a bridge',
      publisher: 'The Post',
      published_at: '2024-03-01T11:00:00Z',
      text: half,
    },
    {
      id: 'other',
      title: 'Fees',
      text: 'The council declared an end to the harbour fees. '.repeat(9),
    },
  ]);
  return { project, projectId, ids: await idsOf(projectId) };
}

describe('wire copy', () => {
  it('clusters copies with the earliest and the agency, and leaves strangers alone', async () => {
    const { project, ids } = await newsroom();
    const reader = await project.member('reader');
    const report = unwrap(await getWireReport(reader));
    expect(report.waiting).toBe(0);
    expect(report.clusters).toHaveLength(1);
    const [cluster] = report.clusters;
    expect(cluster?.members.map(({ title }) => title)).toEqual([
      'Bridge opens',
      'A bridge',
      'Half a bridge',
    ]);
    expect(cluster?.earliest?.articleId).toBe(ids.get('wire'));
    expect(cluster?.agency).toEqual({ name: 'Reuters', members: 2 });
    const of = async (name: string) => unwrap(await getArticleTwins(reader, ids.get(name) ?? ''));
    expect((await of('wire')).suggested).toBe('original');
    const copy = await of('copy');
    expect(copy.suggested).toBe('wholesale_duplicate');
    expect(copy.twins[0]?.ofTheirs).toBe(1);
    const part = await of('part');
    expect(part.suggested).toBe('partial_copy');
    expect(part.twins.every(({ ofMine }) => ofMine > 0.9)).toBe(true);
    expect((await of('other')).twins).toEqual([]);
  });

  it('follows a later version, and finds the same when it looks again', async () => {
    const { project, projectId, ids } = await newsroom();
    const lead = await project.member('lead');
    const before = unwrap(await getWireReport(lead));
    expect(unwrap(await lookAgain(lead))).toEqual({ waiting: 0 });
    expect(unwrap(await getWireReport(lead))).toEqual(before);
    await loadArticles(projectId, [
      {
        id: 'copy',
        title: 'Ours',
        text: 'Our own reporter counted the boats that waited. '.repeat(9),
      },
    ]);
    const twins = unwrap(await getArticleTwins(lead, ids.get('wire') ?? ''));
    expect(twins.twins.map(({ title }) => title)).toEqual(['Half a bridge']);
    const { rows } = await db.superPool.query(
      'SELECT 1 FROM wire_keys k WHERE project_id = $1 AND article_id = $2 AND key IN (SELECT key FROM wire_keys o WHERE o.project_id = $1 AND o.article_id = $3)',
      [projectId, ids.get('copy'), ids.get('wire')],
    );
    expect(rows).toEqual([]);
  });

  it('keeps every label that a person gave, with an event', async () => {
    const { project, projectId, ids } = await newsroom();
    const analyst = await project.member('analyst');
    unwrap(await compareWaiting(analyst, { budgetMs: 60_000 }));
    const articleId = ids.get('copy') ?? '';
    unwrap(await labelArticle(analyst, { articleId, label: 'extensive_quoting' }));
    unwrap(await labelArticle(analyst, { articleId, label: 'extensive_quoting' }));
    unwrap(await labelArticle(analyst, { articleId, label: null }));
    const { rows } = await db.superPool.query(
      'SELECT label, suggested FROM wire_labels WHERE project_id = $1 ORDER BY label_no',
      [projectId],
    );
    expect(rows).toEqual([
      { label: 'extensive_quoting', suggested: 'wholesale_duplicate' },
      { label: null, suggested: 'wholesale_duplicate' },
    ]);
    const events = await db.superPool.query<{ payload: unknown }>(
      `SELECT body::jsonb -> 'payload' AS payload FROM events WHERE project_id = $1 AND type = 'wire_copy.labelled' ORDER BY seq`,
      [projectId],
    );
    expect(events.rows).toHaveLength(2);
    expect(events.rows[1]?.payload).toMatchObject({ before: 'extensive_quoting', after: null });
    const again = db.superPool.query('UPDATE wire_labels SET label = NULL WHERE project_id = $1', [
      projectId,
    ]);
    await expect(again).rejects.toThrow('append-only');
    const reader = await project.member('reader');
    expect(await labelArticle(reader, { articleId, label: 'original' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await labelArticle(analyst, { articleId: projectId, label: 'original' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it('shows nothing of another project', async () => {
    const { project } = await newsroom();
    const world = await makeWorld(db);
    unwrap(await getWireReport(await project.member('reader')));
    expect(unwrap(await getWireReport(world.reader)).clusters).toEqual([]);
  });

  it('offers the labels of a twin, and to a blind coder none of a colleague’s', async () => {
    const world = await makeWorld(db, STORY);
    const copy = await addArticle(db, world.projectId, `Read this. ${STORY}`);
    unwrap(await compareWaiting(world.ben, { budgetMs: 60_000 }));
    const words = 'The mayor thanked nobody by name';
    unwrap(await createAnnotation(world.ana, marking(world, 'content', passage(words, STORY))));
    const ask = async () => {
      const { articleVersionId } = copy;
      const input = { projectId: world.projectId, articleVersionId, origins: ['twins'] };
      return unwrap(await askSuggestions(world.ben, input));
    };
    // A blind coder of the twin; this text itself is open.
    const blind = (value: string | null) =>
      db.superPool.query('UPDATE articles SET blind = $3 WHERE project_id = $1 AND id = $2', [
        world.projectId,
        world.articleId,
        value,
      ]);
    await blind('own');
    expect((await ask()).suggestions.offered).toEqual([]);
    await blind(null);
    const [offer] = (await ask()).suggestions.offered;
    expect(offer).toMatchObject({ origin: 'twins', reason: { key: 'twin_same', people: 1 } });
    expect(offer?.proposal.fragments[0]?.quote).toBe(words);
  });

  it('finds 0.95 of planted twins, and more, at a Jaccard similarity of 0.8', async () => {
    const { projectId } = await newTestProject();
    const actor = { kind: 'operator', projectId } as const;
    const planted = plantTwins(150);
    await loadArticles(projectId, planted.articles);
    unwrap(await compareWaiting(actor, { budgetMs: 60_000 }));
    const ids = await idsOf(projectId);
    const { rows } = await db.superPool.query<{ low: string; high: string }>(
      'SELECT low_id AS low, high_id AS high FROM wire_pairs WHERE project_id = $1',
      [projectId],
    );
    const found = new Set(rows.flatMap(({ low, high }) => [`${low}/${high}`, `${high}/${low}`]));
    const close = planted.twins.filter(({ jaccard }) => jaccard >= 0.8);
    expect(close.length).toBeGreaterThan(50);
    const met = close.filter(({ a, b }) => found.has(`${ids.get(a)}/${ids.get(b)}`));
    expect(met.length / close.length).toBeGreaterThanOrEqual(0.95);
    // Invented texts share no words but those that were planted.
    expect(rows.length).toBeLessThanOrEqual(planted.twins.length);
  });
});
