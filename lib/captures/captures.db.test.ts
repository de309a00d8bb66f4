import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { makeWorld, unwrap, type World } from '@/lib/annotations/testing';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { importSource } from '@/lib/ingest/commands';
import { memoryFile } from '@/lib/ingest/testing';
import { extractAgain } from './commands';
import { getCaptureBytes, getTextChain } from './queries';
import { flatten, readerOf } from './rules';

const db = await testDatabase();

const PAGE = `<!doctype html><html lang="en"><head><title>Ferry late</title></head><body><main><article>
<h1>Ferry late</h1><p>The ferry to Brindle was two hours late on Monday, the harbour master said in the evening.</p>
<p>Passengers waited on the quay, in the rain, and many of them went home before it came in at last.</p>
</article></main></body></html>`;

async function scene() {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  unwrap(
    await importSource(operator, [memoryFile('ferry.html', PAGE)], {
      format: 'html',
      sourceName: 'ferry.html',
    }),
  );
  const { rows } = await db.superPool.query<{ id: string }>(
    `SELECT id FROM articles WHERE project_id = $1 AND external_id = 'ferry.html'`,
    [world.projectId],
  );
  return { world, operator, articleId: rows[0]?.id ?? '' };
}

/** As an importer of long ago would have made it, out of the same bytes. */
async function anotherText(world: World, articleId: string): Promise<void> {
  const text = 'Ferry late The ferry to Brindle was two hours late';
  await db.superPool.query(
    `INSERT INTO article_versions (project_id, id, article_id, version_no, capture_id, text, text_sha256,
       text_length, canonicaliser, title, keywords)
     SELECT project_id, $3, article_id, 2, capture_id, $4, $5, char_length($4), canonicaliser, title, '{}'
       FROM article_versions WHERE project_id = $1 AND article_id = $2`,
    [world.projectId, articleId, uuidv7(), text, createHash('sha256').update(text).digest()],
  );
}

describe('the bytes of an article', () => {
  it('are handed out as they came in, and the chain tells of each step', async () => {
    const { world, articleId } = await scene();
    const chain = unwrap(await getTextChain(world.reader, articleId));
    expect(chain.extractable).toBe(true);
    const [link] = chain.links;
    expect(link).toMatchObject({
      versionNo: 1,
      importFormat: 'html',
      canonicaliser: 'sourcemark/1',
    });
    expect(link?.capture).toMatchObject({
      sha256: createHash('sha256').update(PAGE).digest('hex'),
      size: Buffer.byteLength(PAGE),
      importer: 'sourcemark/html',
      capturedBy: null,
    });
    const bytes = unwrap(await getCaptureBytes(world.reader, link?.capture.id ?? ''));
    expect(Buffer.from(bytes.bytes).toString()).toBe(PAGE);
    expect(bytes.name).toBe('ferry.html');
    const other = await makeWorld(db);
    const stranger = await getCaptureBytes(other.ana, link?.capture.id ?? '');
    expect(stranger).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('give the same text again, and another text as a further version that changes nothing', async () => {
    const { world, operator, articleId } = await scene();
    expect(unwrap(await extractAgain(operator, { articleId }))).toEqual({ versionNo: null });
    await anotherText(world, articleId);
    const before = unwrap(await getTextChain(operator, articleId)).links;
    const both = await Promise.all([
      extractAgain(operator, { articleId }),
      extractAgain(operator, { articleId }),
    ]);
    expect(both.map((one) => unwrap(one).versionNo).toSorted()).toEqual([3, null]);
    const after = unwrap(await getTextChain(operator, articleId)).links;
    expect(after.slice(0, 2)).toEqual(before);
    expect(after[2]).toMatchObject({
      versionNo: 3,
      importId: null,
      textSha256: before[0]?.textSha256,
    });
    expect(after[2]?.capture).toEqual(before[0]?.capture);
    const { rows } = await db.superPool.query(
      `SELECT body::jsonb #>> '{payload,extractedAgain,importer}' AS importer FROM events
        WHERE project_id = $1 AND type = 'article.version_added'`,
      [world.projectId],
    );
    expect(rows).toEqual([{ importer: 'sourcemark/html' }]);
  });

  it('out of a web archive keep their record’s names and the HTTP headers, and are extracted again', async () => {
    const { world, operator } = await scene();
    const record = WARCRecord.create(
      {
        url: 'https://a.example/ferry',
        date: '2026-03-05T08:30:00Z',
        type: 'response',
        httpHeaders: { 'Content-Type': 'text/html; charset=utf-8', Server: 'ferry/1' },
      },
      [new TextEncoder().encode(PAGE)],
    );
    const bytes = await WARCSerializer.serialize(record, { gzip: true });
    const file = memoryFile('news.warc.gz', bytes);
    const report = unwrap(
      await importSource(operator, [file], { format: 'auto', sourceName: file.path }),
    );
    expect(report.articles).toMatchObject({ created: 1 });
    const { rows } = await db.superPool.query<{ id: string }>(
      `SELECT id FROM articles WHERE project_id = $1 AND canonical_url = 'https://a.example/ferry'`,
      [world.projectId],
    );
    const articleId = rows[0]?.id ?? '';
    const chain = unwrap(await getTextChain(world.reader, articleId));
    const [link] = chain.links;
    expect(link?.capture).toMatchObject({
      retrievedAt: '2026-03-05T08:30:00.000Z',
      importer: 'sourcemark/warc',
      url: 'https://a.example/ferry',
      sha256: createHash('sha256').update(PAGE).digest('hex'),
    });
    expect(link?.capture.details).toEqual(
      expect.arrayContaining([
        ['WARC-Target-URI', 'https://a.example/ferry'],
        ['http.status', '200'],
        ['http.headers.server', 'ferry/1'],
      ]),
    );
    expect(unwrap(await extractAgain(operator, { articleId }))).toEqual({ versionNo: null });
  });

  it('that are the text already are not extracted', async () => {
    const { world, operator } = await scene();
    unwrap(
      await importSource(operator, [memoryFile('a.jsonl', '{"id":"a","text":"One line."}')], {
        format: 'jsonl',
        sourceName: 'a.jsonl',
      }),
    );
    const { rows } = await db.superPool.query<{ id: string }>(
      `SELECT id FROM articles WHERE project_id = $1 AND external_id = 'a'`,
      [world.projectId],
    );
    const again = await extractAgain(operator, { articleId: rows[0]?.id ?? '' });
    expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

it('tells which reader a capture asks for, and what came with it', () => {
  expect(readerOf('sourcemark/html', 'sourcemark/1')).toBe('html');
  expect(readerOf('sourcemark/brat', 'verbatim')).toBeNull();
  expect(readerOf('sourcemark/csv', 'sourcemark/1')).toBeNull();
  expect(
    flatten({
      line: 3,
      http: { status: 200, headers: { etag: 'x' }, via: ['a', 'b'] },
      none: null,
    }),
  ).toEqual([
    ['line', '3'],
    ['http.status', '200'],
    ['http.headers.etag', 'x'],
    ['http.via', 'a, b'],
  ]);
});
