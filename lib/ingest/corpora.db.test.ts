import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { createProject } from '@/lib/projects/commands';
import { importSource } from './commands';
import type { ImportReport } from './report';
import type { FormatChoice } from './schema';
import { openSource } from './source';
import { SHARED } from './testing';

const db = await testDatabase();
let projects = 0;

async function newProject(): Promise<Actor> {
  projects += 1;
  const made = await createProject({ slug: `corpora-${projects}`, name: 'Corpora' });
  if (!made.ok) throw new Error(made.error.userMessage);
  return { kind: 'operator', projectId: made.value.id };
}

async function load(
  actor: Actor,
  folder: string,
  options: { format?: FormatChoice; dryRun?: boolean } = {},
): Promise<ImportReport> {
  const files = await openSource(path.join(SHARED ?? '', folder));
  if (!files.ok) throw new Error(files.error.userMessage);
  const report = await importSource(actor, files.value, {
    format: 'auto',
    sourceName: folder,
    ...options,
  });
  if (!report.ok) throw new Error(report.error.userMessage);
  return report.value;
}

async function rows<Row extends object>(sql: string, ...params: unknown[]): Promise<Row[]> {
  return (await db.superPool.query<Row>(sql, params)).rows;
}

async function count(sql: string, ...params: unknown[]): Promise<number> {
  const [row] = await rows<{ n: string }>(`SELECT count(*) AS n ${sql}`, ...params);
  return Number(row?.n);
}

/** Counts of PolNeAR by a rule of the test's own: records by their first characters. */
function countBratFiles(folder: string) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files.filter((name) => name.endsWith('.txt')).length;
  const anns = files.filter((name) => name.endsWith('.ann'));
  const lines = anns.flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'));
  const bounds = lines.filter((line) => /^T\d+\t/.test(line));
  return {
    texts,
    anns: anns.length,
    spans: bounds.length,
    discontinuous: bounds.filter((line) => line.split('\t')[1]?.includes(';')).length,
    events: lines.filter((line) => /^E\d+\t/.test(line)).length,
    withoutSource: lines.filter((line) => /^E\d+\tAttribution-no-source/.test(line)).length,
    roles: lines
      .filter((line) => /^E\d+\t/.test(line))
      .reduce((sum, line) => sum + (line.split(' ').filter(Boolean).length - 1), 0),
  };
}

