import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { SHARED } from '@/lib/ingest/testing';
import { exportDataset } from './commands';
import { bratSets } from './formats/testing/brat-sets';
import { readStrictBrat } from './formats/testing/strict-brat';
import { readCsvTable } from './formats/testing/strict-csv';
import { load, newProject } from './roundtrip-testing';
import { EMPTY_FILTER, type ExportFormat } from './schema';
import { createFolderSink } from './sink';

const db = await testDatabase();
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function exported(actor: Actor, format: ExportFormat) {
  const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-roundtrip-'));
  folders.push(folder);
  const sink = createFolderSink(folder);
  const result = await exportDataset(actor, { format, filter: EMPTY_FILTER }, sink);
  if (!result.ok) throw new Error(result.error.userMessage);
  return { folder, manifest: result.value };
}

const read = (...parts: string[]) => readFileSync(path.join(...parts), 'utf8');
const anns = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ann'))
    .sort();

const corpora = path.join(SHARED ?? '', 'corpora');
const missing = SHARED === null || !existsSync(corpora);

describe.skipIf(missing)('the shared corpora (skipped when ../shared is absent)', () => {
  test.each([
    ['annotator-training', 1305, 322],
    ['train', 12469, 3192],
  ])(
    'PolNeAR %s, imported and exported to brat, is equal for each coder',
    async (part, texts, events) => {
      const actor = await newProject(part);
      const original = path.join(corpora, 'polnear', part);
      await load(actor, original);
      const { folder, manifest } = await exported(actor, 'brat');
      expect(anns(folder)).toEqual(anns(path.join(original, 'attributions')));
      const records = { texts: 0, events: 0, lineForLine: 0 };
      for (const name of anns(folder)) {
        const textName = `${name.slice(0, name.lastIndexOf('_'))}.txt`;
        const text = read(original, 'text', textName);
        expect(read(folder, textName)).toBe(text);
        const [ours, theirs] = [read(folder, name), read(original, 'attributions', name)];
        const sets = bratSets(ours, text);
        expect([name, sets]).toEqual([name, bratSets(theirs, text)]);
        records.texts += sets.texts.length;
        records.events += sets.events.length;
        const sorted = (ann: string) =>
          ann
            .split('\n')
            .map((line) => line.trimEnd())
            .sort()
            .join('\n');
        if (sorted(ours) === sorted(theirs)) records.lineForLine += 1;
        if (part === 'annotator-training') readStrictBrat(ours, text);
      }
      expect([records.texts, records.events]).toEqual([texts, events]);
      expect(records.lineForLine).toBeGreaterThanOrEqual(anns(folder).length - 1);
      expect(manifest.losses).toEqual({
        article_metadata: manifest.counts.articles,
        revision_number_and_time: manifest.counts.annotations,
      });

      // Our own export is read again to the same thing.
      const again = await newProject(`${part}-again`);
      const report = await load(again, folder);
      expect(report.annotations).toMatchObject({ created: texts, rejected: 0 });
      const second = await exported(again, 'brat');
      for (const name of anns(folder)) expect(read(second.folder, name)).toBe(read(folder, name));

      if (part !== 'annotator-training') return;
      // And so is the JSONL, out of which the same brat files are written.
      const lines = await newProject(`${part}-lines`);
      const fromLines = await load(lines, (await exported(actor, 'jsonl')).folder);
      expect(fromLines.rejected).toEqual([]);
      const third = await exported(lines, 'brat');
      expect(anns(third.folder)).toEqual(anns(folder));
      for (const name of anns(folder)) expect(read(third.folder, name)).toBe(read(folder, name));
    },
    240_000,
  );

  test('csv and jsonl of PTC hold what the database holds, beyond the basic plane too', async () => {
    const actor = await newProject('ptc');
    await load(actor, path.join(corpora, 'ptc'));
    const { rows: stored } = await db.superPool.query<{ id: string; quotes: string; code: string }>(
      `SELECT a.id::text, k.key AS code,
              (SELECT string_agg(f.quote, ' ' ORDER BY f.ordinal) FROM fragments f
                WHERE f.project_id = a.project_id AND f.revision_id = a.head_revision_id) AS quotes
         FROM annotations a JOIN codes k ON k.project_id = a.project_id AND k.id = a.code_id
        WHERE a.project_id = $1 AND NOT a.deleted ORDER BY a.id`,
      [actor.projectId],
    );
    expect(stored.length).toBeGreaterThan(100);
    const byId = (rows: { id: string; quotes: string; code: string }[]) =>
      rows.sort((a, b) => (a.id < b.id ? -1 : 1));

    const csv = await exported(actor, 'csv');
    const rows = readCsvTable(read(csv.folder, 'annotations.csv'));
    expect(
      byId(rows.map(({ id = '', text = '', code = '' }) => ({ id, quotes: text, code }))),
    ).toEqual(stored.map(({ id, quotes, code }) => ({ id, quotes, code })));

    const jsonl = await exported(actor, 'jsonl');
    const articles = read(jsonl.folder, 'articles.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const found: { id: string; quotes: string; code: string }[] = [];
    let beyond = 0;
    for (const article of articles) {
      const characters = Array.from(article.text as string);
      if (characters.length !== article.text.length) beyond += 1;
      expect(createHash('sha256').update(article.text).digest('hex')).toBe(article.text_sha256);
      for (const { id, code, text, fragments } of article.annotations) {
        const slices = fragments.map(([s, e]: [number, number]) => characters.slice(s, e).join(''));
        expect(slices.join(' ')).toBe(text);
        found.push({ id, quotes: text, code });
      }
    }
    expect(byId(found)).toEqual(stored.map(({ id, quotes, code }) => ({ id, quotes, code })));
    expect(beyond).toBeGreaterThan(0);
  }, 240_000);

  test.each(['ptc', 'doccano', 'labelstudio', 'casjson', 'refi', 'webannotsv'] as const)(
    'PTC through %s into an empty project has the same spans',
    async (format) => {
      const actor = await newProject(`ptc-${format}`);
      await load(actor, path.join(corpora, 'ptc'));
      const spans = async ({ projectId }: Actor) => {
        const { rows } = await db.superPool.query<{ span: string }>(
          `SELECT concat_ws(' ', encode(v.text_sha256, 'hex'), k.key, f.start_offset, f.end_offset) AS span
             FROM annotations a
             JOIN codes k ON k.project_id = a.project_id AND k.id = a.code_id
             JOIN fragments f ON f.project_id = a.project_id AND f.revision_id = a.head_revision_id
             JOIN article_versions v ON v.project_id = a.project_id AND v.id = a.article_version_id
            WHERE a.project_id = $1 AND NOT a.deleted ORDER BY 1`,
          [projectId],
        );
        return rows.map((row) => row.span);
      };
      const before = await spans(actor);
      expect(before.length).toBeGreaterThan(500);
      const { folder } = await exported(actor, format);
      const again = await newProject(`ptc-${format}-again`);
      const report = await load(again, folder);
      expect(report.rejected).toEqual([]);
      expect(await spans(again)).toEqual(before);
    },
    240_000,
  );
});
