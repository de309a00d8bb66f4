import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrap } from '@/lib/annotations/testing';
import { testDatabase } from '@/lib/db/testing';
import { importSource } from '@/lib/ingest/commands';
import { memoryFile } from '@/lib/ingest/testing';
import { createProject } from '@/lib/projects/commands';
import { verifyHistory } from '@/lib/provenance/verify';
import { findArticleId, getVersionComparison } from './queries';

const db = await testDatabase();

const PAGE = {
  id: 'port',
  url: 'https://example.org/port',
  title: 'Un pont trop cher',
  published_at: '2026-03-01T11:37:00+02:00',
  text: 'Le pont coûtera 12 millions d’euros.\n\n« Jamais », a dit la maire.',
};

async function world() {
  const project = unwrap(await createProject({ slug: `v-${randomUUID()}`, name: 'Versions' }));
  const actor = { kind: 'operator', projectId: project.id } as const;
  const load = async (...rows: object[]) =>
    unwrap(
      await importSource(
        actor,
        [memoryFile('port.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))],
        { format: 'jsonl', sourceName: 'port.jsonl' },
      ),
    );
  const events = async () => {
    const { rows } = await db.superPool.query<{
      type: string;
      article: string | null;
      body: string;
    }>(
      `SELECT type, article_id AS article, body FROM events WHERE project_id = $1 AND type LIKE 'article.%' ORDER BY seq`,
      [project.id],
    );
    return rows;
  };
  return { actor, load, events };
}

describe('a page that is imported again', () => {
  it('makes no version when nothing changed', async () => {
    const { actor, load, events } = await world();
    await load(PAGE);
    const again = await load(PAGE);
    expect(again).toMatchObject({ articles: { created: 0, unchanged: 1 }, notices: [] });
    const articleId = unwrap(await findArticleId(actor, 'port'));
    const { versions, changed } = unwrap(await getVersionComparison(actor, articleId));
    expect({ count: versions.length, changed }).toEqual({ count: 1, changed: null });
    expect(await events()).toEqual([]);
  });

  it('makes version 2 of the same article when its text changed, and tells what did', async () => {
    const { actor, load, events } = await world();
    await load(PAGE);
    const text = PAGE.text.replace('12', '15').replace('« Jamais »', '« Jamais de la vie »');
    const report = await load({ ...PAGE, text, modified_at: '2026-03-01T12:46:00+02:00' });
    expect(report.notices.map(({ code, count }) => [code, count])).toEqual([['later_version', 1]]);
    const articleId = unwrap(await findArticleId(actor, 'port'));
    const compared = unwrap(await getVersionComparison(actor, articleId));
    expect(compared).toMatchObject({ from: 1, to: 2 });
    expect(compared.changed).toMatchObject({
      silent: false,
      fields: [{ field: 'modifiedAt', before: null, after: '2026-03-01T10:46:00.000Z' }],
      quotes: [{ kind: 'reworded', before: 'Jamais', after: 'Jamais de la vie' }],
      figures: [{ before: '12 millions', after: '15 millions' }],
    });
    expect(await events()).toMatchObject([{ type: 'article.version_added', article: articleId }]);
    const backwards = await getVersionComparison(actor, articleId, { from: 2, to: 1 });
    expect(backwards).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(unwrap(await verifyHistory(actor)).broken).toBe(null);
  });

  it('notes other metadata around the same text once, with its capture', async () => {
    const { actor, load, events } = await world();
    await load(PAGE);
    const renamed = { ...PAGE, title: 'Un pont bien trop cher' };
    const report = await load(renamed);
    expect(report).toMatchObject({ articles: { created: 0, unchanged: 1 } });
    expect(report.notices.map(({ code }) => code)).toEqual(['metadata_changed']);
    // The same files again, in any order, tell nothing new; nor does a file that says less.
    await load(PAGE);
    await load(renamed);
    await load({ id: PAGE.id, text: PAGE.text });
    expect((await events()).map(({ type }) => type)).toEqual(['article.metadata_changed']);
    const articleId = unwrap(await findArticleId(actor, 'port'));
    const { versions } = unwrap(await getVersionComparison(actor, articleId));
    expect(versions).toMatchObject([
      {
        versionNo: 1,
        metadataChanges: [{ changes: { title: { before: PAGE.title, after: renamed.title } } }],
      },
    ]);
  });
});
