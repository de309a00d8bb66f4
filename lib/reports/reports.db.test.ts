import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { addName, createActor } from '@/lib/actors/commands';
import { createAnnotation, createAttribution } from '@/lib/annotations/commands/create';
import type { Attributes } from '@/lib/annotations/schema';
import { addArticle, makeWorld, marking, passage, TEXT, unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { codedFilterSchema } from '@/lib/register/filter';
import { quotesCsv } from './csv';
import { getQuotesReport, getReports, listQuotes } from './queries';
import { quotesFilterSchema } from './schema';

const db = await testDatabase();
const all = codedFilterSchema.parse({});
const asked = (more: object = {}) => quotesFilterSchema.parse(more);

async function desk() {
  const world = await makeWorld(db);
  const told = { publisher: 'The Tide', publishedAt: '2026-03-04T10:00:00Z' };
  const second = { ...world, ...(await addArticle(db, world.projectId, TEXT, 'en', told)) };
  const mark = async (place: typeof world, code: string, words: string, attributes = {}) =>
    unwrap(
      await createAnnotation(world.ana, { ...marking(place, code, passage(words)), attributes }),
    );
  return { world, second, mark };
}

it('counts codes, voices and pairs of what coders marked, and finds each number’s quotes', async () => {
  const { world, second, mark } = await desk();
  const [source, content, cue] = [uuidv7(), uuidv7(), uuidv7()];
  const span = (annotationId: string, codeKey: 'source' | 'cue' | 'content', words: string) => ({
    annotationId,
    codeKey,
    fragments: [passage(words)],
    attributes: (codeKey === 'source' ? { actor: 'V. Oss' } : {}) as Attributes,
  });
  unwrap(
    await createAttribution(world.ana, {
      projectId: world.projectId,
      articleVersionId: second.articleVersionId,
      idempotencyKey: uuidv7(),
      annotationId: uuidv7(),
      newSpans: [
        span(source, 'source', 'the spokesman'),
        span(cue, 'cue', 'said'),
        span(content, 'content', '“Nobody will be turned away,”'),
      ],
      members: [
        { role: 'source', annotationId: source },
        { role: 'cue', annotationId: cue },
        { role: 'content', annotationId: content },
      ],
      attributes: {},
      memo: null,
    }),
  );
  await mark(second, 'morality', 'Nobody will be turned away');
  await mark(second, 'economic', 'The budget grew by 4%');
  await mark(world, 'economic', 'The budget grew', { frame_voice: 'quoted_source' });
  await mark(world, 'claim', 'The budget grew by 4% in 2022');
  const report = unwrap(await getReports(world.reader, all));
  expect(report.passages).toBe(7);
  expect(report.articles).toBe(2);
  expect(report.byPublisher).toContainEqual({ row: 'economic', column: 'The Tide', count: 1 });
  expect(report.byPublisher).toContainEqual({ row: 'economic', column: null, count: 1 });
  expect(report.byMonth).toContainEqual({ row: 'morality', column: '2026-03', count: 1 });
  expect(report.framing).toEqual([
    { code: 'economic', outlet: 1, quoted: 1, inferred: 1 },
    { code: 'morality', outlet: 0, quoted: 1, inferred: 1 },
  ]);
  expect(report.pairs.map(({ one, other, overlaps }) => [one, other, overlaps])).toEqual([
    ['claim', 'economic', 1],
    ['content', 'morality', 1],
  ]);
  const count = async (more: object) =>
    unwrap(await getQuotesReport(world.reader, asked(more), 1)).total;
  expect(await count({})).toBe(7);
  expect(await count({ code: 'economic' })).toBe(2);
  expect(await count({ code: 'economic', with: 'claim' })).toBe(1);
  expect(await count({ code: 'economic', voice: 'quoted_source' })).toBe(1);
  expect(await count({ publisher: 'The Tide' })).toBe(5);
  expect(await count({ unsaid: 'publisher', code: 'economic' })).toBe(1);
  // The register's name counts, and everything that the attribution joins stands under it.
  const { id: actorId } = unwrap(await createActor(world.ana, { name: 'Vera Oss', kind: null }));
  unwrap(
    await addName(world.ana, {
      projectId: world.projectId,
      actorId,
      name: 'V. Oss',
      language: null,
    }),
  );
  expect(await count({ actor: 'Vera Oss' })).toBe(3);
  const byActor = unwrap(await getQuotesReport(world.reader, asked({ by: 'actor' }), 1));
  expect(byActor.groups.map(({ name, total }) => [name, total])).toEqual([
    ['Vera Oss', 3],
    [null, 4],
  ]);
  const [first] = byActor.groups[0]?.quotes ?? [];
  expect(first).toMatchObject({ words: '“Nobody will be turned away,”', publisher: 'The Tide' });
  const bare = `${first?.before}${first?.words}${first?.after}`.replace(/^…|…$/g, '');
  expect(TEXT).toContain(bare);
  const csv = quotesCsv(unwrap(await listQuotes(world.reader, asked({ code: 'content' }))));
  expect(csv.split('\r\n')[1]).toContain(',”",Vera Oss,The Tide,2026-03-04,');
});

it('pages by a hundred, and tells of each group how much it holds in all', async () => {
  const { world } = await desk();
  const text = Array.from({ length: 130 }, (_, no) => `Claim number ${no} stands.`).join(' ');
  const long = { ...world, ...(await addArticle(db, world.projectId, text)) };
  for (let no = 0; no < 130; no += 1) {
    const words = passage(`Claim number ${no} stands`, text);
    unwrap(await createAnnotation(world.ana, marking(long, 'claim', words)));
  }
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map(async (page) => unwrap(await getQuotesReport(world.reader, asked(), page))),
  );
  expect(one?.groups.map(({ total, quotes }) => [total, quotes.length])).toEqual([[130, 100]]);
  expect(two?.groups.map(({ total, quotes }) => [total, quotes.length])).toEqual([[130, 30]]);
  expect(three?.groups).toEqual([]);
  const ids = [one, two].flatMap((page) => page?.groups[0]?.quotes.map(({ words }) => words) ?? []);
  expect(new Set(ids).size).toBe(130);
});
