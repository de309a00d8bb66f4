import { describe, expect, it } from 'vitest';
import { autoMerge } from '@/lib/adjudication/commands';
import { type Court, makeCourt, mark, submit } from '@/lib/adjudication/testing';
import { addArticle, base, TEXT, unwrap } from '@/lib/annotations/testing';
import { getQueue } from '@/lib/articles/queries';
import { queueFilterSchema } from '@/lib/articles/schema';
import { assignArticles, saveSettings } from '@/lib/assignments/commands';
import { getBoard } from '@/lib/assignments/queries';
import { testDatabase } from '@/lib/db/testing';
import { acceptAnnotation, askAbout, rejectAnnotation } from '@/lib/review/commands';
import { on } from '@/lib/review/testing';
import { search } from '@/lib/search/queries';
import { searchFilterSchema } from '@/lib/search/schema';
import { dashboardCsv } from './csv';
import { getCodings, getOpenThreads } from './list-queries';
import { getDashboard } from './queries';
import { type Cell, codingsFilterSchema, dashboardFilterSchema } from './schema';

const db = await testDatabase();
const ALL = dashboardFilterSchema.parse({});
const TOMORROW = new Date(Date.now() + 86_400_000);

interface Desk extends Court {
  /** The second article: of the Alba Times, in March 2026. */
  readonly other: Court;
}

/** Two articles, one of which says who published it and when; Ana and Ben code, Lea reviews. */
async function desk(): Promise<Desk> {
  const court = await makeCourt(db);
  const told = { publisher: 'Alba Times', publishedAt: '2026-03-31T23:30:00Z' };
  const made = await addArticle(db, court.projectId, TEXT, 'en', told);
  const other = { ...court, ...made };
  await mark(court, court.ana, 'source', 'agence Vesta');
  const cue = await mark(court, court.ana, 'cue', 'said');
  await mark(court, court.ben, 'source', 'agence Vesta');
  const claim = await mark(other, court.ana, 'claim', 'The budget grew by 4% in 2022');
  await submit(court, court.ana, court.ben);
  unwrap(await rejectAnnotation(court.lead, { ...on(court, cue), reason: 'Not a cue.' }));
  await submit(other, court.ana);
  unwrap(await acceptAnnotation(court.lead, on(other, claim)));
  return { ...court, other };
}

const dashboard = async (court: Court, filter = ALL, now = new Date()) =>
  unwrap(await getDashboard(court.lead, filter, now));

/** How many annotations the search's list tells for what its address would say. */
async function listed(court: Court, said: Record<string, unknown>): Promise<number> {
  const filter = searchFilterSchema.parse({ by: 'coders', ...said });
  const { results } = unwrap(await search(court.lead, filter));
  if (results.kind !== 'annotations') throw new Error(results.kind);
  expect(results.annotations).toHaveLength(results.total);
  return results.total;
}

const sum = (cells: readonly Cell[]) => cells.reduce((all, { count }) => all + count, 0);