const missing = SHARED === null || !existsSync(SHARED);
describe.skipIf(missing)('the shared corpora (skipped when ../shared is absent)', () => {
  it('loads all of PolNeAR, each coder apart, and nothing twice', async () => {
    const actor = await newProject();
    const { projectId } = actor;
    const expected = countBratFiles(path.join(SHARED ?? '', 'corpora/polnear'));
    const dry = await load(actor, 'corpora/polnear', { dryRun: true });
    expect(dry.articles.created).toBe(expected.texts);
    expect(dry.annotations.created).toBe(expected.spans);
    expect(await count('FROM articles WHERE project_id = $1', projectId)).toBe(0);
    expect(await count('FROM imports WHERE project_id = $1', projectId)).toBe(0);

    const report = await load(actor, 'corpora/polnear');
    expect(report.rejected).toEqual([]);
    expect(report.articles).toEqual({ created: expected.texts, unchanged: 0, rejected: 0 });
    expect(report.annotations).toEqual({ created: expected.spans, unchanged: 0, rejected: 0 });
    expect(report.relations).toEqual({ created: expected.events, unchanged: 0, rejected: 0 });

    const stored = `FROM annotations a JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
      WHERE a.project_id = $1`;
    expect(await count(`${stored} AND a.kind = 'composite'`, projectId)).toBe(expected.events);
    expect(await count(`FROM codings WHERE project_id = $1`, projectId)).toBe(expected.anns);
    const absent = `${stored} AND r.attributes ->> 'source_presence' = 'absent'`;
    expect(await count(absent, projectId)).toBe(expected.withoutSource);
    expect(await count('FROM revision_members WHERE project_id = $1', projectId)).toBe(
      expected.roles,
    );
    // A trigger that several events share is one record of the file.
    const [discontinuous] = await rows<{ n: string }>(
      `SELECT count(DISTINCT (a.coding_id, coalesce(a.external_ref ->> 'trigger', a.id::text))) AS n
       ${stored} AND r.fragment_count > 1`,
      projectId,
    );
    expect(Number(discontinuous?.n)).toBe(expected.discontinuous);

    const again = await load(actor, 'corpora/polnear');
    expect(again.rejected).toEqual([]);
    expect(again.articles).toEqual({ created: 0, unchanged: expected.texts, rejected: 0 });
    expect(again.annotations).toEqual({ created: 0, unchanged: expected.spans, rejected: 0 });
    expect(again.relations).toEqual({ created: 0, unchanged: expected.events, rejected: 0 });
  }, 180_000);

  it('loads PTC with every offset where it was', async () => {
    const actor = await newProject();
    const report = await load(actor, 'corpora/ptc');
    expect(report.rejected).toEqual([]);
    const folder = path.join(SHARED ?? '', 'corpora/ptc');
    const stored = await rows<{
      name: string;
      type: string;
      start: number;
      stop: number;
      quote: string;
    }>(
      `SELECT ar.external_id AS name, a.external_ref ->> 'type' AS type, f.start_offset AS start,
              f.end_offset AS stop, f.quote
         FROM fragments f JOIN annotation_revisions r ON r.project_id = f.project_id AND r.id = f.revision_id
         JOIN annotations a ON a.project_id = r.project_id AND a.id = r.annotation_id
         JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
         JOIN articles ar ON ar.project_id = v.project_id AND ar.id = v.article_id
        WHERE f.project_id = $1`,
      actor.projectId,
    );
    const texts = new Map<string, string[]>();
    const expected: string[] = [];
    for (const name of readdirSync(path.join(folder, 'labels'))) {
      for (const line of readFileSync(path.join(folder, 'labels', name), 'utf8').split('\n')) {
        const [id = '', technique, start, end] = line.split('\t');
        if (id === '') continue;
        const text = texts.get(id) ?? [
          ...readFileSync(path.join(folder, `articles/article${id}.txt`), 'utf8'),
        ];
        texts.set(id, text);
        const quote = text.slice(Number(start), Number(end)).join('');
        expected.push(
          JSON.stringify([`article${id}`, technique, Number(start), Number(end), quote]),
        );
      }
    }
    expect(expected.length).toBeGreaterThan(500);
    const actual = stored.map(({ name, type, start, stop, quote }) =>
      JSON.stringify([name, type, start, stop, quote]),
    );
    expect(actual.sort()).toEqual(expected.sort());
  });

  it('loads the web pages and the seed article', async () => {
    const actor = await newProject();
    const pages = await load(actor, 'corpora/html', { format: 'html' });
    expect(pages.articles).toEqual({ created: 7, unchanged: 0, rejected: 0 });
    expect((await load(actor, 'corpora/html')).articles.unchanged).toBe(7);

    const seed = await load(actor, 'seeds');
    expect(seed.articles).toEqual({ created: 1, unchanged: 0, rejected: 0 });
    const [version] = await rows<Record<string, unknown>>(
      `SELECT v.text, v.title, v.publisher, v.language, v.keywords, v.published_at, v.published_raw,
              v.modified_at, v.lede, c.bytes FROM article_versions v
         JOIN captures c ON c.project_id = v.project_id AND c.id = v.capture_id
        WHERE v.project_id = $1 AND v.import_id = $2`,
      actor.projectId,
      seed.importId,
    );
    expect(version).toMatchObject({ language: 'fr', publisher: 'Sputnik Afrique' });
    expect(version?.published_at).toEqual(new Date('2023-04-10T09:37:00Z'));
    expect(version?.published_raw).toBe('2023-04-10T11:37+0200');
    expect(String(version?.text).split('\n\n')).toHaveLength(10);
  });
});
