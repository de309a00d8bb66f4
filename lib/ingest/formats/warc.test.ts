import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { DEFAULT_LIMITS } from '../schema';
import { collect, memoryFile } from '../testing';
import { readWarc } from './warc';

const page = (
  title: string,
  head = '',
) => `<!doctype html><html lang="fr"><head><title>${title}</title>${head}</head>
<body><article><h1>${title}</h1><p>Le bac de Brindle avait deux heures de retard lundi, a déclaré le capitaine du port.</p>
<p>Les passagers ont attendu sur le quai, sous la pluie, et beaucoup sont rentrés avant son arrivée.</p></article></body></html>`;

interface Given {
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly type?: 'response' | 'request';
  readonly statusline?: string;
  readonly headers?: Record<string, string>;
}

/** An archive by warcio, the tool of Webrecorder: one gzip member a record, or plain. */
async function archive(given: readonly Given[], gzip = true): Promise<Uint8Array> {
  const info = WARCRecord.createWARCInfo({ filename: 'news.warc.gz' }, { software: 'test' });
  const records = given.map(({ url, body, type = 'response', statusline, headers }) =>
    WARCRecord.create(
      {
        url,
        date: '2026-03-05T08:30:00Z',
        type,
        httpHeaders: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
        ...(statusline ? { statusline } : {}),
      },
      [typeof body === 'string' ? new TextEncoder().encode(body) : body],
    ),
  );
  const parts: Uint8Array[] = [];
  for (const record of [info, ...records])
    parts.push(await WARCSerializer.serialize(record, { gzip }));
  return Buffer.concat(parts);
}

const read = (bytes: Uint8Array, name = 'news.warc.gz', limits = DEFAULT_LIMITS) =>
  collect(readWarc([memoryFile(name, bytes, 1000)], limits));

describe('a web archive', () => {
  it.each([true, false])('gives its pages with their records’ names (gzip: %s)', async (gzip) => {
    const latin = Buffer.from(page('Le bac était en retard'), 'latin1');
    const bytes = await archive(
      [
        { url: 'https://a.example/1', body: page('Bac en retard') },
        { url: 'https://a.example/1', body: '', type: 'request' },
        { url: 'https://a.example/old', body: '', statusline: 'HTTP/1.1 301 Moved' },
        {
          url: 'https://a.example/i.png',
          body: '\u0089PNG',
          headers: { 'Content-Type': 'image/png' },
        },
        {
          url: 'https://a.example/2',
          body: latin,
          headers: { 'Content-Type': 'text/html; charset=ISO-8859-1' },
        },
        {
          url: 'https://a.example/3',
          body: gzipSync(page('Zippé', '<link rel="canonical" href="https://a.example/canon">')),
          headers: { 'Content-Encoding': 'gzip' },
        },
        { url: 'https://a.example/empty', body: '<html><body></body></html>' },
      ],
      gzip,
    );
    const { articles, rejections, notices } = await read(
      bytes,
      gzip ? 'news.warc.gz' : 'news.warc',
    );
    expect(rejections).toEqual([]);
    expect(notices.map(({ code, count }) => [code, count])).toEqual([
      // The info about the archive itself, the request, the redirect and the image.
      ['no_page', 4],
      ['no_article', 1],
    ]);
    expect(
      articles.map(({ externalId, line, fields }) => [externalId, line, fields.title]),
    ).toEqual([
      ['https://a.example/1', 2, 'Bac en retard'],
      ['https://a.example/2', 6, 'Le bac était en retard'],
      ['https://a.example/canon', 7, 'Zippé'],
    ]);
    for (const { text } of articles) expect(text).toContain('a déclaré le capitaine');
    expect(articles[0]?.capture).toMatchObject({
      retrievedAt: '2026-03-05T08:30:00.000Z',
      metadata: {
        'WARC-Record-ID': expect.stringMatching(/^<urn:uuid:/),
        'WARC-Target-URI': 'https://a.example/1',
        'WARC-Date': '2026-03-05T08:30:00Z',
        'WARC-Payload-Digest': expect.stringMatching(/^sha-?(?:1|256):/),
        http: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } },
      },
    });
    expect(Buffer.from(articles[0]?.capture.bytes ?? []).toString()).toBe(page('Bac en retard'));
  });

  it('refuses a page that unpacks to more than the limit, and reads the next', async () => {
    const bytes = await archive([
      {
        url: 'https://a.example/bomb',
        body: gzipSync(Buffer.alloc(3_000_000, ' ')),
        headers: { 'Content-Encoding': 'gzip' },
      },
      { url: 'https://a.example/1', body: page('Bac en retard') },
    ]);
    const { articles, rejections } = await read(bytes, 'news.warc.gz', {
      ...DEFAULT_LIMITS,
      maxFileBytes: 1_000_000,
    });
    expect(rejections).toMatchObject([{ line: 2, kind: 'article' }]);
    expect(rejections[0]?.reason).toContain('expands to more than 1 MB');
    expect(articles).toHaveLength(1);
  });

  it('says where it is damaged, and keeps what came before', async () => {
    const whole = await archive([
      { url: 'https://a.example/1', body: page('Eins') },
      { url: 'https://a.example/2', body: page('Zwei') },
    ]);
    const first = await read(whole.subarray(0, whole.length - 200));
    expect(first.articles.length).toBeGreaterThanOrEqual(1);
    for (const [bytes, reason] of [
      ['', 'no WARC record'],
      ['Nothing of the kind.\r\nReally.\r\n\r\n', 'no WARC record'],
      ['WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n', 'how long'],
      ['WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx', 'unpacks'],
      [`WARC/1.0\r\nX: ${'y'.repeat(300_000)}`, 'longer than any real one'],
    ] as const) {
      const { articles, rejections } = await read(new TextEncoder().encode(bytes), 'a.warc');
      expect(articles).toEqual([]);
      expect(rejections.map((one) => one.reason).join(), reason).toContain(reason);
    }
  });

  it('of a bomb in the packing itself is given up, not unpacked', async () => {
    const head = 'WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2000000000\r\n\r\n';
    const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(20_000_000, 'a')]));
    const { rejections } = await read(bomb);
    expect(rejections).toMatchObject([{ reason: expect.stringContaining('unpacks to far more') }]);
  });
});