describe('the dashboard', () => {
  it('counts by publisher, month and review what the search lists', async () => {
    const court = await desk();
    const found = await dashboard(court);
    expect(found.annotations).toBe(4);
    expect(found.byPublisher).toEqual([
      { row: 'claim', column: 'Alba Times', count: 1 },
      { row: 'cue', column: null, count: 1 },
      { row: 'source', column: null, count: 2 },
    ]);
    // Half past eleven at night in UTC is still March.
    expect(found.byMonth).toContainEqual({ row: 'claim', column: '2026-03', count: 1 });
    expect(found.outcomesByCode).toEqual([
      { row: 'claim', column: 'accepted', count: 1 },
      { row: 'cue', column: 'rejected', count: 1 },
      { row: 'source', column: 'unreviewed', count: 2 },
    ]);
    for (const cells of [found.byMonth, found.outcomesByCode, found.outcomesByCoder]) {
      expect(sum(cells)).toBe(4);
    }
    for (const { row, column, count } of found.byPublisher) {
      const publisher = column === null ? { unsaid: 'publisher' } : { publisher: column };
      expect(await listed(court, { code: row, ...publisher })).toBe(count);
    }
    for (const { row, column, count } of found.byMonth) {
      const days = column === null ? { unsaid: 'date' } : { from: '2026-03-01', to: '2026-03-31' };
      expect(await listed(court, { code: row, ...days })).toBe(count);
    }
    for (const { row, column, count } of found.outcomesByCode) {
      expect(await listed(court, { code: row, state: column })).toBe(count);
    }
    for (const { row, column, count } of found.outcomesByCoder) {
      expect(await listed(court, { coder: row, state: column })).toBe(count);
    }
  });

  it('counts only articles that fit, and a day to its end', async () => {
    const court = await desk();
    const of = (given: object) => dashboard(court, dashboardFilterSchema.parse(given));
    expect((await of({ publisher: 'Alba Times' })).annotations).toBe(1);
    expect((await of({ from: '2026-03-31', to: '2026-03-31' })).annotations).toBe(1);
    expect((await of({ from: '2026-04-01' })).annotations).toBe(0);
    expect((await of({ publisher: 'Nobody' })).byPublisher).toEqual([]);
  });

  it('leaves the gold out of what coders marked', async () => {
    const court = await desk();
    unwrap(await autoMerge(court.lead, base(court)));
    expect((await dashboard(court)).annotations).toBe(4);
    expect(await listed(court, { by: 'gold', code: 'source' })).toBe(1);
  });

  it('tells how far the articles are, as the queue lists them', async () => {
    const court = await desk();
    await addArticle(db, court.projectId, TEXT);
    const begun = { ...court, ...(await addArticle(db, court.projectId, TEXT)) };
    await mark(begun, court.ben, 'cue', 'said');
    const { articles } = await dashboard(court);
    expect(articles).toEqual({ total: 4, untouched: 1, started: 1, submitted: 2 });
    for (const progress of ['untouched', 'started', 'submitted'] as const) {
      const queue = unwrap(await getQueue(court.lead, queueFilterSchema.parse({ progress })));
      expect(queue.total).toBe(articles[progress]);
    }
  });

  it('tells the pace, as the list of codings has it', async () => {
    const court = await desk();
    const begun = { ...court, ...(await addArticle(db, court.projectId, TEXT)) };
    await mark(begun, court.ben, 'cue', 'said');
    const { coders, weeks } = await dashboard(court);
    expect(coders.map(({ name, submitted, inProgress }) => [name, submitted, inProgress])).toEqual([
      ['Ana', 2, 0],
      ['Ben', 1, 1],
    ]);
    expect(coders[0]?.weeks).toEqual([...Array.from({ length: weeks.length - 1 }, () => 0), 2]);
    for (const { id, name, submitted, inProgress } of coders) {
      const list = async (given: object) =>
        unwrap(await getCodings(court.lead, codingsFilterSchema.parse({ coder: id, ...given })));
      const handedIn = await list({ state: 'submitted', from: weeks.at(-1) });
      expect(handedIn).toMatchObject({ total: submitted, coderName: name });
      expect(handedIn.lines).toHaveLength(submitted);
      expect((await list({ state: 'in_progress' })).total).toBe(inProgress);
      expect((await list({ state: 'submitted', to: weeks[0] })).total).toBe(0);
    }
  });

  it('tells what is open, each with its list', async () => {
    const court = await desk();
    const third = await addArticle(db, court.projectId, TEXT);
    unwrap(
      await assignArticles(court.lead, {
        projectId: court.projectId,
        articleIds: [third.articleId],
        coderIds: [court.ana.userId],
        dueOn: new Date().toISOString().slice(0, 10),
      }),
    );
    const asked = await mark({ ...court, ...third }, court.ben, 'cue', 'said');
    await submit({ ...court, ...third }, court.ben);
    const question = { ...on(court, asked), question: 'Why a cue?' };
    unwrap(await askAbout(court.lead, question));
    const { open, coders } = await dashboard(court, ALL, TOMORROW);
    expect(open).toMatchObject({ overdueArticles: 1, appeals: 0, threads: 1, toCompare: 1 });
    expect((await dashboard(court)).open.overdueArticles).toBe(0);
    const overdue = { view: 'overdue', coder: null, page: 1 } as const;
    expect(unwrap(await getBoard(court.lead, overdue, TOMORROW)).total).toBe(1);
    expect(coders.find(({ name }) => name === 'Ana')?.open).toBe(1);
    const hers = { view: 'open', coder: court.ana.userId, page: 1 } as const;
    expect(unwrap(await getBoard(court.lead, hers)).total).toBe(1);
    const threads = unwrap(await getOpenThreads(court.lead, 1));
    expect(threads).toMatchObject({
      total: 1,
      lines: [{ kind: 'question', quote: 'said', lastWords: 'Why a cue?', openedByName: 'Lea' }],
    });
  });

  it('is for those who lead, and tells them nothing of a blind text that they code', async () => {
    const court = await desk();
    expect(await getDashboard(court.ana, ALL)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    const settings = { projectId: court.projectId, blind: 'own' as const, queue: null };
    unwrap(await saveSettings(court.lead, settings));
    // Sam leads, and codes the first article himself.
    await mark(court, court.second, 'cue', 'said');
    const seen = unwrap(await getDashboard(court.second, ALL));
    expect(seen.outcomesByCode).toEqual([
      { row: 'claim', column: 'accepted', count: 1 },
      { row: 'cue', column: 'unreviewed', count: 1 },
    ]);
    expect(seen.open.toCompare).toBe(0);
    expect(unwrap(await getCodings(court.second, codingsFilterSchema.parse({}))).total).toBe(2);
    expect((await dashboard(court)).annotations).toBe(5);
  });

  it('goes along as CSV, guarded against formulas', async () => {
    const court = await makeCourt(db);
    const told = { publisher: '=1+1', publishedAt: '2026-03-01T00:00:00Z' };
    const bad = { ...court, ...(await addArticle(db, court.projectId, TEXT, 'en', told)) };
    await mark(bad, court.ana, 'cue', 'said');
    const csv = dashboardCsv(await dashboard(court));
    expect(csv).toContain("publisher,cue,'=1+1,1\r\n");
    expect(csv).toContain('articles,total,,2\r\n');
    expect(csv).toContain('coder,Ana,in_progress,1\r\n');
  });
});
